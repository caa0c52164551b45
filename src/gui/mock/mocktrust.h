// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "engine/api/mockoptions.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

namespace Pushscope {

struct ClientOptions;

/// What clients are told of a mock's certificate, so that they trust it.
class MockTrust
{
public:
    /// Where the program keeps its own certificate; empty: nowhere.
    void setFolder(const QString &folder) { m_folder = folder; }
    /// @p url: where a mock listens; empty: none runs. @p isOwn: by the program's own certificate.
    void setMock(const QUrl &url, bool isOwn);

    /// The file by which clients of the running mock trust the program's own certificate, as it is
    /// and as it was when that mock was started; empty: it serves no such one.
    [[nodiscard]] QString authorities() const;
    /// Has a client of the running mock trust that file, and no other client.
    void addTrust(ClientOptions &options) const;
    /// The certificates that clients of the running mock are to be told, as PEM; of one that is
    /// started by @p chosen where the mock does not run by the program's own.
    [[nodiscard]] Result<QByteArray> certificates(const MockTls &chosen) const;

private:
    QString m_folder;
    QUrl m_url;
    bool m_isOwn = false;
};

/// Whether what listens at @p url speaks TLS.
[[nodiscard]] bool isTls(const QUrl &url);

} // namespace Pushscope

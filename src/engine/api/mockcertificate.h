// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "engine/api/mockoptions.h"

#include <QByteArray>
#include <QString>

namespace Pushscope {

/// A certificate of this program's own for mocks, and its key, as files in @p folder: who was told
/// once to trust it still does after a restart. They are made where they are missing, do not
/// belong together, or would end within a day; the key is for the user's eyes alone.
///
/// Blocks on the files. Errors: StorageFailed with `path` and `system`.
[[nodiscard]] Result<MockTls> keptMockTls(const QString &folder);

/// Where keptMockTls() has the certificate that a mock is started with, whether or not it is there.
[[nodiscard]] QString keptMockCertificate(const QString &folder);

/// Where keptMockTls() has what clients of those mocks are told: that certificate, and behind it
/// the former ones that still hold, which mocks that run may serve.
[[nodiscard]] QString keptMockAuthorities(const QString &folder);

/// The certificates in the file that @p tls names, as PEM: what a client is to be told. They are
/// written anew, so that nothing else that the file holds, such as a key, is in it.
///
/// Errors: TlsUntrusted with `path` and `fault`, see transport/pemfile.h; `no-certificate`.
[[nodiscard]] Result<QByteArray> mockCertificates(const MockTls &tls);

} // namespace Pushscope

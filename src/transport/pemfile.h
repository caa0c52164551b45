// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

namespace Pushscope {

/// A key and its chain take some 10 KiB, whatever their kind: what is larger is another file.
constexpr qint64 MaxIdentityOctets = 1024 * 1024;
/// All authorities that a system trusts take 220 KiB, all intermediate ones beside them 5 MiB.
constexpr qint64 MaxAuthoritiesOctets = 16 * 1024 * 1024;

/// What the file @p path holds. It is never waited for, as a FIFO would be, and never read without
/// an end, as a device would be.
///
/// Error: that of pemFault() with `unreadable` (and `system`), `not-a-file` (a folder, a FIFO, a
/// device) or `too-large` (and `limit`, in octets).
[[nodiscard]] Result<QByteArray> readPemFile(const QString &path,
                                             qint64 maxOctets = MaxIdentityOctets);

/// The certificates in @p pem, each as a PEM text of its own, written anew: nothing else that stands
/// there, such as a key, gets into them. Ends before the first one that cannot be read, as what is
/// made of @p pem for a handshake does.
[[nodiscard]] QList<QByteArray> certificatesIn(QByteArrayView pem);

/// TlsUntrusted with `path` and `fault`, over a file of ours that is of no use; @p system goes
/// into `system` where there is any. It stands for what OpenSSL keeps of failures, which is cleared.
[[nodiscard]] Error pemFault(const QString &path, const char *fault,
                             const QByteArray &system = {});

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QUrl>

namespace Pushscope {

// What stands in `command`, `options` and URLs (contract §3), and in what is shown or copied: the
// same with Mask in place of every secret, by isSecretField() and isSecretMember().
//
// Threads: reentrant.

inline constexpr char Mask[] = "***";

/// @p text of any kind: JSON, form bodies, field lines, URLs, whole or relative. JSON stays JSON.
[[nodiscard]] QByteArray maskedText(QByteArrayView text);

/// Whether there is anything in it that maskedText() masks.
[[nodiscard]] bool hasSecret(QByteArrayView text);

/// What a field of a head says: all of it, or what is secret in it.
[[nodiscard]] QByteArray maskedFieldValue(QByteArrayView name, QByteArrayView value);

/// Subprotocols as a client offers them, of which pages make tokens.
[[nodiscard]] QList<QByteArray> maskedSubprotocols(const QList<QByteArray> &subprotocols);

/// A URL without userinfo, encoded: who connects where.
[[nodiscard]] QByteArray shownUrl(const QUrl &url);

} // namespace Pushscope

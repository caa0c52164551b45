// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace Pushscope {

/// An event that a Socket.IO client emits, or its answer to one.
struct SocketIoEmission {
    QByteArray namespaceName = QByteArrayLiteral("/");
    QByteArray event = {}; ///< UTF-8; of no meaning in an acknowledgement.
    QByteArray arguments = QByteArrayLiteral("[]"); ///< A JSON array.
    /// Those that no placeholder in the arguments stands for follow as further arguments.
    QList<QByteArray> attachments = {};
    bool wantsAck = false;
    /// An ACK of the server's event with this id, not an event.
    std::optional<quint64> acknowledges = {};
    bool operator==(const SocketIoEmission &) const = default;
};

/// Reads what a person writes: `EVENT`, `EVENT,JSON…` or the array of the wire, `["EVENT",JSON…]`;
/// `/name,` before either is the namespace. `{"base64":"…"}` among the arguments, at any depth,
/// becomes an attachment. nullopt where the text is none of these.
[[nodiscard]] std::optional<SocketIoEmission> parseSocketIoEmission(QByteArrayView text);

/// Replaces every `{"base64":"…"}` in @p json, which is valid, by a placeholder, and appends what it
/// stands for to @p attachments.
[[nodiscard]] QByteArray liftAttachments(QByteArrayView json, QList<QByteArray> &attachments);

/// What the data of the packet is: the event's name and the arguments, those of the attachments
/// among them. Precondition: the arguments are a JSON array.
[[nodiscard]] QByteArray emissionData(const SocketIoEmission &emission);

} // namespace Pushscope

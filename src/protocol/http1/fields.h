// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/http1/message.h"

namespace Pushscope::Http1 {

/// The first field line named @p name, in any case; nullptr where there is none.
/// Spec: RFC 9110 §5.1.
[[nodiscard]] const FieldLine *findField(const std::vector<FieldLine> &fields, QByteArrayView name);

/// The value of the first field line named @p name; null where there is none.
[[nodiscard]] QByteArray fieldValue(const std::vector<FieldLine> &fields, QByteArrayView name);

/// The value of each field line named @p name, in order.
[[nodiscard]] std::vector<QByteArray> fieldValues(const std::vector<FieldLine> &fields,
                                                  QByteArrayView name);

/// The members of the list that all field lines named @p name make together, empty ones left
/// out, commas inside quoted strings kept. Spec: RFC 9110 §5.3, §5.6.1.
[[nodiscard]] std::vector<QByteArray> fieldList(const std::vector<FieldLine> &fields,
                                                QByteArrayView name);

/// Whether that list has @p token, in any case, so `upgrade` in `keep-alive, Upgrade`.
[[nodiscard]] bool hasToken(const std::vector<FieldLine> &fields, QByteArrayView name,
                            QByteArrayView token);

/// The members of @p value, cut at @p separator outside quoted strings, without white space
/// around them; empty ones left out. A quote that is never closed quotes nothing.
[[nodiscard]] std::vector<QByteArray> splitOutsideQuotes(QByteArrayView value, char separator);

/// Spec: RFC 9110 §5.6.6.
struct Parameter {
    QByteArray name;        ///< In lower case.
    QByteArray value;       ///< Of a quoted string, what it stands for.
    bool isPresent = false; ///< There was a `=`; else value is empty.
    bool operator==(const Parameter &) const = default;
};

/// A value with parameters behind semicolons, as `Content-Type` and `Sec-WebSocket-Extensions`
/// have it.
struct ParameterizedValue {
    QByteArray value; ///< As written.
    std::vector<Parameter> parameters;

    /// The first one named @p name (lower case); nullopt where there is none.
    [[nodiscard]] std::optional<QByteArray> parameter(QByteArrayView name) const;
    bool operator==(const ParameterizedValue &) const = default;
};

[[nodiscard]] ParameterizedValue parseParameterized(QByteArrayView text);

/// What a token or quoted string stands for. Spec: RFC 9110 §5.6.4.
[[nodiscard]] QByteArray unquote(QByteArrayView text);

/// `Content-Type` with the type in lower case, as `text/event-stream`; nullopt where there is none
/// or it is empty. Of several field lines the last counts, as in browsers.
/// Spec: RFC 9110 §8.3.
[[nodiscard]] std::optional<ParameterizedValue> contentType(const std::vector<FieldLine> &fields);

/// `Content-Length` in octets; nullopt where there is none, it is no number, or several differ.
/// Spec: RFC 9110 §8.6.
[[nodiscard]] std::optional<qint64> contentLength(const std::vector<FieldLine> &fields);

/// Whether the connection outlives the message. Spec: RFC 9112 §9.3.
[[nodiscard]] bool isKeepAlive(const RequestHead &head);
[[nodiscard]] bool isKeepAlive(const ResponseHead &head);

/// Whether the request asks to switch protocols. Spec: RFC 9110 §7.8.
[[nodiscard]] bool isUpgrade(const RequestHead &head);

} // namespace Pushscope::Http1

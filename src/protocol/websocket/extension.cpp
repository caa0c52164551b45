// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/extension.h"

#include "protocol/http1/grammar.h"

#include <QStringBuilder>

#include <utility>

namespace Pushscope::WebSocket {

namespace {

/// Goes through a field value once, from left to right.
class Cursor
{
public:
    explicit Cursor(QByteArrayView text)
        : m_text(text)
    {
    }

    [[nodiscard]] bool isAtEnd() const { return m_at == m_text.size(); }

    void skipBlanks()
    {
        while (!isAtEnd() && Http1::isBlank(m_text[m_at]))
            ++m_at;
    }

    /// Whether @p mark comes next, blanks around it passed over; it is taken then.
    bool take(char mark)
    {
        skipBlanks();
        if (isAtEnd() || m_text[m_at] != mark)
            return false;
        ++m_at;
        skipBlanks();
        return true;
    }

    /// Empty where no token comes next.
    [[nodiscard]] QByteArray token()
    {
        const qsizetype begin = m_at;
        while (!isAtEnd() && Http1::isTchar(m_text[m_at]))
            ++m_at;
        return m_text.sliced(begin, m_at - begin).toByteArray();
    }

    /// After the opening quote, up to and with the closing one; nullopt without that.
    [[nodiscard]] std::optional<QByteArray> quoted()
    {
        QByteArray value;
        for (; !isAtEnd(); ++m_at) {
            if (m_text[m_at] == '"') {
                ++m_at;
                return value;
            }
            if (m_text[m_at] == '\\' && ++m_at == m_text.size())
                break;
            value += m_text[m_at];
        }
        return std::nullopt;
    }

private:
    QByteArrayView m_text;
    qsizetype m_at = 0;
};

std::optional<ExtensionParameter> readParameter(Cursor &cursor)
{
    ExtensionParameter parameter{ cursor.token(), std::nullopt };
    if (parameter.name.isEmpty())
        return std::nullopt;
    if (!cursor.take('='))
        return parameter;
    if (cursor.take('"')) {
        parameter.value = cursor.quoted();
        // §9.1: "the value after quoted-string unescaping MUST conform to the 'token' ABNF."
        if (!parameter.value || !Http1::isToken(*parameter.value))
            return std::nullopt;
    } else {
        parameter.value = cursor.token();
        if (parameter.value->isEmpty())
            return std::nullopt;
    }
    return parameter;
}

} // namespace

std::optional<std::vector<Extension>> parseExtensions(QByteArrayView value)
{
    std::vector<Extension> extensions;
    Cursor cursor(value);
    cursor.skipBlanks();
    while (!cursor.isAtEnd()) {
        if (cursor.take(',')) // RFC 9110 §5.6.1.2: "a reasonable number of empty list elements".
            continue;
        Extension extension{ cursor.token(), {} };
        if (extension.name.isEmpty())
            return std::nullopt;
        while (cursor.take(';')) {
            std::optional<ExtensionParameter> parameter = readParameter(cursor);
            if (!parameter)
                return std::nullopt;
            extension.parameters.push_back(std::move(*parameter));
        }
        extensions.push_back(std::move(extension));
        if (!cursor.take(',') && !cursor.isAtEnd())
            return std::nullopt;
    }
    return extensions;
}

QByteArray serializeExtensions(const std::vector<Extension> &extensions)
{
    QByteArray text;
    for (const Extension &extension : extensions) {
        if (!text.isEmpty())
            text += ", ";
        text += extension.name;
        for (const ExtensionParameter &parameter : extension.parameters) {
            text += "; " + parameter.name;
            if (!parameter.value)
                continue;
            if (Http1::isToken(*parameter.value)) {
                text += '=' + *parameter.value;
            } else {
                QByteArray escaped = *parameter.value;
                escaped.replace('\\', "\\\\").replace('"', "\\\"");
                text += "=\"" + escaped + '"';
            }
        }
    }
    return text;
}

} // namespace Pushscope::WebSocket

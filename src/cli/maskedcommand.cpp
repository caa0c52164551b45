// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/maskedcommand.h"

#include "capture/maskedtext.h"
#include "engine/api/proxyoptions.h"
#include "models/shellwords.h"

#include <CLI/CLI.hpp>

#include <map>
#include <string>
#include <vector>

namespace Pushscope {

namespace {

/// As one word of a shell; what is masked stays bare, to be seen as such.
QByteArray quoted(const QByteArray &argument)
{
    const QByteArray unmasked = QByteArray(argument).replace(Mask, "-");
    return shellQuoted(unmasked) == unmasked ? argument : shellQuoted(argument);
}

QByteArray maskedHeader(const QByteArray &header)
{
    const qsizetype colon = header.indexOf(':');
    if (colon < 0)
        return maskedText(header);
    const QByteArray value = header.mid(colon + 1).trimmed();
    const QByteArray masked = maskedFieldValue(header.left(colon).trimmed(), value);
    return value == masked ? header : QByteArray(header.left(colon) + ": " + masked);
}

QByteArray maskedProxy(const QByteArray &text)
{
    if (!text.contains('@'))
        return text;
    const auto proxy = parseProxy(QString::fromUtf8(text));
    if (!proxy)
        return Mask;
    QByteArray shown = proxyText(*proxy);
    return shown.insert(shown.indexOf("://") + 3, QByteArray(QByteArray(Mask) + '@'));
}

/// The value at @p index of those given for the option @p name.
QByteArray maskedValue(const std::string &name, const std::vector<std::string> &values,
                       std::size_t index)
{
    const QByteArray value = QByteArray::fromStdString(values[index]);
    if (name == "--user" || name == "--cookie" || name == "--auth")
        return Mask;
    if (name == "--header")
        return maskedHeader(value);
    if (name == "--subprotocol") { // Whether one is a token may follow from the one before it.
        QList<QByteArray> subprotocols;
        for (const std::string &subprotocol : values)
            subprotocols.append(QByteArray::fromStdString(subprotocol));
        const QList<QByteArray> masked = maskedSubprotocols(subprotocols);
        return masked.size() == subprotocols.size() ? masked.at(static_cast<qsizetype>(index))
                                                    : QByteArray(Mask);
    }
    if (name == "--proxy")
        return maskedProxy(value);
    return maskedText(value);
}

} // namespace

QByteArray maskedCommand(const CLI::App &command)
{
    QByteArray line = "pushscope-cli " + QByteArray::fromStdString(command.get_name());
    std::map<const CLI::Option *, std::size_t> taken;
    for (const CLI::Option *option : command.parse_order()) {
        const std::string name = option->get_name();
        const std::size_t index = taken[option]++;
        if (option->nonpositional())
            line += ' ' + QByteArray::fromStdString(name);
        if (option->get_items_expected_max() == 0)
            continue; // A flag.
        const auto &values = option->results();
        const QByteArray value = index < values.size() ? maskedValue(name, values, index)
                                                       : QByteArray();
        // What begins like an option would be taken for one.
        line += (value.startsWith('-') ? '=' : ' ') + quoted(value);
    }
    return line;
}

} // namespace Pushscope

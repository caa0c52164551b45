// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/numbers.h"

#include <CLI/CLI.hpp>

#include <QByteArray>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

namespace Pushscope {

namespace {

constexpr double LeastSeconds = 0.001;
constexpr double MostSeconds = 24.0 * 24 * 3600; // A timer counts ms in 31 bits.
constexpr qint64 Kibi = 1024;
constexpr QByteArrayView Units("kmgt"); // Each 1024 times the one before.

std::string refusal(const std::string &expected, const std::string &text)
{
    return "must be " + expected + ", not \"" + text + "\"";
}

/// `16M`, as people write it.
std::string sizeText(qint64 octets)
{
    int unit = 0;
    while (octets >= Kibi && octets % Kibi == 0 && unit < Units.size()) {
        octets /= Kibi;
        ++unit;
    }
    const std::string number = std::to_string(octets);
    constexpr std::string_view Signs(" kMGT");
    return unit == 0 ? number : number + Signs[static_cast<std::size_t>(unit)];
}

/// Also of `16MB` and `16MiB`, which mean the same here.
std::optional<double> octetsOf(const std::string &text)
{
    QByteArray digits = QByteArray::fromStdString(text).toLower();
    if (digits.endsWith('b'))
        digits.chop(1);
    if (digits.endsWith('i'))
        digits.chop(1);
    double factor = 1;
    const qsizetype unit = digits.isEmpty() ? -1 : Units.indexOf(digits.back());
    if (unit >= 0) {
        factor = std::pow(static_cast<double>(Kibi), static_cast<double>(unit + 1));
        digits.chop(1);
    }
    const bool isPlain = std::all_of(digits.begin(), digits.end(), [](char c) {
        return c == '.' || (c >= '0' && c <= '9');
    });
    bool isNumber = false;
    const double number = digits.toDouble(&isNumber);
    if (!isPlain || !isNumber)
        return std::nullopt;
    return std::round(number * factor);
}

} // namespace

void takesWhole(CLI::Option &option, qint64 least, qint64 most)
{
    option.check([least, most](const std::string &text) {
        bool isNumber = false;
        const qint64 number = QByteArray::fromStdString(text).toLongLong(&isNumber);
        return isNumber && number >= least && number <= most
            ? std::string()
            : refusal("a whole number from " + std::to_string(least) + " to "
                          + std::to_string(most),
                      text);
    });
}

void takesSeconds(CLI::Option &option)
{
    option.check([](const std::string &text) {
        bool isNumber = false;
        const double seconds = QByteArray::fromStdString(text).toDouble(&isNumber);
        return isNumber && seconds >= LeastSeconds && seconds <= MostSeconds
            ? std::string()
            : refusal("a number of seconds from 0.001 to 2073600", text);
    });
}

void takesOctets(CLI::Option &option, qint64 least, qint64 most)
{
    option.transform(CLI::Validator(
        [least, most](std::string &text) {
            const auto octets = octetsOf(text);
            if (!octets || *octets < static_cast<double>(least)
                || *octets > static_cast<double>(most)) {
                return refusal("a number of octets from " + sizeText(least) + " to "
                                   + sizeText(most) + ", which may be written with k, M or G",
                               text);
            }
            text = std::to_string(static_cast<qint64>(*octets));
            return std::string();
        },
        std::string()));
}

} // namespace Pushscope

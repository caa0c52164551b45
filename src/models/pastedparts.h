// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/commandoptions.h"

#include <QByteArray>
#include <QByteArrayList>

#include <optional>
#include <span>

namespace Pushscope::PastedParts {

/// What becomes of an option.
enum class Fate : quint8 {
    Read, ///< The program's own reader understands it.
    Print, ///< It says how the program prints or waits: nothing that a window has to carry over.
    Lost, ///< It matters and has no counterpart.
};

/// An option of a program.
struct Option {
    char letter = '\0'; ///< NUL: it has none.
    const char *name = ""; ///< Without dashes.
    bool hasValue = false;
    Fate fate = Fate::Lost;
};

/// One option or operand as it was given.
struct Given {
    const Option *option = nullptr; ///< nullptr: an operand, or an option that nobody knows.
    QByteArray value {}; ///< Of an operand: the operand.
    QByteArray spelling {}; ///< As it was written; empty for an operand.
};

/// How a program spells its options.
struct Spelling {
    bool hasEquals = false; ///< `--name=value` is a name and its value.
    bool negates = false; ///< `--no-name` is a name too, and of it nothing is carried over.
};

[[nodiscard]] QList<Given> givenOptions(const QByteArrayList &words,
                                        std::span<const Option> options, Spelling spelling);

/// What a reader gathers.
struct Reading {
    CommandOptions options {};
    QByteArrayList urls {};
    QByteArrayList lost {}; ///< Spellings of options that have no counterpart.
    QByteArrayList unknown {}; ///< Spellings that nobody knows.
    QByteArrayList files {}; ///< Spellings of options whose file is not read.
    QByteArrayList remade {}; ///< Fields of the handshake that are made anew.
    QByteArrayList codings {}; ///< Content codings that are not asked for: nobody here decodes them.
    bool isServer = false; ///< The command listens.
    bool hasMore = false; ///< A second transfer follows, which is left out.
};

[[nodiscard]] Reading readCurl(const QByteArrayList &words);
[[nodiscard]] Reading readWscat(const QByteArrayList &words);
[[nodiscard]] Reading readWebsocat(const QByteArrayList &words);

/// Takes the address of a proxy, with a scheme or without; false where it is none that a client
/// can go through. Without a port it is curl's, 1080.
bool takeProxy(Reading &reading, const QByteArray &address);
/// Takes `Name: value`; `Name:` removes, `Name;` is empty. False where it is no field.
bool takeField(Reading &reading, const QByteArray &line);
/// The fields that a client has options for move there; those of a handshake go.
void settleFields(Reading &reading);

} // namespace Pushscope::PastedParts

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/http1/eventlog.h"

namespace Pushscope::Http1 {

/// One case of the corpus in tests/data/http1: a heading, prose, a block of wire text and a block
/// with the log that is expected of it. See the README.md there for the notation.
struct CorpusCase {
    QByteArray name; ///< The heading.
    QByteArray file;
    int line = 0; ///< Of the wire block's fence.
    Conversation conversation;
    QByteArray expected;
};

/// The octets that a wire block stands for.
[[nodiscard]] QByteArray wireFromText(const QByteArray &text);

/// All cases of all files, sorted by file; none where the folder cannot be read.
[[nodiscard]] std::vector<CorpusCase> readCorpus();

} // namespace Pushscope::Http1

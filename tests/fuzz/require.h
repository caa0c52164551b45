// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdio>
#include <cstdlib>

namespace Pushscope {

/// Ends the program where something does not hold; libFuzzer and replay.cpp then say for which
/// input.
///
/// Where it was asked is filled in by the compiler: the fuzzers' one has no std::source_location.
inline void require(bool holds, const char *what = "what is required here",
                    const char *file = __builtin_FILE(), int line = __builtin_LINE())
{
    if (holds)
        return;
    std::fprintf(stderr, "%s:%d: not so: %s\n", file, line, what);
    std::abort();
}

} // namespace Pushscope

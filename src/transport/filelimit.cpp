// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/filelimit.h"

#include <sys/resource.h>

#include <algorithm>
#include <limits>

namespace Pushscope {

namespace {

/// Where the system sets no bound of its own: more connections than any of our limits allow. Some
/// libraries walk through all possible descriptors.
constexpr rlim_t Most = 1024 * 1024;

} // namespace

qint64 raiseFileLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 0;
    const rlim_t wanted = std::min(limit.rlim_max, Most);
    if (limit.rlim_cur < wanted) {
        const rlimit raised{ wanted, limit.rlim_max };
        if (setrlimit(RLIMIT_NOFILE, &raised) == 0)
            limit = raised;
    }
    return static_cast<qint64>(
        std::min<rlim_t>(limit.rlim_cur, std::numeric_limits<qint64>::max()));
}

} // namespace Pushscope

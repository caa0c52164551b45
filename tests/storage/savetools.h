// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/capturestore.h"

#include <future>
#include <optional>

namespace Pushscope {

/// Saves and waits; nothing where it worked.
inline std::optional<Error> saveAndWait(CaptureStore &store, const QString &path)
{
    std::promise<std::optional<Error>> outcome;
    store.save(path, [&](int, bool isDone, std::optional<Error> error) {
        if (isDone)
            outcome.set_value(std::move(error));
    });
    return outcome.get_future().get();
}

} // namespace Pushscope

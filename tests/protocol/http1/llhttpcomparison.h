// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "llhttporacle.h"

#include <optional>
#include <span>

namespace Pushscope::Http1 {

/// What is compared: octets, what llhttp says of them and what ours does.
struct Comparison {
    Role sender = Role::Client;
    QByteArray wire;
    Verdict theirs;
    Reading ours;
};

/// A way in which ours differs from llhttp on purpose.
struct Difference {
    const char *reason;
    bool (*applies)(const Comparison &comparison);
};

[[nodiscard]] std::span<const Difference> differences();
/// Index of the first that explains what is compared.
[[nodiscard]] std::optional<std::size_t> knownDifference(const Comparison &comparison);

[[nodiscard]] Comparison compareWithLlhttp(Role sender, const QByteArray &wire);
/// What ours did not do as it must; empty where all is well.
[[nodiscard]] QByteArray disagreement(Comparison comparison);

} // namespace Pushscope::Http1

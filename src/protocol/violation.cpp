// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/violation.h"

#include <array>

namespace Pushscope {

namespace {

// In the order of Violation.
constexpr std::array<QByteArrayView, ViolationCount> Names {
    "masked-by-server", "unmasked-by-client", "undefined-rsv-bit", "reserved-opcode",
    "non-minimal-length", "length-top-bit", "control-too-long", "control-fragmented",
    "unexpected-continuation", "expected-continuation", "invalid-utf8", "invalid-close-code",
    "close-payload-one-octet", "data-after-close", "bad-deflate", "too-large",
    "method-not-get", "http-version-too-low", "host-missing", "upgrade-missing",
    "connection-missing", "key-missing", "key-not-16-octets", "version-not-13",
    "status-not-101", "accept-mismatch", "unrequested-subprotocol", "unrequested-extension",
    "bad-extension-parameters",
    "bad-request-line", "bad-status-line", "bad-field-line", "bare-lf", "obs-fold",
    "space-before-colon", "bad-chunk-size", "missing-last-chunk", "content-length-mismatch",
    "content-length-and-chunked", "octets-after-end", "bad-content-coding",
    "wrong-content-type",
    "unterminated-block", "invalid-retry", "id-contains-nul", "unknown-field", "bom-not-first",
    "bad-packet", "unknown-packet-type", "bad-payload-length", "bad-handshake-json",
    "missing-attachment", "missing-boundary", "part-without-headers", "part-length-mismatch",
    "not-a-call", "wrong-callback", "cut-off", "bad-transfer-encoding",
    "bad-json", "bad-framing", "bad-boundary",
    "unexpected-packet", "unexpected-attachment", "reserved-event",
};

} // namespace

QByteArrayView violationName(Violation violation)
{
    return Names[static_cast<std::size_t>(violation)];
}

std::optional<Violation> violationFromName(QByteArrayView name)
{
    for (std::size_t i = 0; i < Names.size(); ++i) {
        if (Names[i] == name)
            return static_cast<Violation>(i);
    }
    return std::nullopt;
}

std::vector<Violation> ViolationSet::toVector() const
{
    std::vector<Violation> violations;
    for (int i = 0; i < ViolationCount; ++i) {
        if (contains(static_cast<Violation>(i)))
            violations.push_back(static_cast<Violation>(i));
    }
    return violations;
}

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <chrono>
#include <optional>

namespace Pushscope {

/// What a mock does wrong on purpose; contract §4. Which technique can have which, the schema says.
enum class FaultKind : quint8 {
    // When octets go.
    Delay,
    Jitter,
    Throttle,
    Drip,
    Stall,
    HoldBack,
    // How it ends.
    Reset,
    FinMidMessage,
    NoCloseFrame,
    MissingLastChunk,
    // Heads.
    WrongAccept,
    MissingAccept,
    MissingUpgrade,
    MissingConnection,
    UnaskedSubprotocol,
    UnaskedExtension,
    WrongType,
    BothLengths,
    WrongBoundary,
    // Another response altogether.
    Status,
    RedirectLoop,
    NoContent,
    Unavailable,
    HtmlError,
    // Frames.
    MaskedFrame,
    RsvBits,
    ReservedOpcode,
    BadUtf8,
    CloseCode,
    NoPong,
    WrongPong,
    HugeLength,
    EndlessFragments,
    BadDeflate,
    // Pieces of a body.
    MissingBlankLine,
    CrOnly,
    BomInside,
    IdNul,
    HugeEvent,
    DuplicateId,
    DecreasingId,
    Retry,
    BadChunkSize,
    LateBoundary,
    RenamedCallback,
    // Requests.
    LoseOnReconnect,
    // Sessions of Engine.IO, and the way there.
    RefuseUpgrade,
    DropSid,
    NoHeartbeat,
    WrongAttachments,
};
inline constexpr int FaultKindCount = static_cast<int>(FaultKind::WrongAttachments) + 1;

/// One of `faults` of an endpoint.
struct ScenarioFault {
    FaultKind kind = FaultKind::Reset;
    // Its trigger; none: always.
    std::optional<qint64> afterMessages{};
    std::optional<std::chrono::milliseconds> after{}; ///< Since the client was served.
    std::optional<double> probability{};              ///< Of each message, or head.
    quint32 seed = 1;
    qint64 client = 0; ///< The n-th that is served, from 1; 0: all.
    bool isByHand = false; ///< Of no scenario: somebody wants it now.
    // What some kinds need.
    std::chrono::milliseconds time{ 1000 }; ///< delay, jitter, drip (an octet each), retry.
    qint64 octets = 4096;                   ///< hold-back (a buffer), throttle (a second).
    int code = 0;                           ///< close-code, status.
    bool operator==(const ScenarioFault &) const = default;
};

/// The contract's name, as `hold-back`.
[[nodiscard]] QByteArrayView faultName(FaultKind kind);
[[nodiscard]] std::optional<FaultKind> faultFromName(QByteArrayView name);
/// The contract's name of what sets it off: `after_messages`, …; `always`.
[[nodiscard]] QByteArrayView triggerName(const ScenarioFault &fault);
/// Whether by hand it spoils one thing, the next; else everything from then on.
[[nodiscard]] bool actsOnce(FaultKind kind);
/// What of the traffic it is about, in a word: `octets`, `message`, `response`, …
[[nodiscard]] QByteArrayView faultSubject(FaultKind kind);
/// What its `fault` record says.
[[nodiscard]] QByteArray faultDetail(const ScenarioFault &fault);

} // namespace Pushscope

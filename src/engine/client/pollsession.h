// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/client/httpround.h"
#include "engine/client/httpsession.h"
#include "engine/client/pollcursor.h"
#include "engine/client/pollresults.h"

#include <QByteArray>

#include <memory>
#include <optional>
#include <vector>

namespace Pushscope {

/// A client that asks again and again: short-poll, long-poll, iframe-poll and jsonp, which differ
/// in when they ask, what they make of an answer, and what a late one means.
class PollSession final : public HttpSession, private HttpRoundObserver
{
public:
    /// A server that answers so often in a row, at once and with nothing new, holds no request.
    static constexpr int MaxQuickRounds = 10;
    /// "At once": no network that a long poll is held over needs less for a hold to be worth it.
    static constexpr qint64 QuickNs = 50'000'000;

    PollSession(EngineLoop &loop, const Setup &setup);
    ~PollSession() override;

    /// Takes over a first response as round 1; before its body.
    void adopt(std::unique_ptr<HttpLinks> links, std::unique_ptr<HttpRound> round,
               const Http1::ResponseHead &head);

private:
    using Round = PollRound;

    [[nodiscard]] HttpRoundObserver *observer() { return this; }
    void begin() override;
    void leave() override;
    void drop() override;
    void fillStatus(SessionStatus &status) const override;
    void roundResponse(HttpRound &http, const Http1::ResponseHead &head) override;
    void roundContent(HttpRound &http, QByteArrayView content) override;
    void roundCarried(HttpRound &http, const CarriedMessage &message) override;
    void roundLate(HttpRound &http) override;
    void roundEnded(HttpRound &http, const RoundEnd &end) override;

    [[nodiscard]] bool isHeld() const { return options().technique == Technique::LongPoll; }
    [[nodiscard]] bool isCall() const { return options().technique == Technique::Jsonp; }
    /// Its answers carry messages that are recorded, and counted, on their own.
    [[nodiscard]] bool isCarrying() const;
    [[nodiscard]] Round &roundOf(const HttpRound &http);
    Round &addRound(std::unique_ptr<HttpRound> http);
    void nameCallback(ClientUrl &url, RequestHabits &habits) const;
    void startNext();
    void scheduleNext();
    void scheduleNext(std::chrono::milliseconds delay);
    void abortOpen();
    void giveUp(const std::optional<Error> &error);
    [[nodiscard]] bool hasOpen() const;
    void addResult(const Round &round, const RoundEnd &end);
    void answered(Round &round);
    void ended(Round &round, const RoundEnd &end);
    void failed(const std::optional<Error> &error);
    void noteQuickAnswer(const Round &round);
    [[nodiscard]] Error statusError(const HttpRound &http) const;
    [[nodiscard]] bool isFatal(int status) const;
    [[nodiscard]] bool isFailure(int status) const;
    /// What the run comes to where it ends as it was asked to.
    [[nodiscard]] std::optional<Error> endOfRun() const;

    PollCursor m_cursor;
    PollResults m_results;
    std::vector<std::unique_ptr<Round>> m_rounds;
    std::unique_ptr<Timer> m_timer;
    qint64 m_roundCount = 0;
    std::optional<qint64> m_closedSince; ///< Since then no request was open.
    int m_quickRounds = 0;
    bool m_isSlowedDown = false; ///< The server holds nothing: see MaxQuickRounds.
    bool m_hasAnswer = false;
    bool m_hasSucceeded = false; ///< A round had an answer that is no failure.
    std::optional<Error> m_lastFailure; ///< Of a round that was answered.
};

} // namespace Pushscope

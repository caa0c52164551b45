// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/timelinemodel.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace Pushscope {

namespace {

bool areSame(const std::vector<SessionRow> &a, const std::vector<SessionRow> &b)
{
    return std::ranges::equal(a, b, [](const SessionRow &x, const SessionRow &y) {
        return x.id == y.id && x.name == y.name && x.technique == y.technique && x.url == y.url;
    });
}

/// A stranger's time may be any: what is made of it cannot overflow.
qint64 lastTimeOf(const RecordPages &pages)
{
    constexpr qint64 Latest = qint64{ 1 } << 60; // 36 years.
    return std::clamp<qint64>(pages.extent().tLast, 0, Latest);
}

} // namespace

TimelineModel::TimelineModel(QObject *parent)
    : QObject(parent)
    , m_mailbox(this)
{
}

TimelineModel::~TimelineModel() = default;

void TimelineModel::setPages(RecordPages *pages)
{
    ++m_generation;
    m_pages = pages;
    m_recorded = {};
    m_scene = {};
    m_isAsked = false;
    m_next.reset();
    m_collapsed.clear();
    m_lastTime = pages ? lastTimeOf(*pages) : 0;
    if (!std::exchange(m_sessions, {}).empty())
        emit sessionsChanged();
    emit lastTimeChanged(m_lastTime);
    emit sceneChanged();
}

void TimelineModel::refresh()
{
    if (!m_pages)
        return;
    const qint64 lastTime = lastTimeOf(*m_pages);
    if (std::exchange(m_lastTime, lastTime) != lastTime)
        emit lastTimeChanged(lastTime);
}

void TimelineModel::want(qint64 tFrom, qint64 tTo, int columns)
{
    const Question question{ tFrom, tTo, columns };
    if (!m_pages)
        return;
    if (m_isAsked)
        m_next = question;
    else
        ask(question);
}

void TimelineModel::setSessionView(const QHash<quint32, QString> &names,
                                   const QSet<quint32> &hidden)
{
    if (names == m_names && hidden == m_hidden)
        return;
    if (isPlain())
        m_recorded = std::move(m_scene);
    m_names = names;
    m_hidden = hidden;
    if (isPlain())
        m_scene = std::exchange(m_recorded, {});
    else
        makeView();
    emit sceneChanged();
}

/// The scene as the user wants to see it.
void TimelineModel::makeView()
{
    constexpr std::size_t Gone = SIZE_MAX;
    std::vector<std::size_t> places;
    m_scene.tFrom = m_recorded.tFrom;
    m_scene.tTo = m_recorded.tTo;
    m_scene.lanes.clear();
    m_scene.links.clear();
    for (const TimelineLane &lane : m_recorded.lanes) {
        const bool isHidden = m_hidden.contains(lane.session);
        places.push_back(isHidden ? Gone : m_scene.lanes.size());
        if (isHidden)
            continue;
        m_scene.lanes.push_back(lane);
        if (const auto name = m_names.constFind(lane.session); name != m_names.cend())
            m_scene.lanes.back().name = *name;
    }
    m_scene.groups.clear();
    for (TimelineGroup group : m_recorded.groups) {
        if (m_hidden.contains(group.session))
            continue;
        group.firstLane = places[group.firstLane];
        m_scene.groups.push_back(group);
    }
    for (TimelineLink link : m_recorded.links) {
        link.fromLane = places[link.fromLane];
        link.toLane = places[link.toLane];
        if (link.fromLane != Gone && link.toLane != Gone)
            m_scene.links.push_back(link);
    }
}

void TimelineModel::ask(const Question &question)
{
    m_isAsked = true;
    const qint64 pixelNs = (question.tTo - question.tFrom) / std::max(1, question.columns);
    auto handler
        = [this, address = m_mailbox.address(), generation = m_generation, tNow = m_lastTime,
           pixelNs, collapsed = m_collapsed](const TimelineSlice &slice) {
              address->post([this, generation, scene = makeScene(slice, tNow, pixelNs, collapsed),
                             sessions = slice.sessions]() mutable {
                  take(generation, std::move(scene), std::move(sessions));
              });
          };
    m_pages->requestTimeline(question.tFrom, question.tTo, question.columns, std::move(handler));
}

void TimelineModel::take(quint64 generation, TimelineScene &&scene,
                         std::vector<SessionRow> &&sessions)
{
    if (generation != m_generation)
        return;
    m_isAsked = false;
    if (isPlain()) {
        m_scene = std::move(scene);
    } else {
        m_recorded = std::move(scene);
        makeView();
    }
    if (!areSame(m_sessions, sessions)) {
        m_sessions = std::move(sessions);
        emit sessionsChanged();
    }
    emit sceneChanged();
    if (const auto next = std::exchange(m_next, std::nullopt))
        ask(*next);
}

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/timeline/timelineactions.h"

#include "gui/services.h"
#include "gui/timeline/timelineview.h"

#include <QAction>
#include <QMenu>

namespace Pushscope {

namespace {

constexpr double ZoomStep = 2;
constexpr int HeightStep = 5;
// Remembered: the height of lanes and the room for names, in pixels.
const QString SizesKey = QStringLiteral("timeline/sizes");

} // namespace

TimelineActions::TimelineActions(TimelineView &view, QMenu &menu, const Services &services)
    : QObject(&menu)
    , m_view(view)
    , m_menu(*menu.addMenu(tr("T&imeline")))
    , m_services(services)
{
    restoreSizes();
    connect(&view, &TimelineView::sizesChanged, this, &TimelineActions::rememberSizes);
    m_menu.setObjectName(QStringLiteral("timelineMenu"));
    addShown();
    m_menu.addSeparator();
    addLanes();
    connect(&m_menu, &QMenu::aboutToShow, this, &TimelineActions::refresh);
    view.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&view, &QWidget::customContextMenuRequested, this, [this](const QPoint &position) {
        m_menu.popup(m_view.viewport()->mapToGlobal(position));
    });
}

QAction *TimelineActions::add(const QString &name, const QString &text, const QString &key,
                              const std::function<void()> &action)
{
    QAction *added = m_menu.addAction(text, this, action);
    added->setObjectName(name);
    if (!key.isEmpty()) {
        const QString tip = tr("%1 (%2 in the timeline)").arg(QAction(text).iconText(), key);
        added->setToolTip(tip);
        added->setStatusTip(tip);
    }
    return added;
}

void TimelineActions::addShown()
{
    m_menu.setToolTipsVisible(true);
    add(QStringLiteral("timelineFitAction"), tr("Show &all"), QStringLiteral("0"),
        [this] { m_view.fit(); });
    add(QStringLiteral("timelineFollowAction"), tr("&Follow the newest"), tr("End"),
        [this] { m_view.follow(); });
    add(QStringLiteral("timelineZoomInAction"), tr("Zoom &in"), QStringLiteral("+"),
        [this] { m_view.zoomHere(1 / ZoomStep); });
    add(QStringLiteral("timelineZoomOutAction"), tr("Zoom &out"), QStringLiteral("-"),
        [this] { m_view.zoomHere(ZoomStep); });
    m_zoomToRange = add(QStringLiteral("timelineZoomToRangeAction"), tr("&Zoom to the selection"),
                        {}, [this] { m_view.zoomToRange(); });
    m_clearRange = add(QStringLiteral("timelineClearRangeAction"), tr("&Clear the selection"),
                       tr("Esc"), [this] { m_view.clearRange(); });
}

void TimelineActions::addLanes()
{
    add(QStringLiteral("timelineNextAction"), tr("&Next event of the lane"), QStringLiteral("]"),
        [this] { m_view.stepToMark(1); });
    add(QStringLiteral("timelinePreviousAction"), tr("&Previous event of the lane"),
        QStringLiteral("["), [this] { m_view.stepToMark(-1); });
    add(QStringLiteral("timelineNextEndAction"), tr("Next en&d of a connection"),
        QStringLiteral("E"), [this] { m_view.stepToEnd(1); });
    add(QStringLiteral("timelinePreviousEndAction"), tr("Pre&vious end of a connection"),
        tr("Shift+E"), [this] { m_view.stepToEnd(-1); });
    m_menu.addSeparator();
    add(QStringLiteral("timelineCollapseAction"), tr("One lane for each &session"), {},
        [this] { m_view.setAllCollapsed(true); });
    add(QStringLiteral("timelineExpandAction"), tr("A lane for each conn&ection"), {},
        [this] { m_view.setAllCollapsed(false); });
    add(QStringLiteral("timelineTallerAction"), tr("&Higher lanes"), tr("Ctrl++"),
        [this] { m_view.setLaneHeight(m_view.geometryNow().laneHeight + HeightStep); });
    add(QStringLiteral("timelineLowerAction"), tr("&Lower lanes"), tr("Ctrl+-"),
        [this] { m_view.setLaneHeight(m_view.geometryNow().laneHeight - HeightStep); });
}

void TimelineActions::restoreSizes()
{
    const QByteArrayList sizes
        = m_services.recall ? m_services.recall(SizesKey).split(' ') : QByteArrayList();
    if (sizes.size() != 2)
        return;
    if (const int height = sizes.first().toInt(); height > 0)
        m_view.setLaneHeight(height);
    if (const int gutter = sizes.last().toInt(); gutter > 0)
        m_view.setGutter(gutter);
}

void TimelineActions::rememberSizes()
{
    const TimelineGeometry geometry = m_view.geometryNow();
    if (m_services.remember) {
        m_services.remember(SizesKey, QByteArray(QByteArray::number(geometry.laneHeight) + ' '
                                                 + QByteArray::number(geometry.gutter)));
    }
}

void TimelineActions::refresh()
{
    m_zoomToRange->setEnabled(m_view.range().has_value());
    m_clearRange->setEnabled(m_view.range().has_value());
}

} // namespace Pushscope

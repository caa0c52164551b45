// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/windowlayout.h"

#include <QHeaderView>
#include <QMainWindow>
#include <QSplitter>

namespace Pushscope {

namespace {

/// Goes up when panes come or go, so that an older arrangement is not forced on the new ones.
constexpr int LayoutVersion = 2;

QString keyOf(const QString &name)
{
    return QStringLiteral("layout/") + name;
}

} // namespace

WindowLayout::WindowLayout(Recall recall, Remember remember)
    : m_recall(std::move(recall))
    , m_remember(std::move(remember))
{
}

void WindowLayout::save(const QWidget &window, const QMainWindow &bench) const
{
    m_remember(keyOf(QStringLiteral("window")), window.saveGeometry());
    m_remember(keyOf(QStringLiteral("bench")), bench.saveState(LayoutVersion));
    for (const QSplitter *splitter : bench.findChildren<QSplitter *>()) {
        if (!splitter->objectName().isEmpty())
            m_remember(keyOf(splitter->objectName()), splitter->saveState());
    }
    for (const QHeaderView *header : bench.findChildren<QHeaderView *>()) {
        if (!header->objectName().isEmpty())
            m_remember(keyOf(header->objectName()), header->saveState());
    }
}

bool WindowLayout::restore(QWidget &window, QMainWindow &bench) const
{
    const QByteArray geometry = m_recall(keyOf(QStringLiteral("window")));
    const QByteArray state = m_recall(keyOf(QStringLiteral("bench")));
    if (!geometry.isEmpty())
        window.restoreGeometry(geometry);
    for (QSplitter *splitter : bench.findChildren<QSplitter *>()) {
        const QByteArray sizes = m_recall(keyOf(splitter->objectName()));
        if (!splitter->objectName().isEmpty() && !sizes.isEmpty())
            splitter->restoreState(sizes);
    }
    for (QHeaderView *header : bench.findChildren<QHeaderView *>()) {
        const QByteArray columns = m_recall(keyOf(header->objectName()));
        if (!header->objectName().isEmpty() && !columns.isEmpty())
            header->restoreState(columns);
    }
    return !state.isEmpty() && bench.restoreState(state, LayoutVersion);
}

} // namespace Pushscope

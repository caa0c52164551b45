// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

class QHeaderView;
class QMainWindow;
class QSplitter;
class QWidget;

namespace Pushscope {

/// Remembers where windows, panes, splitters and columns stand: the one place that knows how.
///
/// Every part is kept under its object name, so that a part that is gone is simply not asked for.
class WindowLayout
{
public:
    using Recall = std::function<QByteArray(const QString &key)>;
    using Remember = std::function<void(const QString &key, const QByteArray &value)>;

    WindowLayout(Recall recall, Remember remember);

    void save(const QWidget &window, const QMainWindow &bench) const;
    /// False where nothing was remembered; the caller then lays out as new.
    bool restore(QWidget &window, QMainWindow &bench) const;

private:
    Recall m_recall;
    Remember m_remember;
};

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDockWidget>
#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace Pushscope {

/// The line over a pane: its name, small and dim, and what belongs beside it.
class PaneHeader : public QWidget
{
    Q_OBJECT

public:
    explicit PaneHeader(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    /// Puts @p widget at the right end, before those added earlier.
    void addWidget(QWidget *widget);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QLabel *m_title;
    QHBoxLayout *m_layout;
};

/// A pane that stays in the middle: one line around it and round corners.
class PaneFrame : public QWidget
{
    Q_OBJECT

public:
    explicit PaneFrame(QWidget *content, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// A pane that can be moved, floated and closed, drawn like PaneFrame.
class PaneDock : public QDockWidget
{
    Q_OBJECT

public:
    /// @p content without a header of its own gets one with @p title.
    PaneDock(const QString &name, const QString &title, QWidget *content,
             QWidget *parent = nullptr);

    [[nodiscard]] PaneHeader *header() const { return m_header; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    PaneHeader *m_header;
};

} // namespace Pushscope

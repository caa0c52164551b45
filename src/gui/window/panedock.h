// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDockWidget>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace Pushscope {

/// The line over a pane by which it is dragged, with a button that closes it: its name, small and
/// dim, and what belongs beside it; or no more than a grip.
class PaneHeader : public QWidget
{
    Q_OBJECT

public:
    /// An empty @p title: a grip.
    explicit PaneHeader(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    /// Puts @p widget at the right end, behind those added earlier.
    void addWidget(QWidget *widget);
    [[nodiscard]] QToolButton *closeButton() const { return m_close; }

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void dimButtons();

    QLabel *m_title;
    QHBoxLayout *m_layout;
    QToolButton *m_close;
    bool m_isGrip;
};

/// Rounds one corner of a pane off, over whatever the pane shows there.
class PaneCorner : public QWidget
{
    Q_OBJECT

public:
    PaneCorner(Qt::Corner corner, QWidget *pane);

    /// Into its corner of the pane.
    void place();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Qt::Corner m_corner;
};

/// The four corners of a pane.
class PaneCorners
{
public:
    explicit PaneCorners(QWidget *pane);

    void place();

private:
    QList<PaneCorner *> m_corners;
};

/// A pane that stays in the middle: one line around it and round corners.
class PaneFrame : public QWidget
{
    Q_OBJECT

public:
    explicit PaneFrame(QWidget *content, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    PaneCorners m_corners;
};

/// A pane that can be moved, floated and closed, drawn like PaneFrame.
class PaneDock : public QDockWidget
{
    Q_OBJECT

public:
    enum class Header {
        Shown, ///< With the title.
        Grip,  ///< @p content begins with something of its own.
    };

    PaneDock(const QString &name, const QString &title, QWidget *content, Header header,
             QWidget *parent = nullptr);

    [[nodiscard]] PaneHeader *header() const { return m_header; }

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setUpHeader(const QString &title);

    PaneHeader *m_header = nullptr;
    PaneCorners m_corners;
};

} // namespace Pushscope

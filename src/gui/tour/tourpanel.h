// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/livestatus.h"
#include "gui/tour/tour.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHash>
#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace Pushscope {

/// A session of the tour by its colour and name; checked while its sentence is shown.
class TourChip : public QAbstractButton
{
    Q_OBJECT

public:
    explicit TourChip(const TourStop &stop, QWidget *parent = nullptr);

    [[nodiscard]] const TourStop &stop() const { return m_stop; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    TourStop m_stop;
};

/// The sessions of the tour in a row, and one sentence on what to look at in the chosen one.
class TourPanel : public QWidget
{
    Q_OBJECT

public:
    explicit TourPanel(QWidget *parent = nullptr);

    void setStops(const QList<TourStop> &stops);
    /// Shows what is said of @p session, where the tour has it; sessionChosen() is not emitted.
    void showSession(quint32 session);
    /// What the sessions received so far; the chosen one's figures are shown.
    void showFigures(const QList<SessionStatus> &statuses);

signals:
    void sessionChosen(quint32 session);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QHBoxLayout *m_row;
    void say(const TourStop &stop);
    void refreshFigures();

    QLabel *m_sentence;
    QLabel *m_figures;
    QHash<quint32, SessionStatus> m_statuses;
    quint32 m_session = 0; ///< Whose sentence is shown.
    QButtonGroup m_chips;
};

} // namespace Pushscope

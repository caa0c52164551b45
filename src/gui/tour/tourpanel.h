// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/tour/tour.h"

#include <QAbstractButton>
#include <QWidget>

class QHBoxLayout;

namespace Pushscope {

/// A session of the tour in one card; a click selects the session.
class TourCard : public QAbstractButton
{
    Q_OBJECT

public:
    explicit TourCard(const TourStop &stop, QWidget *parent = nullptr);

    [[nodiscard]] quint32 session() const { return m_stop.session; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    TourStop m_stop;
};

/// One sentence per session on what to look at.
class TourPanel : public QWidget
{
    Q_OBJECT

public:
    explicit TourPanel(QWidget *parent = nullptr);

    void setStops(const QList<TourStop> &stops);

signals:
    void sessionChosen(quint32 session);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QHBoxLayout *m_cards;
};

} // namespace Pushscope

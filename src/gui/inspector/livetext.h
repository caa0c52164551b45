// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/livestatus.h"

#include <QList>
#include <QWidget>

class QLabel;

namespace Pushscope {

/// What is still arriving on a session: the beginning of the message that is under way, and the
/// text that its messages add up to so far. Hidden where nothing is.
///
/// Threads: GUI thread.
class LiveText final : public QWidget
{
    Q_OBJECT

public:
    explicit LiveText(QWidget *parent = nullptr);

    /// 0: none.
    void setSession(quint32 session);
    void setStatuses(const QList<SessionStatus> &statuses);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    void show(const QString &title, const QString &text);

    QList<SessionStatus> m_statuses;
    quint32 m_session = 0;
    QLabel *m_title;
    QLabel *m_text;
};

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/capturestore.h"

#include <QObject>

#include <optional>

class QLabel;
class QStatusBar;

namespace Pushscope {

/// The line at the bottom: how the recording is doing, and the state of encryption.
class StatusStrip : public QObject
{
    Q_OBJECT

public:
    /// Fills @p bar, which owns it.
    explicit StatusStrip(QStatusBar *bar);

    /// @p name: of the file, empty where it has none of the user's choice.
    void showRecording(const RecordingStatus &status, const QString &name, bool isLive,
                       double recordsPerSecond);
    void showNothing();
    void showSaving(int perMille);
    void showTls(const QString &sentence);

private:
    [[nodiscard]] QLabel *addLabel(QStatusBar *bar, const QString &name, bool isRight = false);

    QStatusBar *m_bar;
    QLabel *m_dot;
    QLabel *m_name;
    QLabel *m_records;
    QLabel *m_size;
    QLabel *m_rate;
    QLabel *m_queue;
    QLabel *m_loss;
    QLabel *m_tls;
};

} // namespace Pushscope

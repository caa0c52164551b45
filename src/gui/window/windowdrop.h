// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QPointer>
#include <QString>

class QLabel;
class QMimeData;
class QWidget;

namespace Pushscope {

/// What is dragged onto a window and let go there: a capture is opened, a scenario is taken by the
/// mock, an address goes into the address bar. Before it is let go, the window says which.
class WindowDrop : public QObject
{
    Q_OBJECT

public:
    enum class Kind : quint8 { None, Capture, Scenario, Address };

    /// What can be done with a thing that is dragged.
    struct Offer {
        Kind kind = Kind::None;
        QString text; ///< A path, or an address.
    };

    explicit WindowDrop(QWidget &window);

    [[nodiscard]] static Offer offerOf(const QMimeData &data);

signals:
    void captureDropped(const QString &path);
    void scenarioDropped(const QString &path);
    void addressDropped(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showHint(const Offer &offer);
    void hideHint();
    void take(const Offer &offer);

    QWidget &m_window;
    QPointer<QLabel> m_hint;
};

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/mock/scenariodraft.h"
#include "models/orderedjson.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace Pushscope {

/// Where an endpoint has its messages from: the channel, and what goes through it how often.
class EndpointMessagesPage : public QWidget
{
    Q_OBJECT

public:
    explicit EndpointMessagesPage(const ScenarioDraft &draft, QWidget *parent = nullptr);

    void read(const OrderedJson &endpoint);
    void write(OrderedJson &endpoint) const;
    /// The channel as the page says it, where one is named.
    void writeChannel(ScenarioDraft &draft) const;
    /// Shows what there is for @p technique alone.
    void setTechnique(const QByteArray &technique);

signals:
    void changed();

private:
    void setUpChannel(QFormLayout *form);
    void setUpEvents(QFormLayout *form);
    void readChannel(const QString &name);

    ScenarioDraft m_draft;
    QComboBox *m_channel;
    QSpinBox *m_every;
    QPlainTextEdit *m_message;
    QSpinBox *m_limit;
    QLineEdit *m_event;
    QSpinBox *m_retry;
    bool m_hasMany = false; ///< The channel sends several messages in turn.
};

/// Who may connect to an endpoint, and how long it takes.
class EndpointAccessPage : public QWidget
{
    Q_OBJECT

public:
    explicit EndpointAccessPage(QWidget *parent = nullptr);

    void read(const OrderedJson &endpoint);
    void write(OrderedJson &endpoint) const;
    void setTechnique(const QByteArray &technique);

signals:
    void changed();

private:
    QLineEdit *m_subprotocols;
    QLineEdit *m_origins;
    QLineEdit *m_cors;
    QLineEdit *m_key;
    QSpinBox *m_workers;
    QSpinBox *m_hold;
};

} // namespace Pushscope

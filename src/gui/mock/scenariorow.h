// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/orderedjson.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QSpinBox;

namespace Pushscope {

class ScenarioAction;

/// One step, which waits and acts, or one rule, which matches and acts.
class ScenarioRow : public QWidget
{
    Q_OBJECT

public:
    ScenarioRow(bool isStep, const OrderedJson &value, QWidget *parent = nullptr);

    /// With what of it no field shows.
    [[nodiscard]] OrderedJson value() const;
    void setWebSocket(bool isWebSocket);
    void focusFirst();

signals:
    void changed();
    void removeRequested();

private:
    void setUpStep(QHBoxLayout *row);
    void setUpRule(QHBoxLayout *row);
    void writeMatch(OrderedJson &value) const;

    OrderedJson m_value;
    QSpinBox *m_after = nullptr;
    QComboBox *m_match = nullptr;
    QLineEdit *m_pattern = nullptr;
    ScenarioAction *m_action;
};

} // namespace Pushscope

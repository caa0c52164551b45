// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/orderedjson.h"

#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace Pushscope {

class ScenarioRow;

/// The steps of an endpoint, or its rules for messages: a row each, one under the other.
class ScenarioRows : public QWidget
{
    Q_OBJECT

public:
    enum class Kind : quint8 { Steps, Rules };

    explicit ScenarioRows(Kind kind, QWidget *parent = nullptr);

    /// The list; an array without elements where there are none.
    [[nodiscard]] OrderedJson value() const;
    void setValue(const OrderedJson &list);
    void setWebSocket(bool isWebSocket);

signals:
    void changed();

private:
    void addButtons(QVBoxLayout *column);
    void add(const OrderedJson &row);
    void remove(ScenarioRow *row);

    Kind m_kind;
    bool m_isWebSocket = true;
    std::vector<ScenarioRow *> m_rows;
    QVBoxLayout *m_list = nullptr;
};

} // namespace Pushscope

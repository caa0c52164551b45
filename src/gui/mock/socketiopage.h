// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/orderedjson.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QToolButton;
class QVBoxLayout;

namespace Pushscope {

class SocketIoRow;

/// What a Socket.IO endpoint does in each of its namespaces: rules for events, and steps.
///
/// Threads: GUI thread.
class SocketIoPage final : public QWidget
{
    Q_OBJECT

public:
    explicit SocketIoPage(QWidget *parent = nullptr);

    void read(const OrderedJson &endpoint);
    void write(OrderedJson &endpoint) const;

signals:
    void changed();

private:
    /// The rows of rules, or of steps.
    struct Section {
        bool isStep = false;
        QVBoxLayout *column = nullptr;
        std::vector<SocketIoRow *> rows {};
    };

    void setUpNamespaces(QVBoxLayout *column);
    void setUpSection(Section &section, QVBoxLayout *column);
    void showNamespace(const QString &name);
    void store();
    void addNamespace();
    void removeNamespace();
    void add(Section &section, const OrderedJson &value);
    void remove(Section &section, SocketIoRow *row);
    void rowsChanged();
    [[nodiscard]] static bool isMain(const QString &name) { return name == QLatin1String("/"); }

    OrderedJson m_endpoint = OrderedJson::object(); ///< What is shown, all namespaces.
    QString m_name;                                 ///< Of the namespace that is shown.
    QComboBox *m_namespace;
    QToolButton *m_removeButton;
    Section m_rules;
    Section m_steps { true };
};

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QComboBox>

#include <optional>

namespace Pushscope {

/// A box to choose a close code from, with the names of the registry, or to type any other into.
class CloseCodeBox : public QComboBox
{
    Q_OBJECT

public:
    explicit CloseCodeBox(QWidget *parent = nullptr);

    /// nullopt: none, or what is typed is no number.
    [[nodiscard]] std::optional<quint16> code() const;
    void setCode(std::optional<quint16> code);

signals:
    void codeChanged();
};

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLocale>
#include <QWidget>

#include <optional>

class QComboBox;
class QLineEdit;

namespace Pushscope {

/// Asks for a size: a number, with a fraction where wanted, and its unit. What is typed stays as it
/// is typed: where that is no size, octets() says so, and problem() why.
class SizeBox : public QWidget
{
    Q_OBJECT

public:
    static constexpr qint64 MiB = qint64{ 1024 } * 1024;
    static constexpr qint64 GiB = 1024 * MiB;
    static constexpr qint64 MostOctets = 16 * 1024 * GiB;

    /// The number is named @p name + "Number", the unit @p name + "Unit".
    explicit SizeBox(const QString &name, QWidget *parent = nullptr);

    /// Nothing smaller is taken, but 0: no limit.
    void setLeast(qint64 octets) { m_least = octets; }
    /// 0: no limit.
    void setOctets(qint64 octets);
    /// What was set, where nobody typed since; nothing where what stands there cannot be taken.
    [[nodiscard]] std::optional<qint64> octets() const;
    /// Empty where octets() has a value.
    [[nodiscard]] QString problem() const;
    /// What follows from the size, for a screen reader.
    void setDescription(const QString &description);

    /// @p text as people write a number; the decimal point may be that of @p locale, or the other
    /// one where it cannot be meant to group digits. Nothing where it is no such number.
    [[nodiscard]] static std::optional<double> numberOf(const QString &text, const QLocale &locale);

signals:
    void changed();

protected:
    /// Up and Down step by one of the unit, PageUp and PageDown by ten.
    void keyPressEvent(QKeyEvent *event) override;

private:
    /// Of what is typed, limits apart.
    [[nodiscard]] std::optional<double> typed() const;

    QLineEdit *m_number;
    QComboBox *m_unit;
    qint64 m_least = 1;
    qint64 m_set = 0;
    bool m_isEdited = false;
};

} // namespace Pushscope

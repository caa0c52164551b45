// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/document/sizebox.h"

#include "models/formatting.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

#include <algorithm>
#include <cmath>

namespace Pushscope {

namespace {

constexpr int NumberWidth = 110;
constexpr int MostDecimals = 6; // An octet of a MiB.

/// Up and Down, and as far as a page.
int stepsOf(int key)
{
    switch (key) {
    case Qt::Key_Up:
        return 1;
    case Qt::Key_Down:
        return -1;
    case Qt::Key_PageUp:
        return 10;
    case Qt::Key_PageDown:
        return -10;
    default:
        return 0;
    }
}

QString numberText(double number)
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    QString text = locale.toString(number, 'f', MostDecimals);
    while (text.endsWith(locale.zeroDigit()))
        text.chop(1);
    if (text.endsWith(locale.decimalPoint()))
        text.chop(1);
    return text;
}

} // namespace

SizeBox::SizeBox(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_number(new QLineEdit(this))
    , m_unit(new QComboBox(this))
{
    setObjectName(name);
    m_number->setObjectName(name + QLatin1String("Number"));
    m_number->setPlaceholderText(tr("no limit"));
    m_number->setFixedWidth(NumberWidth);
    m_number->setAlignment(Qt::AlignRight);
    m_unit->setObjectName(name + QLatin1String("Unit"));
    m_unit->addItem(QStringLiteral("MiB"), MiB);
    m_unit->addItem(QStringLiteral("GiB"), GiB);
    m_unit->setAccessibleName(tr("Unit"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_number);
    row->addWidget(m_unit);
    row->addStretch();
    setFocusProxy(m_number);
    setOctets(0);
    connect(m_number, &QLineEdit::textEdited, this, [this] {
        m_isEdited = true;
        emit changed();
    });
    connect(m_unit, &QComboBox::activated, this, [this] {
        m_isEdited = m_isEdited || !m_number->text().isEmpty();
        emit changed();
    });
}

void SizeBox::setDescription(const QString &description)
{
    m_number->setAccessibleDescription(description);
}

void SizeBox::setOctets(qint64 octets)
{
    m_set = octets;
    m_isEdited = false;
    const qint64 unit = octets > 0 && octets < GiB ? MiB : GiB;
    m_unit->setCurrentIndex(m_unit->findData(unit));
    m_number->setText(octets > 0
                          ? numberText(static_cast<double>(octets) / static_cast<double>(unit))
                          : QString());
    emit changed();
}

std::optional<double> SizeBox::numberOf(const QString &text, const QLocale &locale)
{
    const QString trimmed = text.trimmed();
    const auto isDigit = [](QChar sign) { return sign.isDigit(); };
    const auto isPoint = [](QChar sign) {
        return sign == QLatin1Char('.') || sign == QLatin1Char(',');
    };
    const auto point = std::ranges::find_if_not(trimmed, isDigit);
    QString number = trimmed;
    if (point != trimmed.end()) {
        const qsizetype at = point - trimmed.begin();
        const QString fraction = trimmed.mid(at + 1);
        // "1,000" is a thousand to some.
        constexpr qsizetype Group = 3;
        const bool isMeant = trimmed.mid(at, 1) == locale.decimalPoint()
            || (isPoint(*point) && fraction.size() != Group);
        if (!isMeant || !std::ranges::all_of(fraction, isDigit) || trimmed.size() < 2)
            return std::nullopt;
        number[at] = QLatin1Char('.');
    }
    for (QChar &sign : number) { // Those of Persian, say, are digits as well.
        if (isDigit(sign))
            sign = QLatin1Char(static_cast<char>('0' + sign.digitValue()));
    }
    bool isNumber = false;
    const double value = QLocale::c().toDouble(number, &isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

void SizeBox::keyPressEvent(QKeyEvent *event)
{
    const int steps = stepsOf(event->key());
    const auto octets = typed();
    if (steps == 0 || !octets)
        return QWidget::keyPressEvent(event);
    const double unit = m_unit->currentData().toDouble();
    const double most = static_cast<double>(MostOctets) / unit;
    const double number = std::clamp(*octets / unit + steps, 0.0, most);
    m_number->setText(number > 0 ? numberText(number) : QString());
    m_isEdited = true;
    emit changed();
}

std::optional<double> SizeBox::typed() const
{
    if (m_number->text().trimmed().isEmpty())
        return 0;
    const auto number = numberOf(m_number->text(), locale());
    return number ? std::optional(*number * m_unit->currentData().toDouble()) : std::nullopt;
}

std::optional<qint64> SizeBox::octets() const
{
    if (!m_isEdited)
        return m_set;
    if (!problem().isEmpty())
        return std::nullopt;
    return std::llround(*typed());
}

QString SizeBox::problem() const
{
    if (!m_isEdited)
        return {};
    const auto octets = typed();
    if (!octets)
        return tr("“%1” is no number: digits, and at most one decimal point.")
            .arg(m_number->text().trimmed());
    if (*octets > static_cast<double>(MostOctets))
        return tr("%1 at the most.").arg(sizeText(MostOctets));
    if (*octets > 0 && *octets < static_cast<double>(m_least))
        return tr("%1 at the least.").arg(sizeText(m_least));
    return {};
}

} // namespace Pushscope

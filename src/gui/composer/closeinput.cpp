// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/closeinput.h"

#include "gui/theme/fonts.h"
#include "models/framedraft.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace Pushscope {

namespace {

/// Those a client may have a reason to send, then those that no Close frame may carry.
constexpr quint16 Codes[] = { 1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013,
                              1014, 3000, 3003, 3008, 4000, 1004, 1005, 1006, 1015 };

constexpr int MaxReasonOctets = 123; ///< RFC 6455 §5.5: 125 octets, two of them for the code.
constexpr int CodeWidth = 210;

} // namespace

CloseInput::CloseInput(QWidget *parent)
    : MessageInput(parent)
    , m_code(new QComboBox(this))
    , m_reason(new QLineEdit(this))
    , m_count(new QLabel(this))
{
    auto *codeLabel = new QLabel(tr("Status code"), this);
    codeLabel->setBuddy(m_code);
    m_code->setObjectName(QStringLiteral("codeCombo"));
    m_code->setAccessibleName(codeLabel->text());
    m_code->setEditable(true);
    m_code->setInsertPolicy(QComboBox::NoInsert);
    m_code->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_code->setFixedWidth(CodeWidth);
    m_code->setMaxVisibleItems(static_cast<int>(std::size(Codes)) + 1);
    m_code->lineEdit()->setPlaceholderText(tr("none"));
    fillCodes();
    auto *reasonLabel = new QLabel(tr("Reason"), this);
    reasonLabel->setBuddy(m_reason);
    m_reason->setObjectName(QStringLiteral("reasonEdit"));
    m_reason->setAccessibleName(reasonLabel->text());
    m_reason->setFont(wireFont());
    m_count->setObjectName(QStringLiteral("reasonCountLabel"));
    m_count->setFont(wireFont(SmallPixels));
    m_count->setForegroundRole(QPalette::PlaceholderText);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (QLabel *label : { codeLabel, reasonLabel, m_count })
        label->setMinimumHeight(m_reason->sizeHint().height());
    row->addWidget(codeLabel, 0, Qt::AlignTop);
    row->addWidget(m_code, 0, Qt::AlignTop);
    row->addWidget(reasonLabel, 0, Qt::AlignTop);
    row->addWidget(m_reason, 1, Qt::AlignTop);
    row->addWidget(m_count, 0, Qt::AlignTop);
    connect(m_code, &QComboBox::editTextChanged, this, &CloseInput::refresh);
    connect(m_reason, &QLineEdit::textChanged, this, &CloseInput::refresh);
    refresh();
}

void CloseInput::fillCodes()
{
    for (const quint16 code : Codes) {
        m_code->addItem(QStringLiteral("%1 %2").arg(code).arg(closeCodeWords(code)));
        m_code->setItemData(m_code->count() - 1, closeCodeMeaning(code), Qt::ToolTipRole);
    }
    m_code->setCurrentIndex(0);
    // Wide enough for the longest name, wherever the list is narrower.
    m_code->view()->setMinimumWidth(m_code->view()->sizeHintForColumn(0) + 2 * CodeWidth / 10);
}

bool CloseInput::readCode(std::optional<quint16> &code) const
{
    const QString text = m_code->currentText().simplified();
    code.reset();
    if (text.isEmpty())
        return true;
    bool isNumber = false;
    const uint number = text.section(QLatin1Char(' '), 0, 0).toUInt(&isNumber);
    if (!isNumber || number > 0xffff)
        return false;
    code = static_cast<quint16>(number);
    return true;
}

void CloseInput::refresh()
{
    std::optional<quint16> code;
    const bool hasCode = readCode(code) && code;
    m_reason->setEnabled(hasCode);
    m_reason->setPlaceholderText(hasCode ? tr("up to 123 octets") : tr("only behind a code"));
    m_count->setText(
        QStringLiteral("%1/%2").arg(m_reason->text().toUtf8().size()).arg(MaxReasonOctets));
    emit changed();
}

InputVerdict CloseInput::verdict() const
{
    InputVerdict verdict;
    std::optional<quint16> code;
    if (!readCode(code)) {
        verdict.problem = tr("A code is a number from 0 to 65535, or nothing.");
        return verdict;
    }
    const QByteArray reason = m_reason->text().toUtf8();
    QStringList rules = brokenCloseRules(code, reason);
    if (!rules.isEmpty())
        verdict.warning = rules.join(QLatin1Char(' '));
    else if (!code)
        verdict.note = tr("An empty Close frame: the other end tells its page 1005.");
    else
        verdict.note = closeCodeMeaning(*code).isEmpty()
            ? QStringLiteral("%1: %2").arg(*code).arg(closeCodeWords(*code))
            : closeCodeMeaning(*code);
    return verdict;
}

std::optional<OutgoingMessage> CloseInput::message(const MessageTemplate::Values &) const
{
    OutgoingMessage message;
    message.type = OutgoingMessage::Type::Close;
    if (!readCode(message.closeCode))
        return std::nullopt;
    if (message.closeCode)
        message.payload = m_reason->text().toUtf8();
    return message;
}

QJsonObject CloseInput::draft() const
{
    return { { QStringLiteral("code"), m_code->currentText().section(QLatin1Char(' '), 0, 0) },
             { QStringLiteral("text"), m_reason->text() } };
}

void CloseInput::setDraft(const QJsonObject &draft)
{
    const QString code = draft.value(QLatin1String("code")).toString();
    const int known = m_code->findText(code + QLatin1Char(' '), Qt::MatchStartsWith);
    if (known >= 0 && !code.isEmpty())
        m_code->setCurrentIndex(known);
    else
        m_code->setEditText(code);
    m_reason->setText(draft.value(QLatin1String("text")).toString());
}

} // namespace Pushscope

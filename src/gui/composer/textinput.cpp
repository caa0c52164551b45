// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/textinput.h"

#include "gui/composer/composition.h"
#include "gui/theme/fonts.h"
#include "models/previewtext.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QVBoxLayout>

namespace Pushscope {

namespace {

/// What is longer is not checked with each letter: it would hold the typing up.
constexpr qsizetype MostCheckedOctets = 1024 * 1024;
constexpr qsizetype PreviewCharacters = 160;

} // namespace

TextInput::TextInput(MessageTemplate::Form form, QWidget *parent)
    : MessageInput(parent)
    , m_form(form)
    , m_edit(new QPlainTextEdit(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_edit, 1);
    m_edit->setFont(wireFont());
    m_edit->setTabChangesFocus(true);
    m_edit->setObjectName(isJson() ? QStringLiteral("jsonEdit") : QStringLiteral("textEdit"));
    m_edit->setAccessibleName(isJson() ? tr("JSON to send") : tr("Text to send"));
    m_edit->setPlaceholderText(isJson() ? QStringLiteral("{\"op\":\"subscribe\",\"n\":\"{{n}}\"}")
                                        : tr("A message. Up recalls what was sent before."));
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        underline(*m_edit, problemAt());
        emit changed();
    });
    if (isJson())
        setUpJson();
}

void TextInput::setUpJson()
{
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    const auto add = [&](const char *name, const QString &text, const QString &help, bool indents) {
        auto *button = new QPushButton(text, this);
        button->setObjectName(QString::fromLatin1(name));
        button->setToolTip(help);
        connect(button, &QPushButton::clicked, this, [this, indents] { layOut(indents); });
        column->addWidget(button);
    };
    add("formatButton", tr("Format"), tr("A line for each member"), true);
    add("minifyButton", tr("Minify"), tr("No blanks between"), false);
    column->addStretch(1);
    static_cast<QHBoxLayout *>(layout())->addLayout(column);
}

std::optional<int> TextInput::problemAt() const
{
    const QString text = m_edit->toPlainText();
    if (!isJson() || text.trimmed().isEmpty() || text.size() > MostCheckedOctets)
        return std::nullopt;
    return jsonProblem(text);
}

void TextInput::layOut(bool isIndented)
{
    const QByteArray text = m_edit->toPlainText().toUtf8();
    if (jsonProblem(QString::fromUtf8(text)))
        return;
    const QByteArray laidOut = isIndented ? jsonIndented(text) : jsonMinified(text);
    QTextCursor cursor(m_edit->document()); // As an edit: it can be undone.
    cursor.select(QTextCursor::Document);
    cursor.insertText(QString::fromUtf8(laidOut));
}

bool TextInput::hasTemplates() const
{
    if (!expandsTemplates())
        return false;
    const auto compiled = MessageTemplate::compile(m_edit->toPlainText().toUtf8(), m_form);
    const auto *made = std::get_if<MessageTemplate>(&compiled);
    return made && made->hasTemplates();
}

InputVerdict TextInput::verdict() const
{
    InputVerdict verdict;
    const QString text = m_edit->toPlainText();
    if (const auto at = problemAt()) {
        const TextPlace place = placeIn(text, *at);
        verdict.warning = tr("Line %1, column %2: no JSON from here on. It is sent as it stands.")
                              .arg(place.line)
                              .arg(place.column);
    }
    if (!expandsTemplates())
        return verdict;
    const auto compiled = MessageTemplate::compile(text.toUtf8(), m_form);
    if (const auto *fault = std::get_if<MessageTemplate::Fault>(&compiled)) {
        verdict.problem = tr("%1 Without Templates it is sent as it stands.").arg(describe(*fault));
        return verdict;
    }
    const auto &made = std::get<MessageTemplate>(compiled);
    if (!made.hasTemplates())
        return verdict;
    const QByteArray time = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1();
    QRandomGenerator sample(1); // The same with each letter typed.
    verdict.note = tr("Sends, for example: %1")
                       .arg(shortText(lineText(made.expand({ 1, time }, sample)), PreviewCharacters));
    return verdict;
}

std::optional<OutgoingMessage> TextInput::message(const MessageTemplate::Values &values) const
{
    OutgoingMessage message;
    message.type = OutgoingMessage::Type::Text;
    message.payload = m_edit->toPlainText().toUtf8();
    if (!expandsTemplates())
        return message;
    const auto compiled = MessageTemplate::compile(message.payload, m_form);
    const auto *made = std::get_if<MessageTemplate>(&compiled);
    if (!made)
        return std::nullopt;
    message.payload = made->expand(values, *QRandomGenerator::global());
    return message;
}

void TextInput::afterSending()
{
    m_edit->selectAll(); // The next message overwrites it, or is it once more.
}

QJsonObject TextInput::draft() const
{
    const QString text = m_edit->toPlainText();
    return text.isEmpty() ? QJsonObject() : QJsonObject{ { QStringLiteral("text"), text } };
}

void TextInput::setDraft(const QJsonObject &draft)
{
    m_edit->setPlainText(draft.value(QLatin1String("text")).toString());
    m_edit->selectAll();
}

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/binaryinput.h"

#include "gui/composer/composition.h"
#include "gui/theme/fonts.h"
#include "models/formatting.h"
#include "models/previewtext.h"

#include <QComboBox>
#include <QFile>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace Pushscope {

BinaryInput::BinaryInput(QWidget *parent)
    : MessageInput(parent)
    , m_encoding(new QComboBox(this))
    , m_edit(new QPlainTextEdit(this))
    , m_filePage(new QWidget(this))
    , m_fileLabel(new QLabel(m_filePage))
    , m_fileButton(new QPushButton(tr("Choose…"), m_filePage))
{
    m_encoding->setObjectName(QStringLiteral("encodingCombo"));
    m_encoding->setAccessibleName(tr("How the octets are given"));
    m_encoding->addItems({ tr("Hexadecimal"), QStringLiteral("Base64"), tr("File") });
    m_edit->setObjectName(QStringLiteral("binaryEdit"));
    m_edit->setAccessibleName(tr("Octets to send"));
    m_edit->setFont(wireFont());
    m_edit->setTabChangesFocus(true);
    m_fileLabel->setObjectName(QStringLiteral("binaryFileLabel"));
    m_fileButton->setObjectName(QStringLiteral("binaryFileButton"));
    auto *file = new QHBoxLayout(m_filePage);
    file->setContentsMargins(0, 0, 0, 0);
    file->addWidget(m_fileLabel, 1);
    file->addWidget(m_fileButton);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_edit, 1);
    row->addWidget(m_filePage, 1, Qt::AlignTop);
    row->addWidget(m_encoding, 0, Qt::AlignTop);
    connect(m_encoding, &QComboBox::currentIndexChanged, this, &BinaryInput::refresh);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &BinaryInput::changed);
    connect(m_fileButton, &QPushButton::clicked, this, &BinaryInput::fileRequested);
    setTabOrder(m_edit, m_fileButton);
    setTabOrder(m_fileButton, m_encoding);
    refresh();
}

BinaryInput::Encoding BinaryInput::encoding() const
{
    return static_cast<Encoding>(m_encoding->currentIndex());
}

QPlainTextEdit *BinaryInput::historyEditor() const
{
    return m_edit;
}

void BinaryInput::refresh()
{
    const bool isFile = encoding() == File;
    m_edit->setVisible(!isFile);
    m_filePage->setVisible(isFile);
    m_edit->setPlaceholderText(encoding() == Hex ? QStringLiteral("0a 1b ff …")
                                                 : QStringLiteral("ChsvLw=="));
    m_fileLabel->setText(m_path.isEmpty() ? tr("No file chosen.") : QFileInfo(m_path).fileName());
    m_fileLabel->setToolTip(m_path);
    emit changed();
}

void BinaryInput::setFile(const QString &path)
{
    m_path = path;
    m_encoding->setCurrentIndex(File);
    refresh();
}

std::optional<QByteArray> BinaryInput::octets() const
{
    switch (encoding()) {
    case Hex:
        return octetsFromHex(m_edit->toPlainText());
    case Base64:
        return octetsFromBase64(m_edit->toPlainText());
    case File:
        break;
    }
    if (!fileProblem().isEmpty())
        return std::nullopt;
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return file.read(MostFileOctets);
}

QString BinaryInput::fileProblem() const
{
    if (m_path.isEmpty())
        return tr("Choose the file whose octets are to be sent.");
    const QFileInfo file(m_path);
    // What is no file, a pipe say, would hold the window up.
    if (!file.isFile() || !file.isReadable())
        return tr("%1 cannot be read.").arg(file.fileName());
    if (file.size() > MostFileOctets)
        return tr("%1 has %2; one message takes at most 16 MiB of a file.")
            .arg(file.fileName(), sizeText(file.size()));
    return {};
}

InputVerdict BinaryInput::verdict() const
{
    InputVerdict verdict;
    if (encoding() == File) {
        if (m_path.isEmpty())
            verdict.missing = fileProblem();
        else
            verdict.problem = fileProblem();
        if (verdict.problem.isEmpty() && !m_path.isEmpty())
            verdict.note = octetsText(QFileInfo(m_path).size());
        return verdict;
    }
    const auto found = octets();
    if (!found && encoding() == Hex)
        verdict.problem = tr("Two hexadecimal digits an octet.");
    else if (!found)
        verdict.problem = tr("This is no Base64: four characters of A–Z, a–z, 0–9, + and / for "
                             "three octets.");
    else if (!found->isEmpty())
        verdict.note = octetsText(found->size());
    return verdict;
}

std::optional<OutgoingMessage> BinaryInput::message(const MessageTemplate::Values &) const
{
    const auto found = octets();
    if (!found)
        return std::nullopt;
    OutgoingMessage message;
    message.type = OutgoingMessage::Type::Binary;
    message.payload = *found;
    return message;
}

void BinaryInput::afterSending()
{
    m_edit->selectAll();
}

QJsonObject BinaryInput::draft() const
{
    const QString text = encoding() == File ? m_path : m_edit->toPlainText();
    if (text.isEmpty())
        return {};
    return { { QStringLiteral("encoding"), m_encoding->currentIndex() },
             { QStringLiteral("text"), text } };
}

void BinaryInput::setDraft(const QJsonObject &draft)
{
    const QString text = draft.value(QLatin1String("text")).toString();
    m_encoding->setCurrentIndex(draft.value(QLatin1String("encoding")).toInt());
    if (encoding() == File) {
        setFile(text);
        return;
    }
    m_edit->setPlainText(text);
    m_edit->selectAll();
}

} // namespace Pushscope

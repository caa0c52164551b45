// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/frameinput.h"

#include "gui/composer/bitsrow.h"
#include "gui/composer/composition.h"
#include "gui/theme/fonts.h"
#include "models/formatting.h"
#include "models/previewtext.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QRegularExpressionValidator>

#include <cstring>

namespace Pushscope {

using WebSocket::LengthForm;

namespace {

constexpr qsizetype MaskingKeyOctets = 4;
constexpr qsizetype ShownOctets = 48;
constexpr int NarrowInput = 96;

enum PayloadForm { Text, Hex };
enum LengthChoice { Shortest, Seven, Sixteen, SixtyFour };

QByteArray randomKey()
{
    const quint32 word = QRandomGenerator::system()->generate();
    QByteArray key(MaskingKeyOctets, '\0');
    std::memcpy(key.data(), &word, sizeof word);
    return key;
}

QString opcodeWords(int opcode)
{
    switch (opcode) {
    case 0:
        return QStringLiteral("0 continuation");
    case 1:
        return QStringLiteral("1 text");
    case 2:
        return QStringLiteral("2 binary");
    case 8:
        return QStringLiteral("8 close");
    case 9:
        return QStringLiteral("9 ping");
    case 10:
        return QStringLiteral("10 pong");
    default:
        return FrameInput::tr("%1 reserved", "an opcode").arg(opcode);
    }
}

} // namespace

FrameInput::FrameInput(QWidget *parent)
    : MessageInput(parent)
    , m_bits(new BitsRow(this))
    , m_opcode(new QComboBox(this))
    , m_lengthForm(new QComboBox(this))
    , m_length(new QLineEdit(this))
    , m_key(new QLineEdit(this))
    , m_keyButton(new QPushButton(tr("New key"), this))
    , m_payloadForm(new QComboBox(this))
    , m_payload(new QLineEdit(this))
    , m_preview(new QLabel(this))
{
    setUpFields();
    setUpLayout();
    drawKey();
    refresh();
}

void FrameInput::setUpFields()
{
    constexpr int OpcodeCount = 16;
    for (int opcode = 0; opcode < OpcodeCount; ++opcode)
        m_opcode->addItem(opcodeWords(opcode));
    m_opcode->setCurrentIndex(1);
    m_opcode->setObjectName(QStringLiteral("opcodeCombo"));
    m_lengthForm->addItems({ tr("fewest bits"), tr("7 bits"), tr("16 bits"), tr("64 bits") });
    m_lengthForm->setObjectName(QStringLiteral("lengthFormCombo"));
    m_lengthForm->setAccessibleName(tr("Bits that the length is written in"));
    m_length->setObjectName(QStringLiteral("lengthEdit"));
    m_length->setPlaceholderText(tr("true"));
    m_length->setToolTip(tr("The length that the header claims; empty: as long as the payload"));
    m_length->setValidator(
        new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]{0,20}")), this));
    m_key->setObjectName(QStringLiteral("keyEdit"));
    m_keyButton->setObjectName(QStringLiteral("keyButton"));
    m_keyButton->setToolTip(tr("Draws another key, and one for each frame from now on"));
    m_payloadForm->addItems({ tr("Text"), tr("Hexadecimal") });
    m_payloadForm->setObjectName(QStringLiteral("payloadFormCombo"));
    m_payloadForm->setAccessibleName(tr("How the payload is given"));
    m_payload->setObjectName(QStringLiteral("payloadEdit"));
    m_preview->setObjectName(QStringLiteral("octetsPreview"));
    m_preview->setForegroundRole(QPalette::PlaceholderText);
    m_preview->setTextInteractionFlags(Qt::TextSelectableByMouse);
    for (QWidget *wire : { static_cast<QWidget *>(m_length), static_cast<QWidget *>(m_key),
                           static_cast<QWidget *>(m_payload) })
        wire->setFont(wireFont());
    m_preview->setFont(wireFont(SmallPixels));
    m_key->setFixedWidth(NarrowInput);
    for (QComboBox *combo : { m_opcode, m_lengthForm, m_payloadForm })
        connect(combo, &QComboBox::currentIndexChanged, this, &FrameInput::refresh);
    for (QLineEdit *edit : { m_length, m_payload, m_key })
        connect(edit, &QLineEdit::textChanged, this, &FrameInput::refresh);
    connect(m_key, &QLineEdit::textEdited, this, [this] { m_isKeyChosen = true; });
    connect(m_keyButton, &QPushButton::clicked, this, [this] {
        m_isKeyChosen = false;
        drawKey();
    });
    connect(m_bits, &BitsRow::bitsEdited, this, &FrameInput::takeBits);
}

void FrameInput::addField(QGridLayout &grid, int row, int column, const QString &text,
                          QWidget *input)
{
    auto *label = new QLabel(text, this);
    label->setBuddy(input);
    if (input->accessibleName().isEmpty())
        input->setAccessibleName(text);
    grid.addWidget(label, row, column);
}

void FrameInput::setUpLayout()
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    auto *key = new QHBoxLayout;
    key->setSpacing(4);
    key->addWidget(m_key);
    key->addWidget(m_keyButton);
    key->addStretch(1);
    auto *payload = new QHBoxLayout;
    payload->setSpacing(4);
    payload->addWidget(m_payload, 1);
    payload->addWidget(m_payloadForm);
    grid->addWidget(m_bits, 0, 0, 2, 2, Qt::AlignLeft | Qt::AlignTop);
    addField(*grid, 0, 2, tr("Opcode"), m_opcode);
    grid->addWidget(m_opcode, 0, 3);
    addField(*grid, 1, 2, tr("Length"), m_length);
    grid->addWidget(m_length, 1, 3);
    addField(*grid, 2, 0, tr("Payload"), m_payload);
    grid->addLayout(payload, 2, 1);
    addField(*grid, 2, 2, tr("written in"), m_lengthForm);
    grid->addWidget(m_lengthForm, 2, 3);
    addField(*grid, 3, 0, tr("Masking key"), m_key);
    grid->addLayout(key, 3, 1);
    grid->addWidget(m_preview, 4, 0, 1, 4);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(5, 1);
    const QList<QWidget *> order{ m_bits->findChild<QWidget *>(QStringLiteral("bit0")),
                                  m_opcode, m_length, m_payload, m_payloadForm, m_lengthForm,
                                  m_key, m_keyButton };
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order.at(i - 1), order.at(i));
}

void FrameInput::drawKey()
{
    m_key->setText(QString::fromLatin1(randomKey().toHex()));
}

void FrameInput::takeBits(quint16 bits)
{
    m_isFinal = (bits & 0x8000) != 0;
    m_rsv = static_cast<quint8>(bits >> 12 & 0x7);
    m_isMasked = (bits & 0x80) != 0;
    const bool wasRefreshing = std::exchange(m_isRefreshing, true);
    m_opcode->setCurrentIndex(bits >> 8 & 0xf);
    const auto draft = frame();
    const int length = bits & 0x7f;
    const int before = draft ? static_cast<quint8>(draftHeader(*draft).at(1)) & 0x7f : length;
    if (length != before) {
        constexpr int In16 = 126;
        m_lengthForm->setCurrentIndex(length < In16 ? Seven : length == In16 ? Sixteen : SixtyFour);
        if (length < In16)
            m_length->setText(QString::number(length));
    }
    m_isRefreshing = wasRefreshing;
    refresh();
}

std::optional<FrameDraft> FrameInput::frame(QString *problem) const
{
    const auto refuse = [problem](const QString &why) {
        if (problem)
            *problem = why;
        return std::nullopt;
    };
    FrameDraft draft;
    draft.spec.fin = m_isFinal;
    draft.spec.rsv = m_rsv;
    draft.spec.opcode = static_cast<WebSocket::Opcode>(m_opcode->currentIndex());
    if (m_lengthForm->currentIndex() != Shortest)
        draft.spec.lengthForm = static_cast<LengthForm>(m_lengthForm->currentIndex() - Seven);
    if (const QString text = m_length->text(); !text.isEmpty()) {
        bool isNumber = false;
        draft.spec.announcedLength = text.toULongLong(&isNumber);
        if (!isNumber)
            return refuse(tr("A length has at most 64 bits."));
    }
    const auto payload = m_payloadForm->currentIndex() == Hex
        ? octetsFromHex(m_payload->text())
        : std::optional(m_payload->text().toUtf8());
    if (!payload)
        return refuse(tr("Payload: two hexadecimal digits an octet."));
    draft.payload = *payload;
    if (!m_isMasked)
        return draft;
    const auto key = octetsFromHex(m_key->text());
    if (!key || key->size() != MaskingKeyOctets)
        return refuse(tr("A masking key is four octets, eight hexadecimal digits."));
    draft.spec.maskingKey.emplace();
    std::memcpy(draft.spec.maskingKey->data(), key->constData(), MaskingKeyOctets);
    return draft;
}

void FrameInput::refresh()
{
    if (m_isRefreshing)
        return;
    m_key->setEnabled(m_isMasked);
    m_keyButton->setEnabled(m_isMasked);
    if (const auto draft = frame()) {
        const QByteArray octets = draftOctets(*draft);
        m_bits->setBits(static_cast<quint16>(static_cast<quint8>(octets[0]) << 8
                                             | static_cast<quint8>(octets[1])));
        QString text = hexText(octets.left(ShownOctets));
        if (octets.size() > ShownOctets)
            text += QStringLiteral(" …");
        m_preview->setText(QStringLiteral("%1 · %2").arg(text, octetsText(octets.size())));
        m_preview->setAccessibleName(tr("Octets that will be sent"));
    } else {
        m_preview->clear();
    }
    emit changed();
}

InputVerdict FrameInput::verdict() const
{
    InputVerdict verdict;
    const auto draft = frame(&verdict.problem);
    if (!draft)
        return verdict;
    QStringList sentences = brokenRules(*draft);
    if (const QString remark = lengthRemark(*draft); !remark.isEmpty())
        sentences.prepend(remark);
    verdict.warning = sentences.join(QLatin1Char(' '));
    if (!draft->spec.fin && draft->spec.opcode != WebSocket::Opcode::Continuation)
        verdict.note = tr("The first fragment: what follows has opcode 0, the last one FIN.");
    return verdict;
}

std::optional<OutgoingMessage> FrameInput::message(const MessageTemplate::Values &) const
{
    const auto draft = frame();
    if (!draft)
        return std::nullopt;
    OutgoingMessage message;
    message.type = OutgoingMessage::Type::RawFrame;
    message.frame = draft->spec;
    message.payload = draft->payload;
    return message;
}

void FrameInput::afterSending()
{
    // RFC 6455 §5.3: "The masking key MUST be derived from a strong source of entropy", anew for
    // each frame; unless somebody wants that one.
    if (m_isMasked && !m_isKeyChosen)
        drawKey();
}

QJsonObject FrameInput::draft() const
{
    return { { QStringLiteral("first"), m_bits->bits() >> 8 },
             { QStringLiteral("masked"), m_isMasked },
             { QStringLiteral("key"), m_isKeyChosen ? m_key->text() : QString() },
             { QStringLiteral("form"), m_lengthForm->currentIndex() },
             { QStringLiteral("length"), m_length->text() },
             { QStringLiteral("hex"), m_payloadForm->currentIndex() == Hex },
             { QStringLiteral("text"), m_payload->text() } };
}

void FrameInput::setDraft(const QJsonObject &draft)
{
    m_isRefreshing = true;
    const int first = draft.value(QLatin1String("first")).toInt();
    m_isFinal = (first & 0x80) != 0;
    m_rsv = static_cast<quint8>(first >> 4 & 0x7);
    m_isMasked = draft.value(QLatin1String("masked")).toBool(true);
    m_opcode->setCurrentIndex(first & 0xf);
    m_lengthForm->setCurrentIndex(draft.value(QLatin1String("form")).toInt());
    m_length->setText(draft.value(QLatin1String("length")).toString());
    m_payloadForm->setCurrentIndex(draft.value(QLatin1String("hex")).toBool() ? Hex : Text);
    m_payload->setText(draft.value(QLatin1String("text")).toString());
    const QString key = draft.value(QLatin1String("key")).toString();
    m_isKeyChosen = !key.isEmpty();
    if (m_isKeyChosen)
        m_key->setText(key);
    else
        drawKey();
    m_isRefreshing = false;
    refresh();
}

} // namespace Pushscope

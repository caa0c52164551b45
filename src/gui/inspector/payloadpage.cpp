// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/payloadpage.h"

#include "capture/jsonvalue.h"
#include "capture/jsonwriter.h"
#include "gui/inspector/hexview.h"
#include "gui/inspector/payloadpartbox.h"
#include "gui/inspector/pictureview.h"
#include "gui/inspector/valuetree.h"
#include "gui/inspector/wiretextview.h"
#include "gui/theme/fonts.h"
#include "models/formatting.h"
#include "models/jsontreemodel.h"
#include "models/payloadtreemodel.h"
#include "models/payloadwords.h"
#include "models/pictureformat.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QTreeView>
#include <QVBoxLayout>

#include <utility>

namespace Pushscope {

namespace {

constexpr int Margin = 8;
// A tree larger than this is not opened at once: it would be slow and nobody would see it.
constexpr qsizetype MostExpandedOctets = 16 * 1024;

bool isTree(const QByteArray &octets)
{
    const QByteArray start = octets.left(64).trimmed();
    return start.startsWith('{') || start.startsWith('[');
}

QString base64Text(const QList<Base64Stretch> &stretches)
{
    constexpr qsizetype MostHexOctets = 256;
    QString text;
    for (const Base64Stretch &stretch : stretches) {
        if (!text.isEmpty())
            text += QLatin1String("\n\n");
        text += PayloadPage::tr("octets %1 to %2: %3")
                    .arg(groupedNumber(stretch.range.begin), groupedNumber(stretch.range.end),
                         octetsText(stretch.decoded.size()))
            + QLatin1Char('\n');
        if (isValidUtf8(stretch.decoded)) {
            text += QString::fromUtf8(stretch.decoded);
            continue;
        }
        text += QString::fromLatin1(stretch.decoded.left(MostHexOctets).toHex(' '));
        if (stretch.decoded.size() > MostHexOctets)
            text += QLatin1String(" …");
    }
    return text;
}

using Payload::Compression;

enum StackPage { TextPage, TreePage, HexPage, PicturePage, Base64Page };

StackPage stackPage(PayloadPage::Form form)
{
    switch (form) {
    case PayloadPage::Form::Text:
        return TextPage;
    case PayloadPage::Form::Json:
    case PayloadPage::Form::MessagePack:
    case PayloadPage::Form::Cbor:
        return TreePage;
    case PayloadPage::Form::Picture:
        return PicturePage;
    case PayloadPage::Form::Base64:
        return Base64Page;
    case PayloadPage::Form::Hex:
        break;
    }
    return HexPage;
}

/// The tree as indented lines.
QString treeText(const QAbstractItemModel &model, const QModelIndex &parent = {}, int depth = 0)
{
    QString text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex key = model.index(row, JsonTreeModel::KeyColumn, parent);
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells << key.siblingAtColumn(column).data().toString();
        text += QString(depth * 2, QLatin1Char(' ')) + cells.join(QLatin1Char('\t'))
            + QLatin1Char('\n') + treeText(model, key, depth + 1);
    }
    return text;
}

} // namespace

PayloadPage::PayloadPage(QWidget *parent)
    : QWidget(parent)
    , m_partBox(new PayloadPartBox(this))
    , m_formBox(new QComboBox(this))
    , m_packingBox(new QComboBox(this))
    , m_facts(new QLabel(this))
    , m_notice(new QLabel(this))
    , m_stack(new QStackedWidget(this))
    , m_text(new WireTextView(this))
    , m_tree(new ValueTree(this))
    , m_hex(new HexView(this))
    , m_picture(new PictureView(this))
    , m_base64(new WireTextView(this))
    , m_json(new JsonTreeModel(this))
    , m_values(new PayloadTreeModel(this))
{
    setUpChoosers();
    setUpForms();
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(Margin, 6, Margin, 6);
    bar->setSpacing(6);
    bar->addWidget(m_formBox);
    bar->addWidget(m_packingBox);
    bar->addWidget(m_facts, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *parts = new QHBoxLayout; // In a row of its own, so that the pane stays narrow.
    parts->setContentsMargins(Margin, 6, Margin, 0);
    parts->addWidget(m_partBox, 1);
    column->addLayout(parts);
    column->addLayout(bar);
    column->addWidget(m_notice);
    column->addWidget(m_stack, 1);
    setPayload({}, 0);
}

void PayloadPage::setUpChoosers()
{
    m_formBox->setObjectName(QStringLiteral("payloadFormBox"));
    m_formBox->setAccessibleName(tr("Show the payload as"));
    m_formBox->setToolTip(tr("Show the payload as"));
    const std::pair<QString, Form> forms[] = {
        { tr("Text"), Form::Text },
        { tr("JSON"), Form::Json },
        { tr("Hex"), Form::Hex },
        { tr("Picture"), Form::Picture },
        { tr("Base64"), Form::Base64 },
        { QStringLiteral("MessagePack"), Form::MessagePack },
        { QStringLiteral("CBOR"), Form::Cbor },
    };
    for (const auto &[text, form] : forms)
        m_formBox->addItem(text, static_cast<int>(form));
    m_packingBox->setObjectName(QStringLiteral("payloadPackingBox"));
    m_packingBox->setAccessibleName(tr("What the payload is compressed with"));
    m_packingBox->setToolTip(tr("What the payload is compressed with"));
    m_packingBox->addItem(tr("as it came"), -1);
    for (Compression compression : { Compression::Gzip, Compression::Zlib, Compression::Deflate })
        m_packingBox->addItem(compressionName(compression), static_cast<int>(compression));
    m_facts->setFont(textFont(SmallPixels));
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    m_facts->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_facts->setObjectName(QStringLiteral("payloadFacts"));
    m_notice->setObjectName(QStringLiteral("payloadNotice"));
    m_notice->setFont(textFont(SmallPixels));
    m_notice->setWordWrap(true);
    m_notice->setContentsMargins(Margin, 0, Margin, 6);
    m_notice->setTextInteractionFlags(Qt::TextSelectableByMouse);
    connect(m_formBox, &QComboBox::activated, this,
            [this](int index) { setForm(static_cast<Form>(m_formBox->itemData(index).toInt())); });
    connect(m_packingBox, &QComboBox::activated, this, [this](int index) {
        const int chosen = m_packingBox->itemData(index).toInt();
        setCompression(chosen < 0 ? std::nullopt : std::optional(static_cast<Compression>(chosen)));
    });
}

void PayloadPage::setUpForms()
{
    m_text->setObjectName(QStringLiteral("payloadText"));
    m_text->setAccessibleName(tr("Payload as text"));
    m_hex->setAccessibleName(tr("Payload in hexadecimal"));
    m_picture->setObjectName(QStringLiteral("payloadPicture"));
    m_base64->setObjectName(QStringLiteral("payloadBase64"));
    m_base64->setAccessibleName(tr("What the Base64 in the payload says"));
    // In the order of StackPage.
    m_stack->addWidget(m_text);
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_hex);
    m_stack->addWidget(m_picture);
    m_stack->addWidget(m_base64);
    connect(m_tree, &ValueTree::chosenChanged, this, [this] {
        if (!m_isChoosing && !m_tree->chosenRange().isEmpty())
            m_chosen = m_tree->chosenRange();
    });
    connect(m_tree, &ValueTree::octetsWanted, this, [this] {
        setForm(Form::Hex);
        m_hex->setFocus(Qt::OtherFocusReason);
    });
    connect(m_hex, &HexView::selectionChanged, this, [this] {
        const auto [begin, end] = m_hex->selection();
        if (!m_isChoosing && begin < end)
            m_chosen = { begin, end };
    });
    connect(m_text, &QPlainTextEdit::selectionChanged, this, [this] {
        const auto [begin, end] = m_text->selectedRange();
        if (m_isChoosing || m_form != Form::Text || begin >= end)
            return;
        const QString text = QString::fromUtf8(m_octets);
        const qint64 first = QStringView(text).first(begin).toUtf8().size();
        m_chosen = { first, first + QStringView(text).sliced(begin, end - begin).toUtf8().size() };
    });
}

void PayloadPage::setPayload(const QByteArray &octets, qint64 size, const QByteArray &picture)
{
    m_partBox->setParts({});
    take(octets, size, picture);
}

void PayloadPage::setParts(const QList<InspectionPart> &parts)
{
    m_partBox->setParts(parts);
    // What the arguments are is kept here as long as an attachment is shown.
    m_partBox->disconnect(this);
    connect(m_partBox, &PayloadPartBox::partChosen, this,
            [this, octets = m_raw, size = m_rawSize, picture = m_rawPicture] {
                const InspectionPart *part = m_partBox->part();
                if (!part)
                    take(octets, size, picture);
                else
                    take(part->octets, part->octets.size(),
                         pictureFormat(part->octets) ? part->octets : QByteArray());
            });
}

void PayloadPage::take(const QByteArray &octets, qint64 size, const QByteArray &picture)
{
    m_raw = octets;
    m_rawSize = size;
    m_rawPicture = picture;
    m_isPackingChosen = false;
    m_compression.reset();
    if (picture.isEmpty())
        m_picture->setPicture({});
    unpack();
}

void PayloadPage::setCompression(std::optional<Compression> compression)
{
    m_isPackingChosen = true;
    m_compression = compression;
    unpack();
}

void PayloadPage::unpack()
{
    m_packingNotice.clear();
    m_octets = m_raw;
    bool isCut = m_rawSize > m_raw.size();
    const std::optional<Compression> guess = Payload::compressionOf(m_raw);
    const std::optional<Compression> wanted = m_isPackingChosen ? m_compression : guess;
    m_compression.reset();
    if (wanted) {
        const Payload::Inflated inside
            = Payload::inflated(m_raw, *wanted, Inspection::MostPayloadOctets);
        // Two octets make a zlib stream likely, its checksum makes it sure.
        const bool isSure = inside.outcome == Payload::Inflated::Outcome::Whole
            || (*wanted == Compression::Gzip && !inside.octets.isEmpty());
        if (m_isPackingChosen || isSure) {
            m_compression = wanted;
            m_octets = inside.octets;
            isCut = inside.outcome == Payload::Inflated::Outcome::TooLong;
            m_packingNotice
                = compressionName(*wanted) + QStringLiteral(" · ") + describe(inside, m_raw.size());
        }
    }
    const bool isInflated = m_compression.has_value();
    recognise(isInflated ? (pictureFormat(m_octets) ? m_octets : QByteArray()) : m_rawPicture,
              isCut);
    m_packingBox->setCurrentIndex(
        m_packingBox->findData(isInflated ? static_cast<int>(*m_compression) : -1));
    // What is text as it came is compressed by nothing.
    m_packingBox->setVisible(isInflated || m_isPackingChosen || !m_isText);
    showForm(m_wanted);
}

void PayloadPage::recognise(const QByteArray &picture, bool isCut)
{
    m_pictureOctets = picture;
    m_isText = picture.isEmpty() && (isCut || isValidUtf8(m_octets));
    m_isJson = !isCut && isTree(m_octets) && isValidJson(m_octets);
    m_stretches = m_isText ? findBase64(m_octets) : QList<Base64Stretch>();
    m_isFilled = {};
    m_chosen = {};
    auto *model = qobject_cast<QStandardItemModel *>(m_formBox->model());
    for (int row = 0; model && row < model->rowCount(); ++row)
        model->item(row)->setEnabled(fits(static_cast<Form>(m_formBox->itemData(row).toInt())));
}

bool PayloadPage::fits(Form form) const
{
    switch (form) {
    case Form::Text:
        return m_isText;
    case Form::Json:
        return m_isJson;
    case Form::Picture:
        return !m_pictureOctets.isEmpty();
    case Form::Base64:
        return !m_stretches.isEmpty();
    case Form::MessagePack:
    case Form::Cbor: // Of a text they would show nothing but its first letters.
        return !m_isText;
    case Form::Hex:
        break;
    }
    return true;
}

PayloadPage::Form PayloadPage::bestForm() const
{
    for (Form form : { Form::Picture, Form::Json, Form::Text }) {
        if (fits(form))
            return form;
    }
    return Form::Hex;
}

void PayloadPage::showForm(Form form)
{
    if (!fits(form))
        form = bestForm();
    const bool isOtherTree = stackPage(form) == TreePage && form != m_form;
    m_form = form;
    if (isOtherTree)
        m_isFilled[static_cast<std::size_t>(form)] = false; // The forms share one view.
    m_formBox->setCurrentIndex(m_formBox->findData(static_cast<int>(form)));
    m_stack->setCurrentIndex(stackPage(form));
    fill();
    showFacts();
}

void PayloadPage::fill()
{
    // A megabyte takes its time: only what is seen is filled, and once.
    if (!isVisible() || std::exchange(m_isFilled[static_cast<std::size_t>(m_form)], true)) {
        chooseAgain();
        return;
    }
    const QScopedValueRollback isChoosing(m_isChoosing, true);
    switch (m_form) {
    case Form::Text:
        m_text->setText(QString::fromUtf8(m_octets));
        break;
    case Form::Json:
    case Form::MessagePack:
    case Form::Cbor:
        fillTree();
        break;
    case Form::Hex:
        m_hex->setOctets(m_octets, 0);
        break;
    case Form::Picture:
        m_picture->setPicture(m_pictureOctets);
        break;
    case Form::Base64:
        m_base64->setText(base64Text(m_stretches));
        break;
    }
    chooseAgain();
}

void PayloadPage::fillTree()
{
    constexpr int ExpandedLevels = 2;
    if (m_form == Form::Json) {
        m_json->setJson(m_octets);
        m_tree->setModel(m_json);
    } else {
        m_values->setPayload(
            m_octets, m_form == Form::Cbor ? Payload::Format::Cbor : Payload::Format::MessagePack);
        m_tree->setModel(m_values);
    }
    m_tree->showAnew(m_octets.size() <= MostExpandedOctets ? ExpandedLevels : 0);
}

void PayloadPage::chooseAgain()
{
    if (m_chosen.isEmpty() || !isVisible())
        return;
    const QScopedValueRollback isChoosing(m_isChoosing, true);
    if (m_form == Form::Hex) {
        m_hex->select(m_chosen.begin, m_chosen.end);
    } else if (stackPage(m_form) == TreePage) {
        m_tree->choose(m_chosen);
    } else if (m_form == Form::Text) {
        const QByteArrayView octets(m_octets);
        const qsizetype begin = QString::fromUtf8(octets.first(m_chosen.begin)).size();
        const qsizetype length
            = QString::fromUtf8(octets.sliced(m_chosen.begin, m_chosen.size())).size();
        m_text->selectRange(begin, begin + length);
    }
}

void PayloadPage::showFacts()
{
    const bool isCut = m_rawSize > m_raw.size();
    m_facts->setText(isCut
                         ? tr("the first %1 of %2").arg(sizeText(m_raw.size()), sizeText(m_rawSize))
                         : octetsText(m_rawSize));
    QStringList notices;
    if (!m_packingNotice.isEmpty())
        notices << m_packingNotice;
    const bool isBinaryTree = m_form == Form::MessagePack || m_form == Form::Cbor;
    if (isBinaryTree && m_isFilled[static_cast<std::size_t>(m_form)]) {
        constexpr qsizetype MostProblems = 5;
        const auto &problems = m_values->document().problems;
        for (std::size_t i = 0; i < problems.size() && i < MostProblems; ++i)
            notices << QStringLiteral("▲ ") + describe(problems[i]);
        if (problems.size() > MostProblems) {
            notices << tr("and %1 more")
                           .arg(groupedNumber(std::ssize(problems) - qint64{ MostProblems }));
        }
    }
    m_notice->setText(notices.join(QLatin1Char('\n')));
    m_notice->setVisible(!notices.isEmpty());
}

QString PayloadPage::plainText() const
{
    const QString part = m_partBox->isHidden() ? QString()
                                               : QString(m_partBox->currentText() + QLatin1Char('\n'));
    QString text = part + m_facts->text() + QLatin1Char('\n') + m_formBox->currentText()
        + QLatin1Char('\n');
    if (!m_notice->text().isEmpty())
        text += m_notice->text() + QLatin1Char('\n');
    switch (stackPage(m_form)) {
    case TextPage:
        return text + QString::fromUtf8(m_octets);
    case TreePage: {
        // The view may not have been seen yet.
        JsonTreeModel json;
        PayloadTreeModel values;
        json.setJson(m_octets);
        values.setPayload(m_octets, m_form == Form::Cbor ? Payload::Format::Cbor
                                                         : Payload::Format::MessagePack);
        return text
            + (m_form == Form::Json ? treeText(json) : treeText(values));
    }
    case Base64Page:
        return text + base64Text(m_stretches);
    default:
        return text + QString::fromLatin1(m_octets.toHex(' '));
    }
}

void PayloadPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    fill();
    showFacts();
}

void PayloadPage::setForm(Form form)
{
    m_wanted = form;
    showForm(form);
}

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/payloadpage.h"

#include "capture/jsonvalue.h"
#include "capture/jsonwriter.h"
#include "gui/inspector/hexview.h"
#include "gui/inspector/pictureview.h"
#include "gui/inspector/wiretextview.h"
#include "gui/theme/fonts.h"
#include "models/formatting.h"
#include "models/jsontreemodel.h"

#include <QButtonGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolButton>
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

} // namespace

PayloadPage::PayloadPage(QWidget *parent)
    : QWidget(parent)
    , m_forms(new QButtonGroup(this))
    , m_facts(new QLabel(this))
    , m_stack(new QStackedWidget(this))
    , m_text(new WireTextView(this))
    , m_tree(new QTreeView(this))
    , m_hex(new HexView(this))
    , m_picture(new PictureView(this))
    , m_base64(new WireTextView(this))
    , m_json(new JsonTreeModel(this))
{
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(Margin, 6, Margin, 6);
    bar->setSpacing(4);
    bar->addWidget(addForm(tr("Text"), Form::Text));
    bar->addWidget(addForm(tr("JSON"), Form::Json));
    bar->addWidget(addForm(tr("Hex"), Form::Hex));
    bar->addWidget(addForm(tr("Picture"), Form::Picture));
    bar->addWidget(addForm(tr("Base64"), Form::Base64));
    bar->addStretch();
    bar->addWidget(m_facts);
    m_facts->setFont(textFont(SmallPixels));
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    m_facts->setObjectName(QStringLiteral("payloadFacts"));

    m_text->setObjectName(QStringLiteral("payloadText"));
    m_text->setAccessibleName(tr("Payload as text"));
    m_hex->setAccessibleName(tr("Payload in hexadecimal"));
    m_picture->setObjectName(QStringLiteral("payloadPicture"));
    setUpTree();
    m_stack->addWidget(m_text);
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_hex);
    m_stack->addWidget(m_picture);
    m_base64->setObjectName(QStringLiteral("payloadBase64"));
    m_base64->setAccessibleName(tr("What the Base64 in the payload says"));
    m_stack->addWidget(m_base64);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_stack);
    connect(m_forms, &QButtonGroup::idClicked, this, [this](int id) {
        m_wanted = static_cast<Form>(id);
        showForm(m_wanted);
    });
    setPayload({}, 0);
}

QToolButton *PayloadPage::addForm(const QString &text, Form form)
{
    auto *button = new QToolButton(this);
    button->setText(text);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAccessibleName(tr("Show the payload as %1").arg(text));
    m_forms->addButton(button, static_cast<int>(form));
    return button;
}

void PayloadPage::setUpTree()
{
    m_tree->setObjectName(QStringLiteral("payloadTree"));
    m_tree->setAccessibleName(tr("Payload as a tree of JSON"));
    m_tree->setModel(m_json);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setFont(wireFont());
    m_tree->setUniformRowHeights(true);
    m_tree->setAlternatingRowColors(true);
    m_tree->setIndentation(14);
    m_tree->header()->setFont(textFont(SmallPixels));
    m_tree->header()->setStretchLastSection(true);
    m_tree->header()->setDefaultSectionSize(130);
    auto *copy = new QShortcut(QKeySequence::Copy, m_tree);
    copy->setContext(Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this, &PayloadPage::copyJson);
}

void PayloadPage::copyJson()
{
    const QModelIndex index = m_tree->currentIndex();
    if (index.isValid()) {
        QGuiApplication::clipboard()->setText(
            QString::fromUtf8(index.data(JsonTreeModel::JsonRole).toByteArray()));
    }
}

void PayloadPage::setPayload(const QByteArray &octets, qint64 size, const QByteArray &picture)
{
    const bool isCut = size > octets.size();
    m_octets = octets;
    m_pictureOctets = picture;
    if (picture.isEmpty())
        m_picture->setPicture({});
    m_isText = picture.isEmpty() && (isCut || isValidUtf8(octets));
    m_isJson = !isCut && isTree(octets) && isValidJson(octets);
    m_stretches = m_isText ? findBase64(octets) : QList<Base64Stretch>();
    m_isFilled = {};
    m_facts->setText(isCut ? tr("the first %1 of %2").arg(sizeText(octets.size()), sizeText(size))
                           : octetsText(size));
    for (Form form : { Form::Text, Form::Json, Form::Picture, Form::Base64 })
        m_forms->button(static_cast<int>(form))->setEnabled(fits(form));
    showForm(m_wanted);
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
    m_forms->button(static_cast<int>(form))->setChecked(true);
    m_stack->setCurrentIndex(static_cast<int>(form));
    fill();
}

void PayloadPage::fill()
{
    // A megabyte takes its time: only what is seen is filled, and once.
    if (!isVisible() || std::exchange(m_isFilled[static_cast<std::size_t>(form())], true))
        return;
    switch (form()) {
    case Form::Text:
        m_text->setText(QString::fromUtf8(m_octets));
        break;
    case Form::Json:
        m_json->setJson(m_octets);
        if (m_octets.size() <= MostExpandedOctets)
            m_tree->expandToDepth(1);
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
}

void PayloadPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    fill();
}

PayloadPage::Form PayloadPage::form() const
{
    return static_cast<Form>(m_stack->currentIndex());
}

void PayloadPage::setForm(Form form)
{
    m_wanted = form;
    showForm(form);
}

} // namespace Pushscope

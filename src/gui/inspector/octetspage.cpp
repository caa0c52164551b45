// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/octetspage.h"

#include "gui/inspector/framebitsview.h"
#include "gui/inspector/hexview.h"
#include "gui/theme/fonts.h"
#include "models/formatting.h"

#include <QHeaderView>
#include <QLabel>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace Pushscope {

namespace {

enum Column { NameColumn, ValueColumn, ColumnCount };
enum ItemRole { BeginRole = Qt::UserRole, EndRole };

constexpr int NameWidth = 120;

} // namespace

OctetsPage::OctetsPage(QWidget *parent)
    : QWidget(parent)
    , m_bits(new FrameBitsView(this))
    , m_facts(new QLabel(this))
    , m_parts(new QTreeWidget(this))
    , m_hex(new HexView(this))
{
    m_hex->setObjectName(QStringLiteral("octetsView"));
    m_hex->setAccessibleName(tr("Octets on the wire"));
    m_facts->setObjectName(QStringLiteral("octetsFacts"));
    m_facts->setFont(textFont(SmallPixels));
    m_facts->setContentsMargins(10, 6, 10, 6);
    m_facts->setWordWrap(true);
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    setUpParts();
    auto *halves = new QSplitter(Qt::Vertical, this);
    halves->setObjectName(QStringLiteral("octetsSplitter"));
    halves->setChildrenCollapsible(false);
    halves->addWidget(m_hex);
    halves->addWidget(m_parts);
    halves->setStretchFactor(0, 3);
    halves->setStretchFactor(1, 2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bits);
    column->addWidget(m_facts);
    column->addWidget(halves, 1);
    connect(m_hex, &HexView::selectionChanged, this, &OctetsPage::choosePart);
}

void OctetsPage::setUpParts()
{
    m_parts->setObjectName(QStringLiteral("octetsParts"));
    m_parts->setAccessibleName(tr("Parts of the octets, and reads"));
    m_parts->setFrameShape(QFrame::NoFrame);
    m_parts->setRootIsDecorated(false);
    m_parts->setUniformRowHeights(true);
    m_parts->setAlternatingRowColors(true);
    m_parts->setColumnCount(ColumnCount);
    m_parts->setHeaderLabels({ tr("part"), tr("value") });
    m_parts->header()->setFont(textFont(SmallPixels));
    m_parts->header()->resizeSection(NameColumn, NameWidth);
    connect(m_parts, &QTreeWidget::currentItemChanged, this, &OctetsPage::chooseOctets);
}

void OctetsPage::setInspection(const Inspection &inspection)
{
    const QScopedValueRollback isChoosing(m_isChoosing, true);
    m_bits->setHeader(inspection.frameHeader, inspection.frameBits);
    m_hex->setOctets(inspection.wire, inspection.wireOffset);
    m_hex->setHeaderOctets(inspection.frameHeader.size());
    m_begin = inspection.wireOffset;
    m_octets = inspection.wire.size();
    const qint64 shown = inspection.wire.size();
    m_facts->setText(shown < inspection.wireSize
                         ? tr("The first %1 of %2, from octet %3 of its direction")
                               .arg(sizeText(shown), octetsText(inspection.wireSize),
                                    groupedNumber(inspection.wireOffset))
                         : tr("%1, from octet %2 of its direction")
                               .arg(octetsText(shown), groupedNumber(inspection.wireOffset)));
    m_parts->clear();
    for (const OctetStretch &stretch : inspection.stretches) {
        auto *item = new QTreeWidgetItem(m_parts, { stretch.name, stretch.value });
        item->setData(NameColumn, BeginRole, stretch.range.begin);
        item->setData(NameColumn, EndRole, stretch.range.end);
        item->setFont(ValueColumn, wireFont());
    }
    addReads(inspection);
    m_parts->setVisible(m_parts->topLevelItemCount() > 0);
}

void OctetsPage::addReads(const Inspection &inspection)
{
    // Stretches of several places: what lies between them is not shown, so that offsets jump.
    m_isJoined = inspection.reads.isEmpty()
        || inspection.reads.last().range.end - m_begin == inspection.wireSize;
    QList<qsizetype> marks;
    qint64 before = -1;
    qint64 number = 0;
    for (const OctetRead &read : inspection.reads) {
        QStringList value{ tr("%1 s").arg(secondsText(read.t)), octetsText(read.range.size()) };
        if (before >= 0)
            value << deltaText(read.t - before);
        before = read.t;
        auto *item = new QTreeWidgetItem(
            m_parts,
            { inspection.isSent ? tr("write %1").arg(number + 1) : tr("read %1").arg(number + 1),
              value.join(QStringLiteral(" · ")) });
        ++number;
        item->setData(NameColumn, BeginRole, read.range.begin);
        item->setData(NameColumn, EndRole, read.range.end);
        item->setFont(ValueColumn, wireFont());
        if (m_isJoined && number > 1)
            marks.append(read.range.begin - m_begin);
    }
    m_hex->setMarks(marks);
}

void OctetsPage::chooseOctets()
{
    const QTreeWidgetItem *item = m_parts->currentItem();
    if (m_isChoosing || !item || !m_isJoined)
        return;
    const QScopedValueRollback isChoosing(m_isChoosing, true);
    const qint64 begin = item->data(NameColumn, BeginRole).toLongLong() - m_begin;
    const qint64 end = item->data(NameColumn, EndRole).toLongLong() - m_begin;
    if (end > 0 && begin < m_octets)
        m_hex->select(std::max<qint64>(begin, 0), std::min<qint64>(end, m_octets));
}

void OctetsPage::choosePart()
{
    if (m_isChoosing || !m_isJoined)
        return;
    const QScopedValueRollback isChoosing(m_isChoosing, true);
    const auto [begin, end] = m_hex->selection();
    for (int i = 0; i < m_parts->topLevelItemCount() && begin < end; ++i) {
        QTreeWidgetItem *item = m_parts->topLevelItem(i);
        if (item->data(NameColumn, BeginRole).toLongLong() <= m_begin + begin
            && item->data(NameColumn, EndRole).toLongLong() >= m_begin + end) {
            m_parts->setCurrentItem(item);
            return;
        }
    }
}

QString OctetsPage::plainText() const
{
    QStringList lines{ m_facts->text() };
    for (int i = 0; i < m_parts->topLevelItemCount(); ++i) {
        const QTreeWidgetItem *item = m_parts->topLevelItem(i);
        lines << item->text(NameColumn) + QLatin1Char('\t') + item->text(ValueColumn);
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace Pushscope

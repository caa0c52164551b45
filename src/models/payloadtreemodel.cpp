// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/payloadtreemodel.h"

#include "models/formatting.h"
#include "models/payloadwords.h"
#include "models/previewtext.h"
#include "models/words.h"
#include "protocol/payload/cbor.h"
#include "protocol/payload/diagnosticnotation.h"
#include "protocol/payload/messagepack.h"

namespace Pushscope {

namespace {

using Payload::Item;
using Payload::ItemType;

// A cell shows one line, as in JsonTreeModel.
constexpr qsizetype MostShown = 1024;

} // namespace

PayloadTreeModel::PayloadTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
{
}

void PayloadTreeModel::setPayload(const QByteArray &octets, Payload::Format format)
{
    beginResetModel();
    m_octets = octets;
    m_document = format == Payload::Format::Cbor ? Payload::decodeCbor(octets)
                                                 : Payload::decodeMessagePack(octets);
    addRows();
    endResetModel();
}

void PayloadTreeModel::addRows()
{
    m_rows.clear();
    m_topRows = 0;
    std::vector<int> rowOf(m_document.items.size(), -1); // -1: a key, or within one.
    std::vector<int> met(m_document.items.size(), 0);    // Children of a map so far.
    int key = -1;
    for (std::size_t i = 0; i < m_document.items.size(); ++i) {
        const Item &item = m_document.items[i];
        const int parent = item.parent < 0 ? -1 : rowOf[static_cast<std::size_t>(item.parent)];
        if (item.parent >= 0 && parent < 0)
            continue; // Within a key.
        const bool isInMap = item.parent >= 0
            && m_document.items[static_cast<std::size_t>(item.parent)].type == ItemType::Map;
        const int number = item.parent < 0 ? 0 : met[static_cast<std::size_t>(item.parent)]++;
        const bool isKey = isInMap && number % 2 == 0;
        // A key that the end cut off from its value stands for itself.
        const bool isLast = item.next >= static_cast<int>(m_document.items.size());
        if (isKey && !(isLast && !m_document.isClean())) {
            key = static_cast<int>(i);
            continue;
        }
        Row row{ static_cast<int>(i), isInMap && !isKey ? key : -1, parent, 0, 0, 0 };
        row.number = parent < 0 ? m_topRows++ : m_rows[static_cast<std::size_t>(parent)].children++;
        rowOf[i] = static_cast<int>(m_rows.size());
        m_rows.push_back(row);
    }
    int first = m_topRows;
    for (Row &row : m_rows) {
        row.firstChild = first;
        first += row.children;
    }
    m_children.assign(m_rows.size(), 0);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows[i];
        const int begin
            = row.parent < 0 ? 0 : m_rows[static_cast<std::size_t>(row.parent)].firstChild;
        m_children[static_cast<std::size_t>(begin + row.number)] = static_cast<int>(i);
    }
}

const PayloadTreeModel::Row &PayloadTreeModel::row(const QModelIndex &index) const
{
    return m_rows[static_cast<std::size_t>(index.internalId())];
}

const Item &PayloadTreeModel::item(const Row &row) const
{
    return m_document.items[static_cast<std::size_t>(row.item)];
}

QModelIndex PayloadTreeModel::index(int rowNumber, int column, const QModelIndex &parent) const
{
    if (rowNumber < 0 || rowNumber >= rowCount(parent) || column < 0 || column >= ColumnCount)
        return {};
    const int begin = parent.isValid() ? row(parent).firstChild : 0;
    const int found = m_children[static_cast<std::size_t>(begin + rowNumber)];
    return createIndex(rowNumber, column, static_cast<quintptr>(found));
}

QModelIndex PayloadTreeModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || row(index).parent < 0)
        return {};
    const int above = row(index).parent;
    return createIndex(m_rows[static_cast<std::size_t>(above)].number, 0,
                       static_cast<quintptr>(above));
}

int PayloadTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return m_topRows;
    return parent.column() > 0 ? 0 : row(parent).children;
}

int PayloadTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

// With what is inside: as diagnostic notation, which JSON is a part of.
QByteArray PayloadTreeModel::notation(int index) const
{
    Payload::Document part;
    part.format = m_document.format;
    const auto begin = m_document.items.begin() + index;
    part.items.assign(begin, m_document.items.begin() + begin->next);
    for (Item &inside : part.items) {
        inside.next -= index;
        inside.parent -= index;
    }
    part.items.front().parent = -1;
    return Payload::diagnosticNotation(part, m_octets);
}

QString PayloadTreeModel::keyText(const Row &row) const
{
    if (row.key >= 0) {
        const auto key = static_cast<std::size_t>(row.key);
        if (m_document.items[key].type == ItemType::Text)
            return lineText(Payload::stringContent(m_document, m_octets, key).left(MostShown));
        return shortText(lineText(notation(row.key)), MostShown);
    }
    if (row.parent < 0)
        return m_topRows > 1 ? QStringLiteral("#%1").arg(row.number + 1) : QString();
    const Item &above = item(m_rows[static_cast<std::size_t>(row.parent)]);
    if (above.type == ItemType::Tag)
        return tagText(above.number);
    return QStringLiteral("[%1]").arg(row.number);
}

QString PayloadTreeModel::valueText(const Row &row) const
{
    const Item &own = item(row);
    if (own.type == ItemType::Map)
        return Words::tr("{ %1 }").arg(groupedNumber(row.children));
    if (own.type == ItemType::Array)
        return Words::tr("[ %1 ]").arg(groupedNumber(row.children));
    const auto index = static_cast<std::size_t>(row.item);
    const QString notation
        = lineText(Payload::itemNotation(m_document, m_octets, index, MostShown));
    if (own.type == ItemType::Tag) {
        // Of a tag the number alone, but for a bignum, which is one.
        return notation.endsWith(QLatin1Char('(')) ? notation.chopped(1) : notation;
    }
    if (own.type == ItemType::Extension && own.number == 0xff) {
        const auto time = Payload::messagePackTimestamp(
            QByteArrayView(m_octets).sliced(own.content.begin, own.content.size()));
        if (time)
            return timestampText(time->seconds, time->nanoseconds);
    }
    return notation;
}

QString PayloadTreeModel::typeText(const Row &row) const
{
    const QString name = QString::fromLatin1(
        Payload::itemTypeName(m_document, m_octets, static_cast<std::size_t>(row.item)));
    const Item &own = item(row);
    if (own.type == ItemType::Tag)
        return Words::tr("tag %1").arg(own.number);
    if (own.type == ItemType::Extension && own.number == 0xff)
        return Words::tr("%1, timestamp").arg(name);
    return name;
}

TreePath PayloadTreeModel::path(const Row &last) const
{
    TreePath path;
    for (const Row *at = &last; at->parent >= 0;
         at = &m_rows[static_cast<std::size_t>(at->parent)]) {
        const Item &above = item(m_rows[static_cast<std::size_t>(at->parent)]);
        if (above.type == ItemType::Tag)
            continue; // What is tagged stands where the tag stands.
        if (at->key >= 0)
            path.prepend({ keyText(*at), false });
        else
            path.prepend({ QString::number(at->number), true });
    }
    return path;
}

QVariant PayloadTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &own = row(index);
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case KeyColumn:
            return keyText(own);
        case ValueColumn:
            return valueText(own);
        default:
            return typeText(own);
        }
    case Qt::ToolTipRole:
        return index.column() == TypeColumn ? QVariant(typeText(own)) : QVariant();
    case JsonTreeModel::JsonRole:
        return notation(own.item);
    case JsonTreeModel::PointerRole:
        return jsonPointer(path(own));
    case JsonTreeModel::DottedRole:
        return dottedPath(path(own));
    case JsonTreeModel::BeginRole:
        return item(own).range.begin;
    case JsonTreeModel::EndRole:
        return item(own).range.end;
    default:
        return {};
    }
}

QVariant PayloadTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == KeyColumn  ? Words::tr("key")
        : section == ValueColumn ? Words::tr("value")
                                 : Words::tr("type");
}

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/jsontreemodel.h"

#include "capture/jsonvalue.h"
#include "models/formatting.h"
#include "models/previewtext.h"
#include "models/treepaths.h"
#include "models/words.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace Pushscope {

struct JsonTreeModel::Node {
    Node *parent = nullptr;
    int row = 0;
    QString key;         ///< Of an element, its index.
    QByteArrayView json; ///< Into m_json.
    bool isElement = false;
    bool isRead = false;
    std::vector<std::unique_ptr<Node>> children;

    [[nodiscard]] Type type() const
    {
        switch (json.isEmpty() ? '\0' : json.front()) {
        case '{':
            return Type::Object;
        case '[':
            return Type::Array;
        case '"':
            return Type::String;
        case 't':
        case 'f':
        case 'n':
            return Type::Literal;
        default:
            return Type::Number;
        }
    }
    [[nodiscard]] bool isContainer() const
    {
        return type() == Type::Object || type() == Type::Array;
    }
    [[nodiscard]] bool isEmptyContainer() const
    {
        return json.size() < 2 || json.sliced(1, json.size() - 2).trimmed().isEmpty();
    }
};

namespace {

// A cell shows one line; a value of megabytes would be laid out each time it is drawn.
constexpr qsizetype MostShown = 1024;

} // namespace

JsonTreeModel::JsonTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
    m_root->isRead = true;
}

JsonTreeModel::~JsonTreeModel() = default;

bool JsonTreeModel::setJson(const QByteArray &json)
{
    beginResetModel();
    m_json = json;
    m_root = std::make_unique<Node>();
    const auto range = findJsonValue(m_json);
    if (range) {
        m_root->json = QByteArrayView(m_json).sliced(range->begin, range->size());
        if (!m_root->isContainer()) { // A bare value is the one row.
            auto only = std::make_unique<Node>();
            only->parent = m_root.get();
            only->json = m_root->json;
            only->isRead = true;
            m_root->children.push_back(std::move(only));
            m_root->isRead = true;
        }
    } else {
        m_root->isRead = true;
    }
    endResetModel();
    return range.has_value();
}

JsonTreeModel::Node *JsonTreeModel::node(const QModelIndex &index) const
{
    Node *found = index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
    if (!found->isRead)
        read(*found);
    return found;
}

void JsonTreeModel::read(Node &node) const
{
    node.isRead = true;
    const auto append = [&](QString key, QByteArrayView json, bool isElement) {
        auto child = std::make_unique<Node>();
        child->parent = &node;
        child->row = static_cast<int>(node.children.size());
        child->key = std::move(key);
        child->json = json;
        child->isElement = isElement;
        child->isRead = !child->isContainer();
        node.children.push_back(std::move(child));
    };
    if (const auto members = jsonMembers(node.json)) {
        for (const auto &[key, value] : *members)
            append(QString::fromUtf8(key), value, false);
    } else if (const auto elements = jsonElements(node.json)) {
        for (QByteArrayView value : *elements)
            append(QString::number(node.children.size()), value, true);
    }
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    const Node *above = node(parent);
    if (row < 0 || row >= static_cast<int>(above->children.size()) || column < 0
        || column >= ColumnCount || parent.column() > 0)
        return {};
    return createIndex(row, column, above->children[static_cast<std::size_t>(row)].get());
}

QModelIndex JsonTreeModel::parent(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    Node *above = static_cast<Node *>(index.internalPointer())->parent;
    return above == m_root.get() ? QModelIndex() : createIndex(above->row, 0, above);
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(node(parent)->children.size());
}

int JsonTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool JsonTreeModel::hasChildren(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return !m_root->json.isEmpty() && rowCount() > 0;
    const Node *item = static_cast<const Node *>(parent.internalPointer());
    return parent.column() == 0 && item->isContainer() && !item->isEmptyContainer();
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto *item = static_cast<const Node *>(index.internalPointer());
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == KeyColumn)
            return item->isElement ? QStringLiteral("[%1]").arg(item->key)
                                   : shortText(lineText(item->key.toUtf8()), MostShown);
        if (item->isContainer() && !item->isEmptyContainer()) {
            const int count = rowCount(index.siblingAtColumn(0));
            return item->type() == Type::Object ? Words::tr("{ %1 }").arg(groupedNumber(count))
                                                : Words::tr("[ %1 ]").arg(groupedNumber(count));
        }
        return shortText(lineText(item->json.first(std::min(item->json.size(), MostShown))),
                         MostShown - 1);
    case JsonRole:
        return item->json.toByteArray();
    case PointerRole:
        return jsonPointer(path(*item));
    case DottedRole:
        return dottedPath(path(*item));
    case TypeRole:
        return static_cast<int>(item->type());
    case BeginRole:
        return static_cast<qint64>(item->json.data() - m_json.constData());
    case EndRole:
        return static_cast<qint64>(item->json.data() - m_json.constData() + item->json.size());
    default:
        return {};
    }
}

TreePath JsonTreeModel::path(const Node &item) const
{
    TreePath path;
    for (const Node *at = &item; at->parent; at = at->parent) {
        if (at->parent != m_root.get() || m_root->isContainer())
            path.prepend({ at->key, at->isElement });
    }
    return path;
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == KeyColumn ? Words::tr("key") : Words::tr("value");
}

} // namespace Pushscope

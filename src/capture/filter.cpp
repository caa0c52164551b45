// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/filter.h"

#include "capture/filterparser.h"

#include <algorithm>
#include <array>

namespace Pushscope {

namespace {

// In the order of FilterErrorCode.
constexpr std::array<QByteArrayView, 17> ErrorNames{
    "expected-term",      "unknown-key",         "unknown-value",
    "expected-value",     "not-comparable",      "unknown-operator",
    "bad-number",         "unknown-unit",        "unterminated-quote",
    "quote-inside-word",  "unterminated-regex",  "bad-regex",
    "unknown-regex-flag", "missing-parenthesis", "unexpected-parenthesis",
    "too-deep",           "too-many-terms",
};

} // namespace

QByteArrayView filterErrorName(FilterErrorCode code)
{
    return ErrorNames[static_cast<std::size_t>(code)];
}

Filter::Parsed Filter::parse(QStringView expression)
{
    return FilterParser(expression).parse();
}

bool Filter::isEverything() const
{
    return m_root.kind == Node::Kind::All && m_root.children.empty();
}

bool Filter::needsOctets() const
{
    return needsOctets(m_root);
}

bool Filter::needsOctets(const Node &node) const
{
    if (node.kind == Node::Kind::Term)
        return Pushscope::needsOctets(m_terms[node.term]);
    return std::any_of(node.children.begin(), node.children.end(),
                       [this](const Node &child) { return needsOctets(child); });
}

void Filter::sortByCost(Node &node) const
{
    for (Node &child : node.children)
        sortByCost(child);
    std::stable_partition(node.children.begin(), node.children.end(),
                          [this](const Node &child) { return !needsOctets(child); });
}

} // namespace Pushscope

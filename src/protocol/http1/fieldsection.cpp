// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/http1/fieldsection.h"

#include "protocol/http1/grammar.h"

#include <algorithm>
#include <utility>

namespace Pushscope::Http1 {

namespace {

bool isFieldContent(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), isFieldChar);
}

} // namespace

bool FieldSection::isFold(QByteArrayView line) const
{
    // §2.2: white space between the start line and the first field makes no fold; nor does it
    // after a line that is no field.
    return isBlank(line.front()) && !m_fields.empty() && !m_fields.back().name.isEmpty();
}

void FieldSection::add(QByteArrayView line, ByteRange range, bool isBareLf)
{
    if (isBareLf)
        m_violations.add(Violation::BareLf);

    if (isFold(line)) {
        // §5.2: "A sender MUST NOT generate a message that includes line folding"; a recipient
        // replaces "each received obs-fold with one or more SP octets".
        m_violations.add(Violation::ObsFold);
        const QByteArrayView more = trimBlanks(line);
        if (!isFieldContent(more))
            m_violations.add(Violation::BadFieldLine);
        FieldLine &field = m_fields.back();
        if (!field.value.isEmpty() && !more.isEmpty())
            field.value.append(' ');
        field.value.append(more);
        field.range.end = range.end;
        return;
    }

    const qsizetype colon = line.indexOf(':');
    if (colon <= 0 || isBlank(line.front())) {
        m_violations.add(Violation::BadFieldLine);
        m_fields.push_back({ {}, line.toByteArray(), range });
        return;
    }
    const QByteArrayView name = trimBlanks(line.first(colon));
    const QByteArrayView value = trimBlanks(line.sliced(colon + 1));
    // §5.1: "No whitespace is allowed between the field name and colon."
    if (name.size() != colon)
        m_violations.add(Violation::SpaceBeforeColon);
    // RFC 9110 §5.1 and §5.5: a name is a token; CR, LF, NUL and other control characters in
    // values are invalid. §2.2: a bare CR MUST be considered invalid.
    if (!isToken(name) || !isFieldContent(value))
        m_violations.add(Violation::BadFieldLine);
    m_fields.push_back({ name.toByteArray(), value.toByteArray(), range });
}

std::vector<FieldLine> FieldSection::takeFields()
{
    return std::exchange(m_fields, {});
}

ViolationSet FieldSection::takeViolations()
{
    return std::exchange(m_violations, {});
}

} // namespace Pushscope::Http1

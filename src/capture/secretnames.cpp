// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/secretnames.h"

#include <algorithm>

namespace Pushscope {

namespace {

QByteArray foldedName(QByteArrayView name)
{
    QByteArray folded;
    folded.reserve(name.size());
    for (const char octet : name) {
        if (octet != '_' && octet != '-')
            folded.append(octet >= 'A' && octet <= 'Z' ? static_cast<char>(octet - 'A' + 'a')
                                                       : octet);
    }
    return folded;
}

/// Of `user[password]`, `user%5bpassword%5d` and `user.password`, folded, `password`.
QByteArray lastPart(QByteArray name)
{
    name.replace("%5b", "[").replace("%5d", "]");
    if (name.endsWith(']'))
        name.chop(1);
    return name.mid(1 + std::max(name.lastIndexOf('['), name.lastIndexOf('.')));
}

const SecretNameTest &ofItself()
{
    static const SecretNameTest names{ SecretNames{} };
    return names;
}

} // namespace

SecretNameTest::SecretNameTest(const SecretNames &names)
    : m_fields(folded(names.fields))
    , m_members(folded(names.members))
{
}

SecretNameTest::List SecretNameTest::folded(const QByteArrayList &names)
{
    List list;
    for (const QByteArray &name : names) {
        const bool isEnd = name.startsWith('*');
        (isEnd ? list.ends : list.whole)
            .append(foldedName(QByteArrayView(name).sliced(isEnd ? 1 : 0)));
    }
    return list;
}

bool SecretNameTest::has(const List &list, const QByteArray &name)
{
    return list.whole.contains(name)
        || std::any_of(list.ends.begin(), list.ends.end(),
                       [&name](const QByteArray &end) { return name.endsWith(end); });
}

bool SecretNameTest::isField(QByteArrayView name) const
{
    return !name.isEmpty() && name.size() <= MaxNameOctets && has(m_fields, foldedName(name));
}

bool SecretNameTest::isMember(QByteArrayView name) const
{
    if (name.isEmpty() || name.size() > MaxNameOctets)
        return false;
    const QByteArray last = lastPart(foldedName(name));
    return has(m_members, last) || has(m_fields, last);
}

bool isSecretField(QByteArrayView name)
{
    return ofItself().isField(name);
}

bool isSecretMember(QByteArrayView name)
{
    return ofItself().isMember(name);
}

} // namespace Pushscope

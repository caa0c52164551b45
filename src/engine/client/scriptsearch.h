// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/contentdecoder.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

namespace Pushscope {

/// Looks for the first script of a page while its body comes, and keeps nothing of it.
class ScriptSearch
{
public:
    /// Octets of the content that are looked into: pages that stream have their first script at
    /// the top, and a coded body may become a thousand times as long.
    static constexpr qint64 MaxSearchedOctets = 1024 * 1024;

    /// @param coding of the body (Content-Encoding); one that cannot be undone is searched as it is.
    explicit ScriptSearch(QByteArrayView coding);

    /// The next @p octets of the body, as they were coded.
    void feed(QByteArrayView octets);
    /// A script begins in what was fed.
    [[nodiscard]] bool hasFound() const { return m_hasFound; }
    /// What is fed from here on is not looked at any more.
    [[nodiscard]] bool isOver() const { return m_isOver; }

private:
    void search(QByteArrayView content);

    std::unique_ptr<ContentDecoder> m_decoder; ///< Null where nothing is to be undone.
    QByteArray m_tail; ///< What of the content may begin what is looked for.
    qint64 m_searched = 0; ///< Octets of content.
    bool m_hasFound = false;
    bool m_isOver = false;
};

} // namespace Pushscope

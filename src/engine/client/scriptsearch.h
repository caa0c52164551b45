// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/contentdecoder.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

namespace Pushscope {

/// Looks for the first script of a page while its body comes, and counts how long it is. Keeps
/// nothing of it.
class ScriptSearch
{
public:
    /// Octets of the content that are looked into: pages that stream have their first script at
    /// the top, and a coded body may become a thousand times as long.
    static constexpr qint64 MaxSearchedOctets = 1024 * 1024;

    /// @param coding of the body (Content-Encoding); one that cannot be undone is searched as it is.
    /// @param maxContentOctets that are counted; what is longer is not looked at to its end.
    ScriptSearch(QByteArrayView coding, qint64 maxContentOctets);

    /// The next @p octets of the body, as they were coded.
    void feed(QByteArrayView octets);
    /// A script begins in what was fed.
    [[nodiscard]] bool hasFound() const { return m_hasFound; }
    /// The content is longer than maxContentOctets, or than ContentDecoder undoes.
    [[nodiscard]] bool isTooLong() const
    {
        return m_octets > m_maxOctets || m_outcome == ContentDecoder::Outcome::TooLarge;
    }

private:
    void take(QByteArrayView content);
    void search(QByteArrayView content);

    std::unique_ptr<ContentDecoder> m_decoder; ///< Null where nothing is to be undone.
    QByteArray m_tail; ///< What of the content may begin what is looked for.
    qint64 m_maxOctets;
    qint64 m_octets = 0; ///< Of content, so far.
    bool m_hasFound = false;
    ContentDecoder::Outcome m_outcome = ContentDecoder::Outcome::Ok; ///< Else nothing more comes.
};

} // namespace Pushscope

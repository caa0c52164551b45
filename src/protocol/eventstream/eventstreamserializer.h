// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Pushscope::EventStream {

/// Values to octets of an event stream; what it is told to write wrong, it writes wrong.
///
/// Every function appends to @p to. Values are written as they are: an `event` or `id` with a line
/// end in it becomes lines that say something else; isRepresentable() tells.
///
/// Spec: WHATWG HTML §9.2.5.
class EventStreamSerializer
{
public:
    enum class LineEnd : quint8 { Lf, Cr, CrLf };

    /// What one block says; absent members write no field.
    struct Block {
        std::optional<QByteArray> type; ///< `event`
        std::optional<QByteArray> id;
        std::optional<QByteArray> retry; ///< As written: digits, or not.
        std::optional<QByteArray> data;  ///< One `data` field per line of it.
        bool hasBlankLine = true;        ///< Without it the next block runs into this one.
        bool operator==(const Block &) const = default;
    };

    explicit EventStreamSerializer(LineEnd lineEnd = LineEnd::Lf)
        : m_lineEnd(lineEnd)
    {
    }

    /// U+FEFF: right as the first octets of a stream, wrong anywhere else.
    void bom(QByteArray &to) const;
    void block(QByteArray &to, const Block &block) const;
    /// `name: value` as one line; the blank is written even before an empty value.
    void field(QByteArray &to, QByteArrayView name, QByteArrayView value) const;
    /// One comment line per line of @p text; nothing is put between colon and text.
    void comment(QByteArray &to, QByteArrayView text) const;
    void lineEnd(QByteArray &to) const;

    /// False where the parser would not give @p block back: a line end in type or id, NUL in id,
    /// no data, retry not digits, no blank line, octets that are not UTF-8. CR and CR LF in data
    /// are line ends as LF is, and come back as LF.
    [[nodiscard]] static bool isRepresentable(const Block &block);

private:
    LineEnd m_lineEnd;
};

} // namespace Pushscope::EventStream

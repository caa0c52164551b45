// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPlainTextEdit>

#include <utility>

namespace Pushscope {

/// Text from the wire, to read and to copy from.
///
/// A line may be as long as a message. Laying a line out takes time that grows with its square, so
/// long ones are kept in pieces; what is copied is the text as it was.
///
/// Threads: GUI thread.
class WireTextView final : public QPlainTextEdit
{
    Q_OBJECT

public:
    static constexpr qsizetype PieceCharacters = 512; ///< Some ten lines of a narrow pane.

    explicit WireTextView(QWidget *parent = nullptr);

    void setText(const QString &text);
    /// What is selected, without the breaks between pieces.
    [[nodiscard]] QString selectedText() const;
    /// What is selected, counted in characters of the text as it was set.
    [[nodiscard]] std::pair<qsizetype, qsizetype> selectedRange() const;
    void selectRange(qsizetype begin, qsizetype end);

protected:
    [[nodiscard]] QMimeData *createMimeDataFromSelection() const override;

private:
    /// Characters of the text before @p position of the document.
    [[nodiscard]] qsizetype characterAt(int position) const;
    [[nodiscard]] int positionOf(qsizetype character) const;
};

} // namespace Pushscope

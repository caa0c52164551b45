// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPlainTextEdit>

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

protected:
    [[nodiscard]] QMimeData *createMimeDataFromSelection() const override;
};

} // namespace Pushscope

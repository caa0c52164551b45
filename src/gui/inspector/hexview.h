// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractScrollArea>
#include <QByteArray>
#include <QList>

namespace Pushscope {

/// Octets as offsets, hexadecimal digits and characters; what is chosen in one is chosen in the
/// other. As many octets a line as the width allows: 16, 8 or 4.
///
/// Threads: GUI thread.
class HexView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit HexView(QWidget *parent = nullptr);

    /// @p firstOffset is what the first of @p octets is called.
    void setOctets(const QByteArray &octets, qint64 firstOffset);
    /// The first @p count octets stand apart: a frame's header.
    void setHeaderOctets(qsizetype count);
    /// Lines are drawn before these octets, in order: where a read ended. setOctets() removes them.
    void setMarks(const QList<qsizetype> &marks);

    [[nodiscard]] const QByteArray &octets() const { return m_octets; }
    [[nodiscard]] int octetsPerLine() const { return m_perLine; }
    /// First and one past the last chosen octet, from 0; equal where none is chosen.
    [[nodiscard]] std::pair<qsizetype, qsizetype> selection() const;
    void select(qsizetype begin, qsizetype end);
    /// The chosen octets, or all.
    [[nodiscard]] QByteArray chosenOctets() const;

public slots:
    void copyHex();
    void copyText();

signals:
    void selectionChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    struct Columns {
        int digits;     ///< Of an offset.
        int hex;        ///< x of the first octet
        int characters; ///< x of the first character
    };

    void layOut();
    void moveTo(qsizetype octet, bool extends);
    void paintLine(QPainter &painter, qsizetype line, int y) const;
    [[nodiscard]] Columns columns() const;
    [[nodiscard]] qsizetype octetAt(const QPoint &position) const;
    [[nodiscard]] qsizetype lineCount() const;

    QByteArray m_octets;
    qint64 m_firstOffset = 0;
    qsizetype m_headerOctets = 0;
    QList<qsizetype> m_marks;
    int m_perLine = 16;
    int m_characterWidth = 7;
    int m_lineHeight = 18;
    qsizetype m_anchor = 0;
    qsizetype m_cursor = -1; ///< -1: nothing chosen.
};

} // namespace Pushscope

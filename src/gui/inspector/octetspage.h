// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/inspection.h"

#include <QWidget>

class QLabel;
class QTreeWidget;

namespace Pushscope {

class FrameBitsView;
class HexView;

/// The octets of a record as they lay on the wire: a frame's header bit by bit, what frames what,
/// where each read ended and when, and all of it in hexadecimal. A part that is chosen is chosen
/// in the octets, and the other way round.
///
/// Threads: GUI thread.
class OctetsPage final : public QWidget
{
    Q_OBJECT

public:
    explicit OctetsPage(QWidget *parent = nullptr);

    void setInspection(const Inspection &inspection);
    /// All that is shown, but for the hexadecimal digits.
    [[nodiscard]] QString plainText() const;

private:
    void setUpParts();
    void addReads(const Inspection &inspection);
    void chooseOctets();
    void choosePart();

    FrameBitsView *m_bits;
    QLabel *m_facts;
    QTreeWidget *m_parts;
    HexView *m_hex;
    qint64 m_begin = 0; ///< What the first octet of m_hex is called.
    qsizetype m_octets = 0;
    bool m_isJoined = true; ///< The octets lie one behind the other on the wire.
    bool m_isChoosing = false;
};

} // namespace Pushscope

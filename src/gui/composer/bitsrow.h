// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractButton>
#include <QWidget>

#include <array>

namespace Pushscope {

/// The first two octets of a frame as RFC 6455 §5.2 draws them; each bit is a button. Arrow keys go
/// from bit to bit, blank turns one over.
///
/// Threads: GUI thread.
class BitsRow final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int BitCount = 16;

    explicit BitsRow(QWidget *parent = nullptr);

    /// The most significant bit is bit 0.
    [[nodiscard]] quint16 bits() const;
    void setBits(quint16 bits);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    /// The user turned a bit over.
    void bitsEdited(quint16 bits);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] static QRect cell(int bit);

    std::array<QAbstractButton *, BitCount> m_buttons{};
};

} // namespace Pushscope

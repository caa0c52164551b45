// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace Pushscope {

/// Random numbers that are the same everywhere (PCG32).
class Dice
{
public:
    explicit Dice(quint32 seed)
        : m_state(seed * 2654435769ULL + 1)
    {
    }
    quint32 number()
    {
        const quint64 state = m_state;
        m_state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        const auto mixed = static_cast<quint32>(((state >> 18) ^ state) >> 27);
        const auto turns = static_cast<quint32>(state >> 59);
        return (mixed >> turns) | (mixed << ((32 - turns) & 31));
    }
    /// 0 to @p end - 1.
    quint32 below(quint32 end) { return static_cast<quint32>((quint64{ number() } * end) >> 32); }
    /// True once in @p times.
    bool oneIn(quint32 times) { return below(times) == 0; }

private:
    quint64 m_state;
};

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstdint>
#include <string_view>

/// The payloads of the flood: 64 octets of JSON each, no two alike, cheap to make.
class Payloads
{
public:
    static constexpr std::size_t Size = 64;

    /// The payload of message @p number, counted from 1; valid until the next call.
    std::string_view payload(std::uint64_t number)
    {
        put(NumberAt, number);
        // A multiplicative hash, so that neighbours differ all over and compress badly.
        put(ValueAt, number * 2654435761U % 1000000000000U);
        return { m_text.data(), m_text.size() };
    }

private:
    static constexpr std::size_t NumberAt = 6; // Where each 12-digit value begins in m_text.
    static constexpr std::size_t ValueAt = 28;
    static constexpr std::size_t Digits = 12;

    void put(std::size_t at, std::uint64_t value)
    {
        for (std::size_t i = Digits; i-- > 0; value /= 10)
            m_text[at + i] = static_cast<char>('0' + value % 10);
    }

    std::array<char, Size> m_text = make();

    static constexpr std::array<char, Size> make()
    {
        // A JSON number may not begin with 0, so both values stand behind a 1.
        constexpr std::string_view text
            = R"({"n":1............,"price":1............,"symbol":"ACME","x":""})";
        static_assert(text.size() == Size);
        std::array<char, Size> made{};
        for (std::size_t i = 0; i < Size; ++i)
            made[i] = text[i];
        return made;
    }
};

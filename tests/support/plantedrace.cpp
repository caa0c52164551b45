// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <thread>

namespace {

/// What no two threads may use at once, and two do.
class Counter
{
public:
    void add(int count)
    {
        for (int i = 0; i < count; ++i)
            m_value = m_value + 1;
    }
    [[nodiscard]] int value() const { return m_value; }

private:
    int m_value = 0;
};

} // namespace

/// Built and run by the preset tsan alone, which fails where this is not reported: suppressions
/// that hide a race of ours would hide this one.
int main()
{
    constexpr int Count = 100'000;
    Counter counter;
    std::thread other([&counter] { counter.add(Count); });
    counter.add(Count);
    other.join();
    return counter.value() > 0 ? 0 : 1;
}

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/tunnelchannel.h"

#include <QTest>

#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

using namespace Pushscope;
using Outcome = Transfer::Outcome;

class TestTunnelChannel : public QObject
{
    Q_OBJECT

private slots:
    void leadsToTheTarget();
    void letsOthersHaveTheirTurn();
    void saysThatItEndsEarly();
};

namespace {

/// Done after so many octets.
class Counting final : public TunnelHandshake
{
public:
    explicit Counting(qsizetype wanted)
        : m_wanted(wanted)
    {
    }
    QByteArray takeOutput() override { return std::exchange(m_output, {}); }
    void feed(QByteArrayView octets) override { m_wanted -= octets.size(); }
    bool isDone() const override { return m_wanted <= 0; }
    std::optional<Error> failure() const override { return std::nullopt; }

private:
    qsizetype m_wanted;
    QByteArray m_output = "ask";
};

/// Two ends that are connected; the first does not block.
struct Pair {
    Pair() { isMade = socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()) == 0; }
    ~Pair()
    {
        close(ends[0]);
        close(ends[1]);
    }
    [[nodiscard]] bool send(qsizetype octets) const
    {
        const QByteArray sent(octets, 'x');
        return ::write(ends[1], sent.data(), static_cast<std::size_t>(octets)) == octets;
    }
    [[nodiscard]] int left() const
    {
        int count = -1;
        ioctl(ends[0], FIONREAD, &count);
        return count;
    }
    std::array<int, 2> ends{};
    bool isMade = false;
};

} // namespace

void TestTunnelChannel::leadsToTheTarget()
{
    const Pair pair;
    QVERIFY(pair.isMade);
    TunnelChannel channel(pair.ends[0], std::make_shared<Counting>(10));
    QCOMPARE(channel.open().outcome, Outcome::Later);
    std::array<char, 10> asked{};
    QCOMPARE(::read(pair.ends[1], asked.data(), asked.size()), 3);
    QVERIFY(pair.send(4));
    QCOMPARE(channel.open().outcome, Outcome::Later);
    QVERIFY(pair.send(9));
    QCOMPARE(channel.open().outcome, Outcome::Moved);
    QCOMPARE(pair.left(), 3); // Of the target.
}

void TestTunnelChannel::letsOthersHaveTheirTurn()
{
    constexpr int Most = TunnelChannel::OctetsPerTurn;
    const Pair pair;
    QVERIFY(pair.isMade);
    TunnelChannel channel(pair.ends[0], std::make_shared<Counting>(2 * Most));
    QVERIFY(pair.send(3 * Most));
    QCOMPARE(channel.open().outcome, Outcome::Later);
    QCOMPARE(pair.left(), 2 * Most);
    QCOMPARE(channel.open().outcome, Outcome::Later);
    QCOMPARE(channel.open().outcome, Outcome::Moved);
    QCOMPARE(pair.left(), Most);
}

void TestTunnelChannel::saysThatItEndsEarly()
{
    const Pair pair;
    QVERIFY(pair.isMade);
    TunnelChannel channel(pair.ends[0], std::make_shared<Counting>(10));
    QVERIFY(pair.send(4));
    ::shutdown(pair.ends[1], SHUT_WR);
    QCOMPARE(channel.open().outcome, Outcome::Failed);
    QCOMPARE(channel.fault().error.code, ErrorCode::ClosedEarly);
    QCOMPARE(channel.fault().error.where, ErrorSite::Proxy);
}

QTEST_APPLESS_MAIN(TestTunnelChannel)
#include "tst_tunnelchannel.moc"

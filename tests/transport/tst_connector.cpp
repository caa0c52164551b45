// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/connector.h"
#include "loopback.h"
#include "rawpeer.h"

#include <QTest>

#include <map>

using namespace Pushscope;
using namespace std::chrono_literals;

namespace {

constexpr qint64 NsPerMs = 1'000'000;

/// Answers when it is told to.
class ScriptedResolver final : public Resolver
{
public:
    void lookUp(const QString &, quint16, QObject *, std::function<void(const Answer &)> then,
                int family) override
    {
        m_asked[family] = std::move(then);
    }
    void answer(int family, const Answer &answer) { m_asked.at(family)(answer); }
    [[nodiscard]] std::size_t questions() const { return m_asked.size(); }

private:
    std::map<int, std::function<void(const Answer &)>> m_asked;
};

/// A connector with what came of it.
struct Attempted {
    SystemClock clock;
    ScriptedResolver resolver;
    std::optional<Connected> connected;
    std::optional<Error> failure;
    QList<ConnectAttempt> attempts;
    Connector connector{ clock, resolver,
                         [this](Connected made) {
                             attempts = connector.attempts();
                             connected = std::move(made);
                         },
                         [this](const Error &error) {
                             attempts = connector.attempts();
                             failure = error;
                         } };

    [[nodiscard]] bool isOver() const { return connected || failure; }
    /// `address outcome` of each attempt.
    [[nodiscard]] QByteArrayList story() const
    {
        QByteArrayList lines;
        for (const ConnectAttempt &attempt : attempts)
            lines.append(attempt.address + ' ' + attempt.outcome);
        return lines;
    }
};

SocketAddress at(const char *literal, quint16 port)
{
    return *SocketAddress::fromLiteral(QString::fromLatin1(literal), port);
}

QByteArray text(const char *literal, quint16 port)
{
    return at(literal, port).toText();
}

Error notFound()
{
    return { ErrorCode::DnsNotFound, ErrorSite::Dns, {} };
}

/// A listener whose queue is full, so that a further connect is never answered.
struct FullListener {
    RawListener listener{ QStringLiteral("::1"), 0 };
    std::vector<Descriptor> waiting;

    FullListener()
    {
        const SocketAddress target = at("::1", listener.port());
        for (bool isFull = false; !isFull && waiting.size() < 64;) {
            waiting.emplace_back(
                ::socket(AF_INET6, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
            const int number = waiting.back().number();
            pollfd state{ number, POLLOUT, 0 };
            isFull = ::connect(number, target.pointer(), target.length) != 0
                && ::poll(&state, 1, 50) == 0;
        }
    }
    [[nodiscard]] quint16 port() const { return listener.port(); }
};

} // namespace

/// Happy Eyeballs. Spec: RFC 8305.
class TestConnector : public QObject
{
    Q_OBJECT

private slots:
    void asksForBothFamilies();
    void interleavesFamilies_data();
    void interleavesFamilies();
    void startsWithIPv6AtOnce();
    void waitsForIPv6AWhile();
    void takesIPv6ThatComesInTime();
    void takesIPv4WhereThereIsNoIPv6();
    void goesOnAtOnceAfterAFailure();
    void goesOnAfterAWhile();
    void leavesEachAShareOfTheBound();
    void triesWhatIsFoundLate();
    void failsWithTheMostTelling();
    void failsWhereNobodyKnowsTheName_data();
    void failsWhereNobodyKnowsTheName();
    void tellsTheStream();
};

void TestConnector::asksForBothFamilies()
{
    Attempted made;
    made.connector.start(QStringLiteral("feed.example"), 80, 1s);
    QCOMPARE(made.resolver.questions(), 2U);
    QCOMPARE(made.connector.timeoutError().where, ErrorSite::Dns);
}

void TestConnector::interleavesFamilies_data()
{
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<int>("first");
    QTest::addColumn<QByteArray>("order");
    // Letters of IPv6, digits of IPv4.
    QTest::newRow("4 in turn") << QByteArray("12ab") << AF_INET6 << QByteArray("a1b2");
    QTest::newRow("4 IPv4 first") << QByteArray("12ab") << AF_INET << QByteArray("1a2b");
    QTest::newRow("4 more of one") << QByteArray("a12345b") << AF_INET6 << QByteArray("a1b2345");
    QTest::newRow("4 of one family") << QByteArray("312") << AF_INET6 << QByteArray("312");
    QTest::newRow("4 none") << QByteArray() << AF_INET6 << QByteArray();
}

void TestConnector::interleavesFamilies()
{
    QFETCH(QByteArray, given);
    QFETCH(int, first);
    QList<SocketAddress> addresses;
    for (const char letter : given) {
        const bool isFour = letter <= '9';
        addresses.append(at(isFour ? "127.0.0.1" : "::1", static_cast<quint16>(letter)));
    }
    QByteArray order;
    for (const SocketAddress &address : Connector::interleaved(addresses, first))
        order += static_cast<char>(address.port());
    QTEST(order, "order");
}

void TestConnector::startsWithIPv6AtOnce()
{
    const RawListener six(QStringLiteral("::1"));
    Attempted made;
    made.connector.start(QStringLiteral("feed.example"), six.port(), 10s);
    made.resolver.answer(AF_INET6, QList{ at("::1", six.port()) });
    QTRY_VERIFY(made.isOver()); // IPv4 is still being looked up.
    QVERIFY(made.connected && made.connected->dnsNs >= 0);
    QCOMPARE(made.story(), QByteArrayList({ text("::1", six.port()) + " connected" }));
}

void TestConnector::waitsForIPv6AWhile()
{
    const RawListener four;
    Attempted made;
    const qint64 start = made.clock.monotonicNs();
    made.connector.start(QStringLiteral("feed.example"), four.port(), 10s);
    made.resolver.answer(AF_INET, QList{ at("127.0.0.1", four.port()) });
    QVERIFY(made.connector.attempts().isEmpty());
    QTRY_VERIFY(made.connected);
    QVERIFY(made.clock.monotonicNs() - start >= 49 * NsPerMs); // Section 3: 50 milliseconds.
    QVERIFY(made.connected->dnsNs < 45 * NsPerMs); // The wait is no look-up.
}

void TestConnector::takesIPv6ThatComesInTime()
{
    const RawListener six(QStringLiteral("::1"));
    Attempted made;
    made.connector.start(QStringLiteral("feed.example"), 1, 10s);
    made.resolver.answer(AF_INET, QList{ at("127.0.0.1", 1) });
    made.resolver.answer(AF_INET6, QList{ at("::1", six.port()) });
    QTRY_VERIFY(made.connected);
    QCOMPARE(made.attempts.first().address, text("::1", six.port()));
}

void TestConnector::takesIPv4WhereThereIsNoIPv6()
{
    const RawListener four;
    Attempted made;
    made.connector.start(QStringLiteral("feed.example"), four.port(), 10s);
    made.resolver.answer(AF_INET6, notFound());
    made.resolver.answer(AF_INET, QList{ at("127.0.0.1", four.port()) });
    QCOMPARE(made.connector.attempts().size(), 1); // Nothing is left to wait for.
    QTRY_VERIFY(made.connected);
}

void TestConnector::goesOnAtOnceAfterAFailure()
{
    RawListener closed(QStringLiteral("::1"));
    const quint16 none = closed.port();
    closed.close();
    const RawListener four;
    Attempted made;
    made.connector.start({ at("255.255.255.255", 9), at("::1", none), at("127.0.0.1", four.port()) },
                         0ms);
    QTRY_VERIFY(made.connected);
    QCOMPARE(made.story(), QByteArrayList({ "255.255.255.255:9 unreachable",
                                            text("::1", none) + " refused",
                                            text("127.0.0.1", four.port()) + " connected" }));
    QVERIFY(made.connected->connectNs < 200 * NsPerMs);
}

void TestConnector::goesOnAfterAWhile()
{
    const FullListener full;
    const RawListener four;
    Attempted made;
    made.connector.start({ at("::1", full.port()), at("127.0.0.1", four.port()) }, 0ms);
    QTRY_VERIFY(made.connected);
    QCOMPARE(made.story(), QByteArrayList({ text("::1", full.port()) + " abandoned",
                                            text("127.0.0.1", four.port()) + " connected" }));
    // Section 5: "recommended 250 milliseconds".
    QVERIFY(made.attempts.last().startNs >= 249 * NsPerMs);
    QVERIFY(made.attempts.first().durationNs >= 249 * NsPerMs);
    QVERIFY(made.attempts.last().startNs < 5'000 * NsPerMs);
}

void TestConnector::leavesEachAShareOfTheBound()
{
    const FullListener full;
    const RawListener four;
    Attempted made;
    made.connector.start({ at("::1", full.port()), at("127.0.0.1", four.port()) }, 100ms);
    QTRY_VERIFY(made.connected);
    QVERIFY(made.attempts.last().startNs >= 45 * NsPerMs);
    QVERIFY(made.attempts.last().startNs < 240 * NsPerMs);
}

void TestConnector::triesWhatIsFoundLate()
{
    const FullListener full;
    const RawListener four;
    Attempted made;
    made.connector.start(QStringLiteral("feed.example"), four.port(), 0ms);
    made.resolver.answer(AF_INET6, QList{ at("::1", full.port()) });
    QCOMPARE(made.connector.attempts().size(), 1);
    made.resolver.answer(AF_INET, QList{ at("127.0.0.1", four.port()) });
    QCOMPARE(made.connector.attempts("running").size(), 1); // In its turn.
    QCOMPARE(made.connector.attempts("running").first().outcome, QByteArray("running"));
    QTRY_VERIFY(made.connected);
    QCOMPARE(made.story().last(), text("127.0.0.1", four.port()) + " connected");
}

void TestConnector::failsWithTheMostTelling()
{
    RawListener closed;
    const quint16 none = closed.port();
    closed.close();
    Attempted made;
    made.connector.start(QStringLiteral("feed.example"), none, 0ms);
    made.resolver.answer(AF_INET6, notFound());
    made.resolver.answer(AF_INET, QList{ at("127.0.0.1", none), at("255.255.255.255", 9) });
    QTRY_VERIFY(made.failure);
    QCOMPARE(made.failure->code, ErrorCode::Refused);
    QCOMPARE(made.failure->value("address"), QByteArray("127.0.0.1"));
    QCOMPARE(made.story(), QByteArrayList({ text("127.0.0.1", none) + " refused",
                                            "255.255.255.255:9 unreachable" }));
}

void TestConnector::failsWhereNobodyKnowsTheName_data()
{
    QTest::addColumn<ErrorCode>("six");
    QTest::addColumn<ErrorCode>("four");
    QTest::addColumn<ErrorCode>("code");
    const ErrorCode none = ErrorCode::DnsNotFound;
    const ErrorCode failed = ErrorCode::DnsFailed;
    QTest::newRow("no such name") << none << none << none;
    QTest::newRow("nobody could say") << failed << failed << failed;
    QTest::newRow("nobody could say for IPv4") << none << failed << failed;
    QTest::newRow("nobody could say for IPv6") << failed << none << failed;
}

void TestConnector::failsWhereNobodyKnowsTheName()
{
    QFETCH(ErrorCode, six);
    QFETCH(ErrorCode, four);
    Attempted made;
    made.connector.start(QStringLiteral("feed.example"), 80, 10s);
    made.resolver.answer(AF_INET6, Error{ six, ErrorSite::Dns, {} });
    QVERIFY(!made.failure);
    made.resolver.answer(AF_INET, Error{ four, ErrorSite::Dns, {} });
    QVERIFY(made.failure);
    QTEST(made.failure->code, "code");
    QVERIFY(made.story().isEmpty());
}

void TestConnector::tellsTheStream()
{
    // localhost has an address of either family, or of one.
    Loopback loop;
    QVERIFY(loop.listen());
    loop.connectTo(QStringLiteral("localhost"), loop.listener->port());
    QTRY_VERIFY(loop.client.openFacts);
    const QList<ConnectAttempt> &attempts = loop.client.openFacts->attempts;
    QCOMPARE(attempts.last().outcome, QByteArray("connected"));
    QCOMPARE(attempts.last().address, loop.client.openFacts->remote);
    QCOMPARE(attempts.first().startNs, 0);

    RawListener closed;
    const quint16 none = closed.port();
    closed.close();
    Loopback failing;
    failing.connectTo(QStringLiteral("127.0.0.1"), none);
    QTRY_VERIFY(failing.client.endFacts);
    QCOMPARE(failing.client.endFacts->attempts.size(), 1);
    QCOMPARE(failing.client.endFacts->attempts.first().outcome, QByteArray("refused"));
}

QTEST_GUILESS_MAIN(TestConnector)
#include "tst_connector.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "loopback.h"
#include "rawpeer.h"

#include "transport/connector.h"
#include "transport/systemerror.h"

#include <QTest>

#include <cerrno>
#include <vector>

using namespace Pushscope;
using namespace std::chrono_literals;

namespace {

/// A listening socket whose queue is full, so that a further connect is never answered.
struct FullListener {
    RawListener listener{ QStringLiteral("127.0.0.1"), 0 };
    std::vector<Descriptor> waiting;

    FullListener()
    {
        const auto target
            = SocketAddress::fromLiteral(QStringLiteral("127.0.0.1"), listener.port());
        bool isFull = false;
        while (!isFull && waiting.size() < 64) {
            waiting.emplace_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
            const int number = waiting.back().number();
            isFull
                = ::connect(number, target->pointer(), target->length) != 0 && !isWritable(number);
        }
    }
    static bool isWritable(int number)
    {
        pollfd state{ number, POLLOUT, 0 };
        return ::poll(&state, 1, 50) > 0;
    }
};

} // namespace

/// Each way in which a connection can fail to come about, with what its sentence needs.
class TestConnectFailures : public QObject
{
    Q_OBJECT

private slots:
    void notFound_data();
    void notFound();
    void refused_data();
    void refused();
    void unreachable();
    void timesOut();
    void saysHowFarItGot();
    void triesAllAddresses_data();
    void triesAllAddresses();
    void tellsTheMostTelling();
    void mapsSystemErrors_data();
    void mapsSystemErrors();
};

void TestConnectFailures::notFound_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("RFC 6761 6.4") << QStringLiteral("no-such-host.invalid");
    QTest::newRow("with the root's dot") << QStringLiteral("No-Such-Host.INVALID.");
    QTest::newRow("cannot be written in ASCII") << QString(QChar(0xfffd));
    QTest::newRow("empty") << QString();
}

void TestConnectFailures::notFound()
{
    QFETCH(QString, host);
    Loopback loop;
    loop.connectTo(host, 80);
    QVERIFY(loop.client.log.isEmpty());
    QTRY_VERIFY(loop.client.endFacts);
    const EndFacts &facts = *loop.client.endFacts;
    QCOMPARE(loop.client.log, QByteArrayList({ "ended" }));
    QVERIFY(!facts.by);
    QCOMPARE(facts.how, EndedHow::NeverConnected);
    QCOMPARE(facts.error->code, ErrorCode::DnsNotFound);
    QCOMPARE(facts.error->where, ErrorSite::Dns);
    QCOMPARE(facts.error->value("host"), host.toUtf8());
    QCOMPARE(facts.error->value("port"), QByteArray("80"));
    QVERIFY(!facts.error->value("system").isEmpty());
    QCOMPARE(loop.faults(), QByteArrayList());
}

void TestConnectFailures::refused_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QByteArray>("address");
    QTest::newRow("IPv4") << QStringLiteral("127.0.0.1") << QByteArray("127.0.0.1");
    QTest::newRow("IPv6") << QStringLiteral("::1") << QByteArray("::1");
    QTest::newRow("by name") << QStringLiteral("localhost") << QByteArray();
}

void TestConnectFailures::refused()
{
    QFETCH(QString, host);
    QFETCH(QByteArray, address);
    RawListener listener; // Only to learn of a port that nobody listens on.
    const quint16 port = listener.port();
    listener.close();
    Loopback loop;
    loop.connectTo(host, port);
    QTRY_VERIFY(loop.client.endFacts);
    const EndFacts &facts = *loop.client.endFacts;
    QCOMPARE(facts.how, EndedHow::NeverConnected);
    QCOMPARE(facts.error->code, ErrorCode::Refused);
    QCOMPARE(facts.error->where, ErrorSite::Tcp);
    QCOMPARE(facts.error->value("host"), host.toUtf8());
    QCOMPARE(facts.error->value("port"), QByteArray::number(port));
    if (address.isEmpty())
        QVERIFY(!facts.error->value("address").isEmpty());
    else
        QCOMPARE(facts.error->value("address"), address);
    QCOMPARE(facts.error->value("system"), QByteArray("Connection refused"));
}

void TestConnectFailures::unreachable()
{
    Loopback loop;
    loop.connectTo(QStringLiteral("255.255.255.255"), 9); // No TCP to everybody.
    QTRY_VERIFY(loop.client.endFacts);
    QCOMPARE(loop.client.endFacts->error->code, ErrorCode::Unreachable);
    QCOMPARE(loop.client.endFacts->how, EndedHow::NeverConnected);
    QCOMPARE(loop.client.endFacts->error->value("address"), QByteArray("255.255.255.255"));
}

void TestConnectFailures::timesOut()
{
    FullListener full;
    Loopback loop;
    const qint64 start = loop.clock.monotonicNs();
    loop.connectTo(QStringLiteral("127.0.0.1"), full.listener.port(), {}, 50ms);
    QTRY_VERIFY(loop.client.endFacts);
    const EndFacts &facts = *loop.client.endFacts;
    QVERIFY(facts.t - start >= 45'000'000);
    QVERIFY(!facts.by);
    QCOMPARE(facts.how, EndedHow::Timeout);
    QCOMPARE(facts.error->code, ErrorCode::ConnectTimeout);
    QCOMPARE(facts.error->where, ErrorSite::Tcp);
    QCOMPARE(facts.error->value("address"), QByteArray("127.0.0.1"));
}

void TestConnectFailures::saysHowFarItGot()
{
    SystemClock clock;
    Resolver resolver;
    const auto fails = [](const Error &) { QFAIL("nothing was to happen"); };
    const auto connects = [](const Connected &) { QFAIL("nothing was to happen"); };
    {
        Connector connector(clock, resolver, connects, fails);
        connector.start(QStringLiteral("localhost"), 9, 1s);
        QCOMPARE(connector.timeoutError(),
                 Error({ ErrorCode::ConnectTimeout, ErrorSite::Dns, {} }));
    }
    {
        Connector connector(clock, resolver, connects, fails);
        connector.start(QStringLiteral("127.0.0.1"), 9, 1s);
        QCOMPARE(connector.timeoutError().where, ErrorSite::Tcp);
    }
    // Destroyed before the event loop turned: nobody hears of it.
    bool hasTurned = false;
    resolver.lookUp(QStringLiteral("localhost"), 9, this, [&](const auto &) { hasTurned = true; });
    QTRY_VERIFY(hasTurned);
}

void TestConnectFailures::triesAllAddresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("IPv4") << QStringLiteral("127.0.0.1");
    QTest::newRow("IPv6") << QStringLiteral("::1");
}

void TestConnectFailures::triesAllAddresses()
{
    QFETCH(QString, address);
    const FullListener full;
    const RawListener listener(address);
    RawListener closed(address);
    const quint16 closedPort = closed.port();
    closed.close();

    SystemClock clock;
    Resolver resolver;
    bool isFailed = false;
    Connected found;
    Connector connector(
        clock, resolver, [&](Connected connected) { found = std::move(connected); },
        [&](const Error &) { isFailed = true; });
    const auto at = [](const QString &literal, quint16 port) {
        return *SocketAddress::fromLiteral(literal, port);
    };
    connector.start({ at(QStringLiteral("255.255.255.255"), 9), at(address, closedPort),
                      at(QStringLiteral("127.0.0.1"), full.listener.port()),
                      at(address, listener.port()) },
                    200ms);
    QTRY_VERIFY(found.socket.isOpen() || isFailed);
    QCOMPARE(SocketAddress::remoteOf(found.socket.number()).toText(),
             at(address, listener.port()).toText());
    QVERIFY(found.connectNs >= 95'000'000); // Half of the bound went to the one that is full.
    QVERIFY(found.connectNs < 10'000'000'000);
}

void TestConnectFailures::tellsTheMostTelling()
{
    RawListener closed;
    const quint16 closedPort = closed.port();
    closed.close();
    SystemClock clock;
    Resolver resolver;
    std::optional<Error> failure;
    Connector connector(
        clock, resolver, [](const Connected &) { QFAIL("there is nobody"); },
        [&](const Error &error) { failure = error; });
    const QString everybody = QStringLiteral("255.255.255.255");
    connector.start({ *SocketAddress::fromLiteral(everybody, 9),
                      *SocketAddress::fromLiteral(QStringLiteral("127.0.0.1"), closedPort),
                      *SocketAddress::fromLiteral(everybody, 9) },
                    0ms);
    QTRY_VERIFY(failure);
    QCOMPARE(failure->code, ErrorCode::Refused);
    QCOMPARE(failure->value("address"), QByteArray("127.0.0.1"));
}

void TestConnectFailures::mapsSystemErrors_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<EndedHow>("how");
    QTest::addColumn<ErrorCode>("codeOnceOpen");
    QTest::newRow("ECONNRESET") << ECONNRESET << ErrorCode::Reset << EndedHow::Reset
                                << ErrorCode::Reset;
    QTest::newRow("EPIPE") << EPIPE << ErrorCode::Reset << EndedHow::Reset << ErrorCode::Reset;
    QTest::newRow("ETIMEDOUT") << ETIMEDOUT << ErrorCode::ConnectTimeout << EndedHow::Timeout
                               << ErrorCode::ResponseTimeout;
    QTest::newRow("EHOSTUNREACH") << EHOSTUNREACH << ErrorCode::Unreachable << EndedHow::Timeout
                                  << ErrorCode::Unreachable;
    QTest::newRow("EMFILE") << EMFILE << ErrorCode::Unreachable << EndedHow::Timeout
                            << ErrorCode::Unreachable;
}

void TestConnectFailures::mapsSystemErrors()
{
    QFETCH(int, number);
    QFETCH(ErrorCode, code);
    QFETCH(EndedHow, how);
    QFETCH(ErrorCode, codeOnceOpen);
    QCOMPARE(errorCodeOf(number), code);
    const Fault fault = faultOf(number);
    QCOMPARE(fault.how, how);
    QCOMPARE(fault.isByPeer, how == EndedHow::Reset);
    QCOMPARE(fault.error.code, codeOnceOpen);
    QCOMPARE(fault.error.value("system"), systemWords(number));
}

QTEST_GUILESS_MAIN(TestConnectFailures)
#include "tst_connectfailures.moc"

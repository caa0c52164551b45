// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/socks/clienthandshake.h"

#include <QTest>

using namespace Pushscope::Socks;

Q_DECLARE_METATYPE(Pushscope::Socks::ClientHandshake::Target)

using Reason = Refusal::Reason;

/// Dialogues with a SOCKS 5 server, octet by octet and all at once.
class TestClientHandshake : public QObject
{
    Q_OBJECT

private slots:
    void leadsToTheTarget_data();
    void leadsToTheTarget();
    void saysWhyNot_data();
    void saysWhyNot();
    void leavesTheTargetsOctets();
    void namesReplies();
};

namespace {

ClientHandshake::Target named(const QByteArray &user = {}, const QByteArray &password = {})
{
    return { "feed.example", {}, 443, user, password };
}

ClientHandshake::Target numbered(const char *hex)
{
    return { "ignored", QByteArray::fromHex(hex), 8080, {}, {} };
}

/// What it wrote while it was answered @p answer, @p step octets at a time.
QByteArray talk(ClientHandshake &handshake, const QByteArray &answer, qsizetype step)
{
    QByteArray written = handshake.takeOutput();
    for (qsizetype at = 0; at < answer.size(); at += step) {
        handshake.feed(QByteArrayView(answer).sliced(at, qMin(step, answer.size() - at)));
        written += handshake.takeOutput();
    }
    return written;
}

} // namespace

void TestClientHandshake::leadsToTheTarget_data()
{
    QTest::addColumn<ClientHandshake::Target>("target");
    QTest::addColumn<QByteArray>("answer"); // Hexadecimal digits.
    QTest::addColumn<QByteArray>("written");
    const QByteArray name = "0c" + QByteArray("feed.example").toHex() + "01bb";
    QTest::newRow("RFC 1928 3 no authentication, a name")
        << named() << QByteArray("0500" "05000001 7f000001 1f90")
        << QByteArray("050100" "05010003" + name);
    QTest::newRow("RFC 1928 5 an IPv4 address")
        << numbered("c0000201") << QByteArray("0500" "05000001 00000000 0000")
        << QByteArray("050100" "05010001 c0000201 1f90");
    QTest::newRow("RFC 1928 5 an IPv6 address, answered with one")
        << numbered("20010db8000000000000000000000001")
        << QByteArray("0500" "05000004 00000000000000000000000000000001 0000")
        << QByteArray("050100" "05010004 20010db8000000000000000000000001 1f90");
    QTest::newRow("RFC 1928 6 bound to a name")
        << named() << QByteArray("0500" "05000003 03 616263 0050")
        << QByteArray("050100" "05010003" + name);
    QTest::newRow("RFC 1928 6 bound to an empty name")
        << named() << QByteArray("0500" "05000003 00 0050")
        << QByteArray("050100" "05010003" + name);
    QTest::newRow("RFC 1929 2 user and password")
        << named("li", "s3") << QByteArray("0502" "0100" "05000001 7f000001 1f90")
        << QByteArray("05020002" "01 02 6c69 02 7333" "05010003" + name);
    QTest::newRow("RFC 1929 2 an empty password")
        << named("li") << QByteArray("0502" "0100" "05000001 7f000001 1f90")
        << QByteArray("05020002" "01 02 6c69 00" "05010003" + name);
    QTest::newRow("RFC 1928 3 credentials that nobody asks for are not told")
        << named("li", "s3") << QByteArray("0500" "05000001 7f000001 1f90")
        << QByteArray("05020002" "05010003" + name);
}

void TestClientHandshake::leadsToTheTarget()
{
    QFETCH(ClientHandshake::Target, target);
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, written);
    const QByteArray octets = QByteArray::fromHex(answer);
    for (qsizetype step = 1; step <= octets.size(); ++step) {
        ClientHandshake handshake(target);
        QCOMPARE(talk(handshake, octets, step).toHex(), QByteArray::fromHex(written).toHex());
        QVERIFY(handshake.isDone());
        QVERIFY(!handshake.refusal());
    }
    for (qsizetype length = 0; length < octets.size(); ++length) {
        ClientHandshake handshake(target);
        talk(handshake, octets.first(length), 1);
        QVERIFY(!handshake.isDone()); // Not early.
    }
}

void TestClientHandshake::saysWhyNot_data()
{
    QTest::addColumn<ClientHandshake::Target>("target");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("reason");
    QTest::addColumn<int>("reply");
    const auto row = [](const char *tag, const ClientHandshake::Target &target,
                        const char *answer, Reason reason, int reply = 0) {
        QTest::newRow(tag) << target << QByteArray(answer) << static_cast<int>(reason) << reply;
    };
    row("an HTTP server", named(), "485454502f312e3120", Reason::NotSocks);
    row("SOCKS 4", named(), "005a", Reason::NotSocks);
    row("RFC 1928 3 no acceptable method", named(), "05ff", Reason::NoMethod);
    row("RFC 1928 3 a method that was not offered", named(), "0502", Reason::NoMethod);
    row("RFC 1928 3 GSSAPI", named("a", "b"), "0501", Reason::NoMethod);
    row("RFC 1929 2 wrong password", named("a", "b"), "0502 01ff", Reason::CredentialsWrong);
    row("RFC 1928 6 not allowed", named(), "0500 0502000100", Reason::Replied, 2);
    row("RFC 1928 6 host unreachable", named(), "0500 0504000100", Reason::Replied, 4);
    row("RFC 1928 6 unassigned", named(), "0500 0577000100", Reason::Replied, 0x77);
    row("RFC 1928 6 a refusal without an address", named(), "0500 0505", Reason::Replied, 5);
    row("RFC 1928 6 another version", named(), "0500 0400000100", Reason::NotSocks);
    row("RFC 1928 6 another type of address", named(), "0500 0500000200", Reason::NotSocks);
    row("host too long", { QByteArray(256, 'a'), {}, 1, {}, {} }, "", Reason::TooLong);
    row("password too long", named("a", QByteArray(256, 'b')), "", Reason::TooLong);
}

void TestClientHandshake::saysWhyNot()
{
    QFETCH(ClientHandshake::Target, target);
    QFETCH(QByteArray, answer);
    QFETCH(int, reason);
    QFETCH(int, reply);
    const QByteArray octets = QByteArray::fromHex(answer);
    for (qsizetype step = 1; step <= qMax<qsizetype>(octets.size(), 1); ++step) {
        ClientHandshake handshake(target);
        talk(handshake, octets, step);
        QVERIFY(handshake.refusal());
        QCOMPARE(static_cast<int>(handshake.refusal()->reason), reason);
        QCOMPARE(static_cast<int>(handshake.refusal()->reply), reply);
        QVERIFY(!handshake.isDone());
        QCOMPARE(handshake.feed("more"), 0);
    }
}

void TestClientHandshake::leavesTheTargetsOctets()
{
    ClientHandshake handshake(named());
    const QByteArray answer = QByteArray::fromHex("0500" "050000017f0000011f90") + "HTTP/1.1";
    QCOMPARE(handshake.feed(answer), answer.size() - 8);
    QVERIFY(handshake.isDone());
}

void TestClientHandshake::namesReplies()
{
    QCOMPARE(replyName(5), QByteArrayView("connection refused"));
    QCOMPARE(replyName(9), QByteArrayView());
}

QTEST_APPLESS_MAIN(TestClientHandshake)
#include "tst_clienthandshake.moc"

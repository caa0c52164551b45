// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/closinghandshake.h"

#include <QList>
#include <QTest>

using namespace Pushscope;
using namespace Pushscope::WebSocket;

namespace {

using State = ClosingHandshake::State;

constexpr Role Client = Role::Client;
constexpr Role Server = Role::Server;
constexpr int None = -1; ///< No code in the frame, or in the answer.

/// What happens: a Close frame of one end, or the end of the transport.
struct Step {
    std::optional<Role> from; ///< Absent: the transport ends.
    int code = None;
    QByteArray reason;
};

Step close(Role from, int code = None, const char *reason = "")
{
    return { from, code, reason };
}

void apply(ClosingHandshake &handshake, const QList<Step> &steps)
{
    for (const Step &step : steps) {
        std::optional<quint16> code;
        if (step.code != None)
            code = static_cast<quint16>(step.code);
        if (step.from)
            handshake.closeFrame(*step.from, code, step.reason);
        else
            handshake.transportEnded();
    }
}

const Step TransportEnds;

} // namespace

class TestClosingHandshake : public QObject
{
    Q_OBJECT

private slots:
    void moves_data();
    void moves();
    void answers_data();
    void answers();
    void concludes_data();
    void concludes();
    void keepsTheBodies();
};

/// The states of section 7.1.3 and who has to do what, step by step.
void TestClosingHandshake::moves_data()
{
    QTest::addColumn<QList<Step>>("steps");
    QTest::addColumn<State>("state");
    QTest::addColumn<std::optional<Role>>("first");
    QTest::addColumn<bool>("isComplete");
    QTest::addColumn<bool>("mustClientAnswer");
    QTest::addColumn<bool>("mustServerAnswer");
    QTest::addColumn<bool>("mustServerClose");

    const auto row = [](const char *name, QList<Step> steps, State state, std::optional<Role> first,
                        bool isComplete, bool client, bool server, bool closes) {
        QTest::newRow(name) << steps << state << first << isComplete << client << server << closes;
    };
    row("7.1.3 nothing yet", {}, State::Open, {}, false, false, false, false);
    row("7.1.3 client began", { close(Client) }, State::Closing, Client, false, false, true, false);
    row("7.1.3 server began", { close(Server) }, State::Closing, Server, false, true, false, false);
    row("7.1.3 client began, server answered", { close(Client), close(Server) }, State::Closing,
        Client, true, false, false, true);
    row("7.1.3 server began, client answered", { close(Server), close(Client) }, State::Closing,
        Server, true, false, false, true);
    row("7.1.1 a second frame changes nothing", { close(Client), close(Client, 1001) },
        State::Closing, Client, false, false, true, false);
    row("7.1.4 closed after the handshake", { close(Client), close(Server), TransportEnds },
        State::Closed, Client, true, false, false, false);
    row("7.1.4 closed before the answer", { close(Client), TransportEnds }, State::Closed, Client,
        false, false, false, false);
    row("7.1.4 closed without a word", { TransportEnds }, State::Closed, {}, false, false, false,
        false);
    row("7.1.4 too late", { TransportEnds, close(Client) }, State::Closed, {}, false, false, false,
        false);
}

void TestClosingHandshake::moves()
{
    QFETCH(QList<Step>, steps);
    QFETCH(State, state);
    QFETCH(std::optional<Role>, first);
    QFETCH(bool, isComplete);
    QFETCH(bool, mustClientAnswer);
    QFETCH(bool, mustServerAnswer);
    QFETCH(bool, mustServerClose);
    ClosingHandshake handshake;
    apply(handshake, steps);
    QCOMPARE(handshake.state(), state);
    QVERIFY(handshake.firstFrom() == first);
    QCOMPARE(handshake.isComplete(), isComplete);
    QCOMPARE(handshake.mustAnswer(Client), mustClientAnswer);
    QCOMPARE(handshake.mustAnswer(Server), mustServerAnswer);
    QCOMPARE(handshake.mustCloseTransport(Server), mustServerClose);
    QVERIFY(!handshake.mustCloseTransport(Client)); // It waits for the server.
    QCOMPARE(handshake.maySendData(), state == State::Open);
}

void TestClosingHandshake::answers_data()
{
    QTest::addColumn<int>("received");
    QTest::addColumn<int>("answered");
    QTest::newRow("5.5.1 echoes the code") << 1000 << 1000;
    QTest::newRow("5.5.1 echoes a private code") << 4321 << 4321;
    QTest::newRow("5.5.1 nothing for nothing") << None << None;
    QTest::newRow("7.4.1 does not echo 1005") << 1005 << 1002;
    QTest::newRow("7.4.1 does not echo 1006") << 1006 << 1002;
    QTest::newRow("7.4.2 does not echo 999") << 999 << 1002;
    QTest::newRow("7.4.2 does not echo 5000") << 5000 << 1002;
}

void TestClosingHandshake::answers()
{
    QFETCH(int, received);
    QFETCH(int, answered);
    for (Role self : { Client, Server }) {
        ClosingHandshake handshake;
        apply(handshake, { close(peerOf(self), received, "why") });
        QVERIFY(handshake.mustAnswer(self));
        const CloseBody answer = handshake.answer(self);
        QCOMPARE(answer.code ? int(*answer.code) : None, answered);
        QCOMPARE(answer.reason, QByteArray());
        handshake.closeFrame(self, answer.code, answer.reason);
        QVERIFY(!handshake.mustAnswer(self));
        QVERIFY(handshake.isComplete());
    }
}

/// Each case for both roles: what an end that sees it so tells its application.
void TestClosingHandshake::concludes_data()
{
    QTest::addColumn<QList<Step>>("steps"); // With Client for the end that is asked.
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<bool>("wasClean");

    const auto row
        = [](const char *name, QList<Step> steps, int code, const char *reason, bool wasClean) {
              QTest::newRow(name) << steps << code << QByteArray(reason) << wasClean;
          };
    row("7.1.4 peer began", { close(Server, 1001, "bye"), close(Client, 1001), TransportEnds },
        1001, "bye", true);
    row("7.1.4 peer answered", { close(Client, 1000), close(Server, 1000), TransportEnds }, 1000,
        "", true);
    row("7.1.5 both at once", { close(Client, 1000), close(Server, 4000, "no"), TransportEnds },
        4000, "no", true);
    row("7.1.5 no status received", { close(Server), close(Client), TransportEnds }, 1005, "",
        true);
    row("7.1.5 reason without code", { close(Server, None, "lost"), close(Client), TransportEnds },
        1005, "", true);
    row("7.1.5 no Close frame", { TransportEnds }, 1006, "", false);
    row("7.1.5 no answer", { close(Client, 1000, "bye"), TransportEnds }, 1006, "", false);
    row("7.1.4 not answered", { close(Server, 1011, "oops"), TransportEnds }, 1011, "oops", false);
    row("7.1.4 not over yet", { close(Server, 1000), close(Client, 1000) }, 1000, "", false);
    row("7.1.5 the first frame counts",
        { close(Server, 1000), close(Server, 1001), close(Client, 1000), TransportEnds }, 1000, "",
        true);
    row("7.1.5 a frame after the end", { TransportEnds, close(Server, 1000) }, 1006, "", false);
}

void TestClosingHandshake::concludes()
{
    QFETCH(QList<Step>, steps);
    QFETCH(int, code);
    QFETCH(QByteArray, reason);
    QFETCH(bool, wasClean);
    const CloseEvent expected{ static_cast<quint16>(code), reason, wasClean };
    ClosingHandshake handshake;
    apply(handshake, steps);
    QVERIFY(handshake.closeEvent(Client) == expected);

    for (Step &step : steps) {
        if (step.from)
            step.from = peerOf(*step.from);
    }
    ClosingHandshake mirrored;
    apply(mirrored, steps);
    QVERIFY(mirrored.closeEvent(Server) == expected);
}

void TestClosingHandshake::keepsTheBodies()
{
    ClosingHandshake handshake;
    QVERIFY(!handshake.bodyFrom(Client));
    apply(handshake, { close(Client, 3000, "a"), close(Server, 4000, "b") });
    QVERIFY(handshake.bodyFrom(Client) == (CloseBody{ quint16{ 3000 }, "a" }));
    QVERIFY(handshake.bodyFrom(Server) == (CloseBody{ quint16{ 4000 }, "b" }));
}

QTEST_APPLESS_MAIN(TestClosingHandshake)
#include "tst_closinghandshake.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/connectiontranscript.h"
#include "engine/api/techniques.h"
#include "engine/loopfixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// One dialogue reads the same recorded by either end, and decoded from its octets later.
class TestBothEnds : public QObject
{
    Q_OBJECT

private slots:
    void readsTheSame_data();
    void readsTheSame();
    void readsSocketIoTheSame();
    void decodesTheSame_data();
    void decodesTheSame();
};

namespace {

void addTechniques()
{
    QTest::addColumn<Technique>("technique");
    for (const TechniqueRow &row : techniqueTable()) {
        if (row.technique != Technique::SocketIo)
            QTest::newRow(techniqueName(row.technique).data()) << row.technique;
    }
}

/// The client and the mock, each recording for itself, with one stream of octets between them.
struct Dialogue {
    ManualClock clock;
    ScriptedNetwork network { clock };
    LoopFixture client { network };
    LoopFixture mock { network };
    std::shared_ptr<ScriptedPeer> atClient;
    std::shared_ptr<ScriptedPeer> atMock;
    QByteArray sentByClient;
    QByteArray sentByMock;

    explicit Dialogue(Technique technique)
    {
        mock.serve();
        const TechniqueRow &row
            = techniqueRow(technique == Technique::Auto ? Technique::Sse : technique);
        const bool isWebSocket = QByteArray(row.schemes).startsWith("ws");
        const QByteArray url = (isWebSocket ? "ws" : "http") + QByteArray("://localhost:8080")
            + row.path;
        ClientOptions options = clientOf(technique, url.constData());
        options.socketIo.transports = SocketIoTransports::WebSocket; // One connection.
        client.connect(options);
        atClient = network.peers().back();
        atClient->setAnsweringClose(false);
        atMock = network.connectIn(8080);
        atMock->setAnsweringClose(false);
        atClient->accept();
        pump();
    }

    void pump()
    {
        bool hasMoved = true;
        while (hasMoved) {
            hasMoved = carry(*atClient, *atMock, sentByClient);
            hasMoved = carry(*atMock, *atClient, sentByMock) || hasMoved;
        }
        if (atClient->isWritingFinished() && !std::exchange(m_isClientFinished, true)) {
            atMock->finish();
            pump();
        }
        if (atClient->isAborted() && !std::exchange(m_isClientFinished, true)) {
            atMock->reset();
            pump();
        }
        if (atMock->isWritingFinished() && !std::exchange(m_isMockFinished, true)) {
            atClient->finish();
            pump();
        }
    }

    /// Something of everything, then the client leaves.
    void play()
    {
        for (const char *message : { "\"text\"", R"({"a":[1,2.50]})", R"({"base64":"AP8="})" }) {
            mock.mock().publish("tick", message);
            network.settle();
            pump();
        }
        for (int i = 0; i < 3; ++i) {
            network.advance(1s);
            pump();
        }
        OutgoingMessage ping;
        ping.type = OutgoingMessage::Type::Ping;
        ping.payload = "p";
        client.client().send(ping, Cause::User);
        client.client().send({ .type = OutgoingMessage::Type::Text, .payload = "hello" },
                             Cause::User);
        network.settle();
        pump();
        client.disconnect();
        pump();
        network.settle();
    }

private:
    static bool carry(ScriptedPeer &from, ScriptedPeer &to, QByteArray &all)
    {
        const QByteArray octets = from.takeWritten();
        if (octets.isEmpty())
            return false;
        all += octets;
        to.send(octets);
        return true;
    }

    bool m_isClientFinished = false;
    bool m_isMockFinished = false;
};

/// What belongs to an observer and not to the dialogue.
const QList<QByteArray> ObserversKinds { "session.start", "conn.attempt", "conn.open",  "state",
                                         "reconnect",     "poll.result",  "note" };
const QStringList ObserversMembers {
    QStringLiteral("seq"),     QStringLiteral("t"),        QStringLiteral("session"),
    QStringLiteral("conn"),    QStringLiteral("stream"),   QStringLiteral("exchange"),
    QStringLiteral("cause"),   QStringLiteral("ttfb_ns"),  QStringLiteral("total_ns"),
    QStringLiteral("rtt_ns"),  QStringLiteral("in"),
};

/// @param hasRounds a poll.result prints the bodies' octets on the client's side.
QByteArray dialogueOf(const LineSink &sink, bool hasRounds, const char *from = nullptr)
{
    QByteArray text;
    for (QJsonObject record : sink.objects()) {
        const QByteArray kind = record.value(QLatin1StringView("kind")).toString().toUtf8();
        // Who reset a connection on purpose has no error to tell of.
        const bool isReset = record.value(QLatin1StringView("how")).toString()
                == QLatin1StringView("reset")
            || record.value(QLatin1StringView("code")).toString() == QLatin1StringView("reset");
        if (ObserversKinds.contains(kind) || (kind == "error" && isReset))
            continue;
        if (kind == "conn.close" && isReset)
            record.remove(QStringLiteral("error"));
        if (from && record.value(QLatin1StringView("from")).toString() != QLatin1StringView(from))
            continue;
        for (const QString &member : ObserversMembers)
            record.remove(member);
        if (from)
            record.remove(QStringLiteral("reused"));
        if (hasRounds && (kind == "http.data" || kind == "http.chunk")) {
            record.remove(QStringLiteral("text"));
            record.remove(QStringLiteral("base64"));
        }
        text += QJsonDocument(record).toJson(QJsonDocument::Compact) + '\n';
    }
    return text;
}

void compare(const QByteArray &one, const QByteArray &other)
{
    const QByteArrayList left = one.split('\n');
    const QByteArrayList right = other.split('\n');
    for (qsizetype i = 0; i < std::min(left.size(), right.size()); ++i)
        QCOMPARE(left.at(i), right.at(i));
    QCOMPARE(left.size(), right.size());
}

} // namespace

void TestBothEnds::readsTheSame_data()
{
    addTechniques();
    QTest::newRow("socket.io") << Technique::SocketIo;
}

/// Who answers at once what it reads tells both in another order than who reads the answer later.
void TestBothEnds::readsSocketIoTheSame()
{
    Dialogue dialogue(Technique::SocketIo);
    OutgoingMessage emission;
    emission.type = OutgoingMessage::Type::Emission;
    emission.emission = *parseSocketIoEmission(R"(chat message,{"a":1},{"base64":"AAEC"})");
    emission.emission.wantsAck = true;
    dialogue.client.client().send(emission, Cause::User);
    dialogue.play();
    QVERIFY(dialogue.client.outcome() && dialogue.client.outcome()->isDone);
    const LineSink &atClient = dialogue.client.sink();
    const LineSink &atMock = dialogue.mock.sink();
    QCOMPARE(atClient.wire(1, From::Client), dialogue.sentByClient);
    QCOMPARE(atMock.wire(1, From::Server), dialogue.sentByMock);
    for (const char *from : { "client", "server" }) {
        const QByteArray told = dialogueOf(atClient, false, from);
        QVERIFY(told.contains("sio.packet"));
        compare(told, dialogueOf(atMock, false, from));
    }
}

void TestBothEnds::readsTheSame()
{
    QFETCH(Technique, technique);
    Dialogue dialogue(technique);
    dialogue.play();
    QVERIFY(dialogue.client.outcome() && dialogue.client.outcome()->isDone);
    QVERIFY(dialogue.atMock->hasEnded());

    const LineSink &atClient = dialogue.client.sink();
    const LineSink &atMock = dialogue.mock.sink();
    // Layer 0 is the wire.
    for (const LineSink *sink : { &atClient, &atMock }) {
        QCOMPARE(sink->wire(1, From::Client), dialogue.sentByClient);
        QCOMPARE(sink->wire(1, From::Server), dialogue.sentByMock);
    }
    const bool hasRounds
        = technique == Technique::ShortPoll || technique == Technique::LongPoll;
    const QByteArray told = dialogueOf(atClient, hasRounds);
    QVERIFY(told.count('\n') > 8);
    compare(told, dialogueOf(atMock, hasRounds));
}

void TestBothEnds::decodesTheSame_data()
{
    addTechniques();
}

void TestBothEnds::decodesTheSame()
{
    QFETCH(Technique, technique);
    Dialogue dialogue(technique);
    dialogue.play();

    LineSink decoded;
    BatchBuilder batch(decoded);
    TranscriptOptions options;
    if (technique == Technique::IframeStream || technique == Technique::IframePoll)
        options.bodyForm.kind = BodyForm::Kind::Scripts;
    else if (technique == Technique::Jsonp)
        options.bodyForm.kind = BodyForm::Kind::Call;
    ConnectionTranscript transcript(batch, nullptr, {}, std::nullopt, options, nullptr);
    const QByteArray client = dialogue.sentByClient;
    const QByteArray server = dialogue.sentByMock;
    // Frames follow the switch, so that the heads go first.
    const auto headEnd = [&](const QByteArray &octets) {
        return technique == Technique::WebSocket ? octets.indexOf("\r\n\r\n") + 4 : octets.size();
    };
    transcript.octets(Role::Client, client.left(headEnd(client)), Record::NoTime);
    transcript.octets(Role::Server, server.left(headEnd(server)), Record::NoTime);
    if (technique == Technique::WebSocket) {
        transcript.octets(Role::Client, client.mid(headEnd(client)), Record::NoTime);
        transcript.octets(Role::Server, server.mid(headEnd(server)), Record::NoTime);
    }
    // The client left, and what it cut off is no fault of the server's.
    transcript.finish(Role::Client, Record::NoTime);
    transcript.finish(Role::Server, Record::NoTime, DirectionEnd::CutByUs);
    batch.flush();
    for (const char *from : { "client", "server" }) {
        const QByteArray told = dialogueOf(dialogue.mock.sink(), false, from);
        QVERIFY(!told.isEmpty());
        compare(dialogueOf(decoded, false, from), told);
    }
}

QTEST_GUILESS_MAIN(TestBothEnds)
#include "tst_bothends.moc"

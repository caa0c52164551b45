// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/engineiotranscript.h"
#include "storage/stores.h"

#include "sharedcopytools.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace Pushscope;

/// Copies of dialogues that nobody thought of: one word stands wherever a secret may, and must not
/// be anywhere in the copy, however that is read.
class TestSharedCopyRandom : public QObject
{
    Q_OBJECT

private slots:
    void tellsNoSecret_data();
    void tellsNoSecret();
};

namespace {

constexpr int Connections = 6;
constexpr int MostExchanges = 5;

struct Dialogue {
    struct Turn {
        Role from = Role::Client;
        QByteArray octets{};
    };
    std::vector<Turn> turns{};
    bool isSocketIo = false;
};

/// Makes dialogues from a seed.
class Speaker
{
public:
    explicit Speaker(quint32 seed)
        : m_random(seed)
    {
    }

    int below(int end) { return m_random.bounded(end); }
    bool isOne(int of) { return below(of) == 0; }

    Dialogue dialogue()
    {
        Dialogue dialogue;
        for (int i = below(MostExchanges); i >= 0; --i)
            addExchange(dialogue);
        if (isOne(2))
            addWebSocket(dialogue);
        return dialogue;
    }

private:
    QByteArray oneOf(const QByteArrayList &list) { return list[below(int(list.size()))]; }

    /// A text that says the secret in one of the ways that a finder knows, and what is none.
    QByteArray text()
    {
        const QByteArray padding = "{\"a\":\"" + QByteArray(below(200), 'x') + "\"}";
        return oneOf(
            { "{\"token\":\"" + Secret + "\",\"n\":" + QByteArray::number(below(99)) + '}',
              "{\"a\":[{\"accessToken\":\"" + Secret + "\"}," + padding + "]}",
              "{\"auth\":{\"any\":\"" + Secret + "\"}}",
              "{\"u\":\"h?a=1\\u0026token=" + Secret + "\\u0026b=2\"}",
              "{\"u\":\"https:\\/\\/u:" + Secret + "@h\\/x\"}",
              "{\"b\":\"{\\\"refreshToken\\\":\\\"" + Secret + "\\\"}\"}",
              "{\"headers\":[[\"Cookie\",\"a=" + Secret + "\"]]}",
              "{\"url\":\"wss://h/x#access_token=" + Secret + "\"}", "say token=" + Secret + " now",
              "curl -H 'Authorization: Bearer " + Secret + "'", "{password: '" + Secret + "'}",
              "d=%7B%22client_secret%22%3A%22" + Secret + "%22%7D", padding });
    }

    QByteArray target()
    {
        return oneOf({ "/x", "/x?token=" + Secret, "/?a=1&api-key=" + Secret + "&b=2",
                       "/engine.io/?EIO=4&transport=polling&sid=" + Secret });
    }

    QByteArray fields()
    {
        QByteArray fields = "Host: a\r\n";
        for (int i = below(3); i > 0; --i) {
            fields += oneOf({ "Authorization: Bearer " + Secret, "Cookie: a=1; b=" + Secret,
                              "X-Api-Key: " + Secret, "x-auth-token:" + Secret, "Accept: */*",
                              "Referer: http://h/?sig=" + Secret, "Cookie: a=1;\r\n b=" + Secret })
                + "\r\n";
        }
        return fields;
    }

    QByteArray chunked(const QByteArray &body)
    {
        QByteArray octets;
        for (qsizetype at = 0, next = 0; at < body.size(); at = next) {
            next = std::min<qsizetype>(body.size(), at + 1 + below(isOne(3) ? 3 : 60));
            octets += QByteArray::number(next - at, 16);
            if (isOne(9))
                octets += ";token=" + Secret;
            octets += "\r\n" + body.mid(at, next - at) + "\r\n";
        }
        return octets + "0\r\n" + (isOne(3) ? "X-Auth-Token: " + Secret + "\r\n" : QByteArray())
            + "\r\n";
    }

    /// Fields of the framing and coding, and the body as it goes over the wire.
    QByteArray framed(QByteArray body)
    {
        QByteArray fields;
        if (isOne(3)) {
            const bool isGzip = isOne(2);
            body = deflated(body, isGzip ? 31 : 15);
            fields = isGzip ? "Content-Encoding: gzip\r\n" : "Content-Encoding: deflate\r\n";
        } else if (isOne(12)) {
            body = "\xff" + deflated(body, 31);
            fields = "Content-Encoding: zstd\r\n";
        }
        if (isOne(2))
            return fields + "Transfer-Encoding: chunked\r\n\r\n" + chunked(body);
        return fields + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }

    QByteArray answer()
    {
        QByteArray body = text();
        QByteArray type = "application/json";
        if (isOne(3)) {
            type = "text/event-stream";
            body = "event: a\ndata: " + text() + "\n\n: sid=" + Secret + "\n\ndata: " + text()
                + "\n\n";
        } else if (isOne(4)) {
            type = "application/x-ndjson";
            body = text() + '\n' + text() + '\n';
        } else if (isOne(4)) {
            type = "multipart/x-mixed-replace; boundary=f";
            body = "--f\r\nX-Api-Key: " + Secret + "\r\n\r\n" + text() + "\r\n--f--\r\n";
        }
        const QByteArray more = oneOf({ "", "Set-Cookie: s=" + Secret + "\r\n",
                                        "Location: /cb#id_token=" + Secret + "\r\n",
                                        "Location: https://u:" + Secret + "@h/\r\n" });
        const QByteArray status = oneOf({ "200 OK", "404 Not Found", "302 Found", "503 No" });
        return "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\n" + more + framed(body);
    }

    void addExchange(Dialogue &dialogue)
    {
        const bool isGet = isOne(2);
        QByteArray request = isGet ? "GET " : "POST ";
        request += target() + " HTTP/1.1\r\n" + fields();
        request += isGet ? QByteArray("\r\n") : framed(text());
        dialogue.turns.push_back({ Role::Client, request });
        dialogue.turns.push_back({ Role::Server, answer() });
    }

    QByteArray frame(Role from, quint8 first, const QByteArray &payload)
    {
        QByteArray octets(1, static_cast<char>(first));
        const int mask = from == Role::Client ? 0x80 : 0;
        if (payload.size() < 126) {
            octets.append(static_cast<char>(mask | int(payload.size())));
        } else {
            octets.append(static_cast<char>(mask | 126));
            octets.append(static_cast<char>(payload.size() >> 8));
            octets.append(static_cast<char>(payload.size() & 0xff));
        }
        if (mask == 0)
            return octets + payload;
        QByteArray key(4, '\0');
        for (char &octet : key)
            octet = static_cast<char>(m_random.generate());
        octets += key;
        for (qsizetype i = 0; i < payload.size(); ++i)
            octets.append(static_cast<char>(payload[i] ^ key[i % 4]));
        return octets;
    }

    QByteArray message(Role from, const QByteArray &said, bool mayDeflate)
    {
        const bool isDeflated = mayDeflate && isOne(2);
        const QByteArray payload = isDeflated ? deflated(said, -15) : said;
        const quint8 first = isDeflated ? 0x41 : 0x01;
        if (isOne(2))
            return frame(from, 0x80 | first, payload);
        const qsizetype cut = below(int(payload.size()));
        QByteArray octets = frame(from, first, payload.first(cut));
        if (isOne(2))
            octets += frame(from, 0x89, "sig=" + Secret);
        return octets + frame(from, 0x80, payload.mid(cut));
    }

    void addWebSocket(Dialogue &dialogue)
    {
        dialogue.isSocketIo = isOne(2);
        const bool mayDeflate = isOne(2);
        const QByteArray extension = mayDeflate ? Deflate : QByteArray();
        const QByteArray protocol
            = isOne(2) ? "Sec-WebSocket-Protocol: bearer, " + Secret + "\r\n" : QByteArray();
        dialogue.turns.push_back({ Role::Client, Upgrade + extension + protocol + "\r\n" });
        dialogue.turns.push_back({ Role::Server, Switch + extension + "\r\n" });
        if (dialogue.isSocketIo) {
            const QByteArray open = "0{\"sid\":\"" + Secret + "\",\"upgrades\":[]}";
            dialogue.turns.push_back({ Role::Server, message(Role::Server, open, mayDeflate) });
            const QByteArray connect
                = "40" + oneOf({ "", "/n," }) + "{\"any\":[\"" + Secret + "\"]}";
            dialogue.turns.push_back({ Role::Client, message(Role::Client, connect, mayDeflate) });
        }
        for (int i = below(8); i > 0; --i) {
            const Role from = isOne(2) ? Role::Client : Role::Server;
            const QByteArray said = dialogue.isSocketIo ? "42[\"x\"," + text() + "]" : text();
            dialogue.turns.push_back({ from, message(from, said, mayDeflate) });
        }
        dialogue.turns.push_back(
            { Role::Server, frame(Role::Server, 0x88, "\x03\xe8token=" + Secret) });
    }

    QRandomGenerator m_random;
};

/// Says what @p dialogues have, a read at a time.
std::unique_ptr<CaptureStore> record(const QString &path, const std::vector<Dialogue> &dialogues,
                                     Speaker &speaker)
{
    auto store = createCapture({ path });
    if (!store)
        return nullptr;
    BatchBuilder batch(*(*store)->sink());
    quint32 connection = 0;
    qint64 t = 0;
    for (const Dialogue &dialogue : dialogues) {
        ConnectionTranscript transcript(batch, &(*store)->sink()->counters(),
                                        { 1, ++connection, connection }, std::nullopt, {}, nullptr);
        if (dialogue.isSocketIo) {
            transcript.readMessagesAs(
                std::make_shared<EngineIoTranscript>(EngineIoTranscript::Setup{}));
        }
        for (const Dialogue::Turn &turn : dialogue.turns) {
            for (qsizetype at = 0, next = 0; at < turn.octets.size(); at = next) {
                next = at + 1 + speaker.below(100);
                transcript.octets(turn.from, turn.octets.mid(at, next - at), ++t);
            }
        }
        transcript.finish(Role::Client, ++t);
        transcript.finish(Role::Server, ++t);
    }
    batch.flush();
    return (*store)->finish("done") ? std::move(*store) : nullptr;
}

/// What was said on the wire of @p store, one side after the other where nothing else is known.
std::vector<Dialogue> wiresOf(CaptureStore &store, const std::vector<Dialogue> &like)
{
    std::vector<Dialogue> wires;
    for (quint32 connection = 1; connection <= like.size(); ++connection) {
        Dialogue wire{ {}, like[connection - 1].isSocketIo };
        std::array<qint64, 2> at{};
        for (const Dialogue::Turn &turn : like[connection - 1].turns) {
            qint64 &begin = at[static_cast<std::size_t>(turn.from)];
            wire.turns.push_back({ turn.from,
                                   octetsOf(store.pages(), connection, fromRole(turn.from),
                                            Layer::Wire, { begin, begin + turn.octets.size() }) });
            begin += turn.octets.size();
        }
        wires.push_back(wire);
    }
    return wires;
}

} // namespace

void TestSharedCopyRandom::tellsNoSecret_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 60; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestSharedCopyRandom::tellsNoSecret()
{
    QFETCH(quint32, seed);
    QTemporaryDir folder;
    const auto path = [&folder](const char *name) { return folder.filePath(QLatin1String(name)); };
    Speaker speaker(seed);
    std::vector<Dialogue> dialogues;
    for (int i = 0; i < Connections; ++i)
        dialogues.push_back(speaker.dialogue());
    const auto store = record(path("a.pushscope"), dialogues, speaker);
    QVERIFY(store);
    const QByteArrayList lines = linesOf(*store);
    QVERIFY(tells(lines.join()));
    const Result<bool> shared = share(path("a.pushscope"), path("b.pushscope"));
    QVERIFY(shared && *shared);

    QVERIFY(!tells(fileOctets(path("b.pushscope"))));
    const auto copy = openCapture(path("b.pushscope"));
    QVERIFY(copy && !(*copy)->damage());
    const QByteArrayList copied = linesOf(**copy);
    QCOMPARE(copied.size(), lines.size());
    for (const QByteArray &line : copied)
        QVERIFY2(!tells(line), line.constData());

    // Read once more from the wire, everything that can be inflated is.
    const std::vector<Dialogue> wires = wiresOf(**copy, dialogues);
    for (std::size_t i = 0; i < wires.size(); ++i) {
        for (std::size_t turn = 0; turn < wires[i].turns.size(); ++turn)
            QCOMPARE(wires[i].turns[turn].octets.size(), dialogues[i].turns[turn].octets.size());
    }
    const auto again = record(path("c.pushscope"), wires, speaker);
    QVERIFY(again);
    QVERIFY(!tells(fileOctets(path("c.pushscope"))));
    for (const QByteArray &line : linesOf(*again))
        QVERIFY2(!tells(line), line.constData());
}

QTEST_APPLESS_MAIN(TestSharedCopyRandom)
#include "tst_sharedcopy_random.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/messagereader.h"

#include "protocol/websocket/frameserializer.h"
#include "protocol/websocket/reading.h"
#include "support/printing.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Pushscope;
using namespace Pushscope::WebSocket;

namespace {

MaskingKey randomKey(QRandomGenerator &random)
{
    MaskingKey key;
    for (quint8 &octet : key)
        octet = static_cast<quint8>(random.bounded(256U));
    return key;
}

QByteArray randomOctets(QRandomGenerator &random, int size)
{
    QByteArray octets;
    for (int i = 0; i < size; ++i)
        octets += static_cast<char>(random.bounded(256U));
    return octets;
}

/// Mostly right frames, so that a reader gets far, with every fault now and then.
QByteArray randomStream(QRandomGenerator &random, Role sender)
{
    QByteArray wire;
    for (int frames = random.bounded(1, 12); frames > 0; --frames) {
        FrameSpec spec;
        spec.fin = random.bounded(3) != 0;
        spec.rsv = random.bounded(4) == 0 ? static_cast<quint8>(random.bounded(8)) : 0;
        constexpr std::array Opcodes{ 0, 0, 0, 1, 1, 2, 9, 10 };
        spec.opcode = static_cast<Opcode>(random.bounded(20) == 0 ? random.bounded(16)
                                                                  : Opcodes[random.bounded(8U)]);
        if ((sender == Role::Client) != (random.bounded(20) == 0))
            spec.maskingKey = randomKey(random);
        if (random.bounded(10) == 0)
            spec.lengthForm = static_cast<LengthForm>(random.bounded(3));
        if (random.bounded(60) == 0)
            spec.announcedLength = random.generate64();
        QByteArray payload;
        if (random.bounded(3) == 0)
            payload = randomOctets(random, random.bounded(6));
        else if (random.bounded(3) == 0)
            payload = QByteArray::fromHex("f248cdc9c90700").first(random.bounded(8));
        else
            payload = QByteArray("\xe2\x82\xac text ").repeated(random.bounded(20));
        appendFrame(wire, spec, payload);
    }
    if (random.bounded(3) == 0)
        wire.chop(random.bounded(qMin(wire.size(), qsizetype{ 8 })));
    if (random.bounded(4) == 0)
        wire += randomOctets(random, random.bounded(30));
    return wire;
}

QList<qsizetype> randomCuts(QRandomGenerator &random, qsizetype size)
{
    QList<qsizetype> cuts;
    for (qsizetype at = 0; at < size;) {
        at += random.bounded(1, 40);
        if (at < size)
            cuts += at;
    }
    return cuts;
}

std::optional<DeflateParameters> agreedOn(bool isDeflateAgreed)
{
    if (!isDeflateAgreed)
        return std::nullopt;
    return DeflateParameters();
}

/// Right messages of every kind, cut into fragments anyhow, with pings between them.
class Writer
{
public:
    Writer(Role sender, bool isDeflateAgreed)
        : m_sender(sender)
        , m_isDeflateAgreed(isDeflateAgreed)
    {
    }

    void writeMessage()
    {
        const bool isText = m_random.bounded(2) == 0;
        const QByteArray content = isText
            ? QByteArray("h\xc3\xa9llo ").repeated(m_random.bounded(60))
            : randomOctets(m_random, m_random.bounded(300));
        written += content;
        const bool isCompressed = m_isDeflateAgreed && m_random.bounded(2) == 0;
        QByteArray rest = isCompressed ? m_deflater.deflate(content) : content;
        FrameSpec spec{ false,
                        isCompressed ? Rsv1.value : NoRsv.value,
                        isText ? Opcode::Text : Opcode::Binary,
                        {},
                        {},
                        {} };
        while (!spec.fin) {
            const qsizetype count = m_random.bounded(3) == 0
                ? rest.size()
                : qsizetype(m_random.bounded(int(rest.size()) + 1));
            spec.fin = count == rest.size();
            append(spec, rest.first(count));
            rest.remove(0, count);
            spec.rsv = 0;
            spec.opcode = Opcode::Continuation;
            if (m_random.bounded(3) == 0)
                append({ true, 0, Opcode::Ping, {}, {}, {} }, "are you there");
        }
    }

    QByteArray wire;
    QList<QByteArray> written;

private:
    void append(FrameSpec spec, QByteArrayView payload)
    {
        if (m_sender == Role::Client)
            spec.maskingKey = randomKey(m_random);
        appendFrame(wire, spec, payload);
    }

    Role m_sender;
    bool m_isDeflateAgreed;
    QRandomGenerator m_random{ 13 };
    Deflater m_deflater;
};

} // namespace

class TestMessageReader : public QObject
{
    Q_OBJECT

private slots:
    void readsTheSameHoweverCut_data();
    void readsTheSameHoweverCut();
    void readsBackWhatIsWritten_data();
    void readsBackWhatIsWritten();
    void coversEveryOctetOnce_data();
    void coversEveryOctetOnce();
    void endsOnce();
    void leavesTheRestAfterAStop();
    void endsAMessageWhereItStops();
    void takesFramesOfAnySize_data();
    void takesFramesOfAnySize();
};

void TestMessageReader::readsTheSameHoweverCut_data()
{
    QTest::addColumn<Role>("sender");
    QTest::addColumn<bool>("isDeflateAgreed");
    QTest::newRow("5.2 client") << Role::Client << false;
    QTest::newRow("5.2 server") << Role::Server << false;
    QTest::newRow("RFC 7692 6 client") << Role::Client << true;
    QTest::newRow("RFC 7692 6 server") << Role::Server << true;
}

void TestMessageReader::readsTheSameHoweverCut()
{
    QFETCH(Role, sender);
    QFETCH(bool, isDeflateAgreed);
    const std::optional<DeflateParameters> deflate = agreedOn(isDeflateAgreed);
    QRandomGenerator random(6455);
    for (int round = 0; round < 1'500; ++round) {
        const QByteArray wire = randomStream(random, sender);
        const auto read = [&](const QList<qsizetype> &cuts) {
            MessageReader reader(sender, deflate, 100);
            return readAll(reader, wire, cuts);
        };
        const Reading whole = read({});
        for (const QList<qsizetype> &cuts :
             { everyOctet(wire.size()), randomCuts(random, wire.size()) }) {
            const Reading cut = read(cuts);
            QCOMPARE(cut.lines, whole.lines);
            QVERIFY(cut.failure == whole.failure);
            QCOMPARE(cut.unparsed, whole.unparsed);
            QCOMPARE(cut.isInside, whole.isInside);
        }
    }
}

void TestMessageReader::readsBackWhatIsWritten_data()
{
    readsTheSameHoweverCut_data();
}

void TestMessageReader::readsBackWhatIsWritten()
{
    QFETCH(Role, sender);
    QFETCH(bool, isDeflateAgreed);
    Writer writer(sender, isDeflateAgreed);
    for (int i = 0; i < 300; ++i)
        writer.writeMessage();

    MessageReader reader(sender, agreedOn(isDeflateAgreed));
    QList<QByteArray> read;
    reader.feed(writer.wire);
    while (const std::optional<Outcome> outcome = reader.next()) {
        QVERIFY(!std::holds_alternative<OddFrame>(*outcome));
        if (const auto *message = std::get_if<Message>(&*outcome)) {
            QCOMPARE(message->violations, ViolationSet());
            read += message->content.toByteArray();
        }
    }
    QCOMPARE(read, writer.written);
    QVERIFY(!reader.failure());
    QVERIFY(!reader.isInside());
}

void TestMessageReader::coversEveryOctetOnce_data()
{
    readsTheSameHoweverCut_data();
}

void TestMessageReader::coversEveryOctetOnce()
{
    // The frames' ranges and what is left lie side by side: nothing of the wire is lost.
    QFETCH(Role, sender);
    QFETCH(bool, isDeflateAgreed);
    const std::optional<DeflateParameters> deflate = agreedOn(isDeflateAgreed);
    QRandomGenerator random(1883);
    for (int round = 0; round < 1'500; ++round) {
        const QByteArray wire = randomStream(random, sender);
        MessageReader reader(sender, deflate, 100);
        qint64 covered = 0;
        reader.feed(wire);
        reader.finish();
        while (const std::optional<Outcome> outcome = reader.next()) {
            ByteRange range{ covered, covered };
            if (const auto *message = std::get_if<Message>(&*outcome)) {
                QVERIFY(!message->stretches.empty());
                if (message->frame)
                    range = message->stretches.front();
            } else {
                range = std::visit(
                    [](const auto &value) {
                        if constexpr (requires { value.range; })
                            return value.range;
                        else
                            return ByteRange{};
                    },
                    *outcome);
            }
            QCOMPARE(range.begin, covered);
            covered = range.end;
        }
        QCOMPARE(reader.unparsed(), (ByteRange{ covered, wire.size() }));
        QVERIFY(reader.unparsed().isEmpty() || reader.stopped());
    }
}

void TestMessageReader::endsOnce()
{
    const QByteArray wire = QByteArray::fromHex("010141");
    MessageReader reader(Role::Server);
    reader.feed(wire);
    while (reader.next()) { }
    QVERIFY(reader.isInside());
    reader.finish();
    reader.finish();
    QVERIFY(std::holds_alternative<Message>(*reader.next()));
    QVERIFY(!reader.next());
    reader.feed(wire);
    QVERIFY(!reader.next());
    QVERIFY(!reader.isInside());
}

void TestMessageReader::leavesTheRestAfterAStop()
{
    const QByteArray wire = QByteArray::fromHex("8100 8264") + QByteArray(100, 'x');
    MessageReader reader(Role::Server, {}, 99);
    const Reading reading = readAll(reader, wire, { 50, 60 });
    QVERIFY(reader.stopped() == FrameParser::Stop::PayloadTooLarge);
    QCOMPARE(reading.lines.size(), 2);
    QCOMPARE(reading.unparsed, (ByteRange{ 4, 104 }));
    QVERIFY(reading.failure == (Failure{ 1009, Violation::TooLarge }));
}

/// The begin of a message that cannot go on is not kept for the end of the stream.
void TestMessageReader::endsAMessageWhereItStops()
{
    MessageReader reader(Role::Server);
    const QByteArray wire = QByteArray::fromHex("010141" "897fffffffffffffffff" "4242");
    reader.feed(wire);
    std::optional<Message> message;
    while (const std::optional<Outcome> outcome = reader.next()) {
        if (const auto *whole = std::get_if<Message>(&*outcome)) {
            QVERIFY(!message);
            message = *whole;
            QCOMPARE(whole->content, QByteArrayView("A"));
        }
    }
    QVERIFY(message);
    QVERIFY(message->violations.contains(Violation::CutOff));
    QVERIFY(reader.stopped());
    QVERIFY(!reader.isInside());
    reader.finish();
    QVERIFY(!reader.next());
}

void TestMessageReader::takesFramesOfAnySize_data()
{
    QTest::addColumn<Role>("sender");
    QTest::addColumn<int>("size");
    for (Role sender : { Role::Client, Role::Server }) {
        for (int size : { 125, 126, 65'535, 65'536, 65'537, 131'072, 3'000'000 })
            QTest::addRow("5.2 %s %d", sender == Role::Client ? "client" : "server", size)
                << sender << size;
    }
}

void TestMessageReader::takesFramesOfAnySize()
{
    QFETCH(Role, sender);
    QFETCH(int, size);
    QByteArray content;
    for (int i = 0; i < size; ++i)
        content += static_cast<char>(i * 31);
    FrameSpec spec{ true, 0, Opcode::Binary, {}, {}, {} };
    if (sender == Role::Client)
        spec.maskingKey = MaskingKey{ 0xde, 0xad, 0xbe, 0xef };
    const QByteArray wire = serializeFrame(spec, content);
    for (qsizetype step : { wire.size(), qsizetype{ 65'536 }, qsizetype{ 1'447 } }) {
        MessageReader reader(sender);
        int messages = 0;
        for (qsizetype i = 0; i < wire.size(); i += step) {
            const QByteArray part = wire.sliced(i, qMin(step, wire.size() - i));
            reader.feed(part);
            while (const std::optional<Outcome> outcome = reader.next()) {
                const auto &message = std::get<Message>(*outcome);
                QVERIFY(message.content == content);
                QCOMPARE(message.wireOctets, qint64(wire.size()));
                ++messages;
            }
        }
        QCOMPARE(messages, 1);
    }
}

QTEST_APPLESS_MAIN(TestMessageReader)
#include "tst_messagereader.moc"

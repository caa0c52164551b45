// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/messagereader.h"

#include "protocol/websocket/frameserializer.h"
#include "protocol/websocket/outcometext.h"

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
    std::optional<DeflateParameters> deflate;
    if (isDeflateAgreed)
        deflate = DeflateParameters();
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
    std::optional<DeflateParameters> deflate;
    if (isDeflateAgreed)
        deflate = DeflateParameters();
    Deflater deflater;
    QRandomGenerator random(13);
    QByteArray wire;
    QList<QByteArray> written;
    const auto append = [&](bool fin, quint8 rsv, Opcode opcode, QByteArrayView payload) {
        FrameSpec spec{ fin, rsv, opcode, {}, {}, {} };
        if (sender == Role::Client)
            spec.maskingKey = randomKey(random);
        appendFrame(wire, spec, payload);
    };
    for (int i = 0; i < 300; ++i) {
        const bool isText = random.bounded(2) == 0;
        const QByteArray content = isText ? QByteArray("h\xc3\xa9llo ").repeated(random.bounded(60))
                                          : randomOctets(random, random.bounded(300));
        written += content;
        const bool isCompressed = isDeflateAgreed && random.bounded(2) == 0;
        const QByteArray payload = isCompressed ? deflater.deflate(content) : content;
        qsizetype at = 0;
        do {
            const bool isFirst = at == 0;
            const qsizetype count = random.bounded(3) == 0
                ? payload.size() - at
                : qsizetype(random.bounded(int(payload.size() - at) + 1));
            const bool isLast = at + count == payload.size();
            append(isLast, isFirst && isCompressed ? Rsv1.value : NoRsv.value,
                   !isFirst     ? Opcode::Continuation
                       : isText ? Opcode::Text
                                : Opcode::Binary,
                   QByteArrayView(payload).sliced(at, count));
            if (count == 0 && !isLast) { // Still the first by position: go on with the rest.
                append(true, 0, Opcode::Continuation, QByteArrayView(payload).sliced(at));
                break;
            }
            at += count;
            if (random.bounded(3) == 0)
                append(true, 0, Opcode::Ping, "are you there");
        } while (at < payload.size());
    }

    MessageReader reader(sender, deflate);
    QList<QByteArray> read;
    reader.feed(wire);
    while (const std::optional<Outcome> outcome = reader.next()) {
        QVERIFY(!std::holds_alternative<OddFrame>(*outcome));
        if (const auto *message = std::get_if<Message>(&*outcome)) {
            QCOMPARE(message->violations.bits(), quint64{ 0 });
            read += message->content.toByteArray();
        }
    }
    QCOMPARE(read, written);
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
    std::optional<DeflateParameters> deflate;
    if (isDeflateAgreed)
        deflate = DeflateParameters();
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

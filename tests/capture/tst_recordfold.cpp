// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/recordfold.h"

#include <QTest>

using namespace Pushscope;

namespace {

Record recordOf(RecordKind kind, qint32 code = Record::NoCode, const QByteArray &detail = {})
{
    Record record;
    record.kind = kind;
    record.code = code;
    record.detail = detail;
    record.session = 1;
    return record;
}

QByteArray foldsOf(const Record &record, std::optional<Technique> technique)
{
    QByteArrayList names;
    for (Fold fold : { Fold::Heartbeat, Fold::Carrier }) {
        if (isFolded(fold, record, [technique](quint32) { return technique; }))
            names += foldName(fold).toByteArray();
    }
    return names.join(' ');
}

} // namespace

Q_DECLARE_METATYPE(Pushscope::Record)

class TestRecordFold : public QObject
{
    Q_OBJECT

private slots:
    void folds_data();
    void folds();
    void kindsHoldAll();
};

void TestRecordFold::folds_data()
{
    QTest::addColumn<Record>("record");
    QTest::addColumn<int>("technique"); // -1: unknown
    QTest::addColumn<QByteArray>("text");

    const auto row = [](const char *name, const Record &record, const char *text,
                        std::optional<Technique> technique = std::nullopt) {
        QTest::newRow(name) << record << (technique ? static_cast<int>(*technique) : -1)
                            << QByteArray(text);
    };
    row("ping", recordOf(RecordKind::WsPing, 9), "heartbeat");
    row("pong", recordOf(RecordKind::WsPong, 10), "heartbeat");
    row("comment", recordOf(RecordKind::SseComment), "heartbeat");
    row("empty round", recordOf(RecordKind::PollResult, 200, R"({"round":2,"empty":true})"),
        "heartbeat");
    row("empty round that failed",
        recordOf(RecordKind::PollResult, 503, R"({"round":2,"outcome":"answered","empty":true})"),
        "");
    row("round with news", recordOf(RecordKind::PollResult, 200, R"({"round":2,"empty":false})"),
        "");
    row("round that tells of one",
        recordOf(RecordKind::PollResult, 200, R"({"cursor":"\"empty\":true","empty":false})"), "");
    row("message", recordOf(RecordKind::WsMessage, 1), "");

    row("fragment", recordOf(RecordKind::WsFrame, 0), "carrier");
    row("text frame", recordOf(RecordKind::WsFrame, 1), "carrier");
    row("reserved opcode", recordOf(RecordKind::WsFrame, 3), "");
    row("ping after Close", recordOf(RecordKind::WsFrame, 9), "");
    row("chunk under an event", recordOf(RecordKind::HttpChunk), "carrier");
    Record printed = recordOf(RecordKind::HttpData);
    printed.flags = PrintsOctets;
    row("body of its own", printed, "");
    printed.flags = LiesInContent;
    row("body read by another", printed, "carrier");

    row("Engine.IO ping", recordOf(RecordKind::EioPacket, 2), "heartbeat");
    row("Engine.IO pong", recordOf(RecordKind::EioPacket, 3), "heartbeat");
    row("Engine.IO probe", recordOf(RecordKind::EioPacket, 2, R"({"probe":true})"), "");
    row("Engine.IO open", recordOf(RecordKind::EioPacket, 0), "");
    row("Engine.IO upgrade", recordOf(RecordKind::EioPacket, 5), "");
    row("Engine.IO message", recordOf(RecordKind::EioPacket, 4), "carrier");
    row("Engine.IO packet of an unknown type", recordOf(RecordKind::EioPacket), "");
    row("Socket.IO event", recordOf(RecordKind::SioPacket, 2), "");
    row("Socket.IO heartbeat", recordOf(RecordKind::SioPacket, 7), "heartbeat");
    Record carrier = recordOf(RecordKind::WsMessage, 1);
    carrier.flags = CarriesPackets | PrintsOctets;
    row("message under a packet", carrier, "carrier");
    carrier.kind = RecordKind::IframeScript;
    row("script under a packet", carrier, "carrier");
    carrier.kind = RecordKind::MultipartPart;
    row("part under a packet", carrier, "carrier");
    carrier.kind = RecordKind::HttpData;
    row("body under a packet", carrier, "carrier");
    carrier.kind = RecordKind::HttpResponse;
    row("response with packets", carrier, "carrier");

    row("request of a round", recordOf(RecordKind::HttpRequest), "carrier", Technique::ShortPoll);
    row("end of a round", recordOf(RecordKind::HttpEnd), "carrier", Technique::Jsonp);
    row("response of a stream", recordOf(RecordKind::HttpResponse, 200), "", Technique::Sse);
    row("response of nobody knows what", recordOf(RecordKind::HttpResponse, 200), "");

    Record wrong = recordOf(RecordKind::WsPing, 9);
    wrong.violations.add(Violation::ControlTooLong);
    row("ping that breaks a rule", wrong, "");
    wrong.kind = RecordKind::WsFrame;
    wrong.code = 0;
    row("fragment that breaks a rule", wrong, "");
}

void TestRecordFold::folds()
{
    QFETCH(Record, record);
    QFETCH(int, technique);
    QTEST(foldsOf(record,
                  technique < 0 ? std::nullopt : std::optional(static_cast<Technique>(technique))),
          "text");
}

void TestRecordFold::kindsHoldAll()
{
    for (int number = RecordKindFirst; number <= RecordKindLast; ++number) {
        const auto kind = static_cast<RecordKind>(number);
        QByteArrayList folds;
        // A ping, a text, a message and a heartbeat, among others.
        for (qint32 code : { 1, 2, 4, 7 }) {
            Record record = recordOf(kind, code, R"({"empty":true})");
            record.flags = CarriesPackets;
            folds.append(foldsOf(record, Technique::LongPoll));
        }
        const quint64 bit = quint64{ 1 } << number;
        QCOMPARE(folds.contains("heartbeat"), (foldKinds(Fold::Heartbeat) & bit) != 0);
        QCOMPARE(folds.contains("carrier"), (foldKinds(Fold::Carrier) & bit) != 0);
    }
}

QTEST_APPLESS_MAIN(TestRecordFold)
#include "tst_recordfold.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/recordproblem.h"

#include <QTest>

using namespace Pushscope;

namespace {

Record recordOf(RecordKind kind, qint32 code = Record::NoCode, const QByteArray &detail = {})
{
    Record record;
    record.kind = kind;
    record.code = code;
    record.detail = detail;
    return record;
}

} // namespace

Q_DECLARE_METATYPE(Pushscope::Record)

class TestRecordProblem : public QObject
{
    Q_OBJECT

private slots:
    void problems_data();
    void problems();
    void kindsHoldAll();
};

void TestRecordProblem::problems_data()
{
    QTest::addColumn<Record>("record");
    QTest::addColumn<bool>("isProblem");

    const auto row = [](const char *name, const Record &record, bool is) {
        QTest::newRow(name) << record << is;
    };
    row("block dropped", recordOf(RecordKind::SseEvent, 0), true);
    row("block we cut off",
        recordOf(RecordKind::SseEvent, 0, R"({"why":"unterminated-block"})"), false);
    row("event dispatched", recordOf(RecordKind::SseEvent, 1), false);
    row("comment", recordOf(RecordKind::SseComment), false);

    row("closed 1000", recordOf(RecordKind::WsClosed, 1000, R"({"clean":true})"), false);
    row("closed 1001", recordOf(RecordKind::WsClosed, 1001, R"({"clean":true})"), false);
    row("closed 1005", recordOf(RecordKind::WsClosed, 1005, R"({"clean":true})"), false);
    row("closed 1006", recordOf(RecordKind::WsClosed, 1006, R"({"clean":false})"), true);
    row("closed 1013", recordOf(RecordKind::WsClosed, 1013, R"({"clean":true})"), true);
    row("not clean", recordOf(RecordKind::WsClosed, 1000, R"({"clean":false})"), true);
    row("reason that claims to be clean",
        recordOf(RecordKind::WsClosed, 1000, R"({"reason":"\"clean\":true","clean":false})"), true);
    row("Close frame", recordOf(RecordKind::WsClose, 1013), false);
    row("handshake", recordOf(RecordKind::WsHandshake, 101, R"({"accepted":true})"), false);
    row("handshake failed", recordOf(RecordKind::WsHandshake, 101, R"({"accepted":false})"), true);

    row("200", recordOf(RecordKind::HttpResponse, 200), false);
    row("399", recordOf(RecordKind::HttpResponse, 399), false);
    row("400", recordOf(RecordKind::HttpResponse, 400), true);
    row("503", recordOf(RecordKind::HttpResponse, 503), true);
    row("whole body", recordOf(RecordKind::HttpEnd, -1, R"({"complete":true})"), false);
    row("body we cut off", recordOf(RecordKind::HttpEnd, -1, R"({"complete":false})"), false);
    Record cutOff = recordOf(RecordKind::HttpEnd, -1, R"({"complete":false})");
    cutOff.violations.add(Violation::MissingLastChunk);
    row("body cut off", cutOff, true);
    row("request", recordOf(RecordKind::HttpRequest), false);

    row("round", recordOf(RecordKind::PollResult, 200, R"({"outcome":"answered"})"), false);
    row("round of 404", recordOf(RecordKind::PollResult, 404, R"({"outcome":"answered"})"), true);
    row("round in vain", recordOf(RecordKind::PollResult, -1, R"({"outcome":"timeout"})"), true);
    row("round given up", recordOf(RecordKind::PollResult, 200, R"({"outcome":"aborted"})"), true);
    row("called back",
        recordOf(RecordKind::PollResult, 404, R"({"outcome":"answered","called":true})"), false);
    row("not called back",
        recordOf(RecordKind::PollResult, 200, R"({"outcome":"answered","called":false})"), true);

    row("CONNECT_ERROR", recordOf(RecordKind::SioPacket, 4), true);
    row("CONNECT", recordOf(RecordKind::SioPacket, 0), false);

    row("part", recordOf(RecordKind::MultipartPart, -1, R"({"by":"boundary"})"), false);
    row("outside of parts", recordOf(RecordKind::MultipartPart, -1, R"({"outside":"rest"})"), true);
    row("error", recordOf(RecordKind::Error, 3), true);
    row("fault", recordOf(RecordKind::Fault), true);
    row("stall", recordOf(RecordKind::RecordingStall), true);
    row("note", recordOf(RecordKind::Note), false);

    Record broken = recordOf(RecordKind::WsMessage, 1);
    row("message", broken, false);
    broken.violations.add(Violation::InvalidUtf8);
    row("message that breaks a rule", broken, true);
}

void TestRecordProblem::problems()
{
    QFETCH(Record, record);
    QTEST(isProblem(record), "isProblem");
}

/// What a summary row must count to be looked into.
void TestRecordProblem::kindsHoldAll()
{
    for (int number = RecordKindFirst; number <= RecordKindLast; ++number) {
        const auto kind = static_cast<RecordKind>(number);
        bool mayBe = false;
        for (const char *detail : { "", R"({"outcome":"timeout"})", R"({"complete":false})",
                                    R"({"outside":"rest"})", R"({"clean":false})" })
            mayBe = mayBe || isProblem(recordOf(kind, 404, detail))
                || isProblem(recordOf(kind, 4, detail));
        QCOMPARE(mayBe, (problemKinds() & (quint64{ 1 } << number)) != 0);
    }
}

QTEST_APPLESS_MAIN(TestRecordProblem)
#include "tst_recordproblem.moc"

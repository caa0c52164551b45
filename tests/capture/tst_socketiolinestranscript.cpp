// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/socketiolinestranscript.h"

#include "support/linesink.h"

#include <QJsonArray>
#include <QTest>

using namespace Pushscope;

namespace {

/// `TYPE event attachments violation…`, a packet each.
QByteArrayList run(const QByteArray &lines, SocketIo::Revision revision, qsizetype cut, bool isOpen)
{
    LineSink sink;
    BatchBuilder batch(sink);
    ConnectionRecords records(batch, {}, std::nullopt);
    ContentTranscript::Setup setup;
    setup.records = &records;
    setup.maxMessageOctets = 1000;
    setup.locate = [](Record &record, ByteRange range) {
        record.at = range;
        record.size = range.size();
    };
    SocketIoLinesTranscript transcript(setup, revision);
    const qsizetype step = cut == 0 ? qMax<qsizetype>(1, lines.size()) : cut;
    for (qsizetype at = 0; at < lines.size(); at += step) {
        const QByteArray piece = lines.mid(at, step);
        records.addWire(Role::Server, piece, Record::NoTime);
        transcript.octets(piece, Record::NoTime, nullptr);
        records.release(Role::Server, transcript.pendingFrom(), false);
        batch.flush();
    }
    if (!isOpen)
        transcript.finish(Record::NoTime);
    batch.flush();
    QByteArrayList told;
    for (const QJsonObject &packet : sink.objects()) {
        QStringList parts { packet.value(u"type").toString(), packet.value(u"event").toString() };
        for (const QJsonValue attachment : packet.value(u"binary").toArray())
            parts << attachment.toString();
        for (const QJsonValue violation : packet.value(u"violations").toArray())
            parts << violation.toString();
        parts.removeAll(QString());
        told.append(parts.join(u' ').toUtf8());
    }
    return told;
}

} // namespace

class TestSocketIoLinesTranscript : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
};

void TestSocketIoLinesTranscript::reads_data()
{
    QTest::addColumn<int>("revision");
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<bool>("isOpen");
    QTest::addColumn<QByteArrayList>("expected");
    const auto row = [](const char *name, int revision, const QByteArray &lines,
                        const QByteArrayList &expected, bool isOpen = false) {
        QTest::newRow(name) << revision << lines << isOpen << expected;
    };
    const QByteArray one = "51-[\"b\",{\"_placeholder\":true,\"num\":0}]\n";
    row("event", 5, "2[\"a\",1]\n", { "EVENT a" });
    row("last line without an end", 5, "2[\"a\",1]", { "EVENT a" });
    row("last line of an open stream", 5, "0\n2[\"a\",1]", { "CONNECT" }, true);
    row("blank lines and CR", 5, "\n0\r\n\n1\r\n", { "CONNECT", "DISCONNECT" });
    row("attachment", 5, one + "bAQID\n", { "BINARY_EVENT b AQID" });
    row("attachment that is no base64", 5, one + "bA!\n", { "BINARY_EVENT b bad-packet" });
    row("attachment that never comes", 5, one, { "BINARY_EVENT b cut-off" });
    row("attachment that may still come", 5, one, {}, true);
    row("packet before the attachment", 5, one + "2[\"a\"]\n",
        { "BINARY_EVENT b missing-attachment", "EVENT a" });
    row("binary of no packet", 5, "bAQID\n", { "AQID unexpected-attachment" });
    row("unknown type", 5, "9\n", { "unknown-packet-type" });
    row("no JSON", 5, "2[\n", { "EVENT bad-json" });
    row("reserved", 5, "2[\"disconnect\"]\n", { "EVENT disconnect reserved-event" });
    row("refusal of revision 5", 5, "4{\"message\":\"no\"}\n", { "CONNECT_ERROR" });
    row("refusal of revision 4", 4, "4\"no\"\n", { "ERROR" });
    row("payload of CONNECT in revision 4", 4, "0{}\n", { "CONNECT bad-packet" });
    row("no BINARY_ACK in revision 3", 3, "61-1[]\n", { "unknown-packet-type" });
    row("too long", 5, QByteArray("2[\"" + QByteArray(2000, 'a') + "\"]\n2[\"b\"]\n"),
        { "EVENT too-large bad-json", "EVENT b" });
}

/// However the octets were cut.
void TestSocketIoLinesTranscript::reads()
{
    QFETCH(int, revision);
    QFETCH(QByteArray, lines);
    QFETCH(bool, isOpen);
    QFETCH(QByteArrayList, expected);
    for (qsizetype cut = 0; cut <= qMin<qsizetype>(lines.size(), 20); ++cut)
        QCOMPARE(run(lines, static_cast<SocketIo::Revision>(revision), cut, isOpen), expected);
}

QTEST_APPLESS_MAIN(TestSocketIoLinesTranscript)
#include "tst_socketiolinestranscript.moc"

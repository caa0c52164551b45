// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/streaming/messagecutter.h"

#include "protocol/streaming/cuttest.h"

#include <QElapsedTimer>

using namespace Pushscope;
using namespace Pushscope::Streaming;

class TestMessageCutter : public QObject
{
    Q_OBJECT

private slots:
    void limits_data();
    void limits();
    void showsWhatIsInProgress();
    void forgetsWhatItSkips();
    void ignoresWhatComesAfterTheEnd();
    void isNotQuadratic_data();
    void isNotQuadratic();
};

namespace {

constexpr qint64 Max = MessageCutter::LeastMaxMessage;

QByteArray as(qint64 count)
{
    return QByteArray(static_cast<qsizetype>(count), 'a');
}

} // namespace

void TestMessageCutter::limits_data()
{
    addCutColumns();
    const QByteArray clipped = "0-32 " + as(Max) + " ! too-large";
    newCut("line as long as the limit", Cut::Line, QByteArray(as(Max - 1) + "\nb\n"),
           { "0-32 " + as(Max - 1), "32-34 b" });
    newCut("line longer by its LF", Cut::Line, QByteArray(as(Max) + "\nb\n"), { clipped, "33-35 b" });
    newCut("line much longer", Cut::Line, QByteArray(as(3 * Max) + "\nb\n"), { clipped, "97-99 b" });
    newCut("line longer, never ended", Cut::Line, as(3 * Max), { clipped });
    newCut("line cut at its CR", Cut::Line, QByteArray(as(Max - 1) + "\r\nb\n"),
           { "0-32 " + as(Max - 1) + "\\r ! too-large", "33-35 b" });
    newCut("block cut behind an LF", Cut::BlankLine, QByteArray(as(Max - 1) + "\n\nb\n\n"),
           { "0-32 " + as(Max - 1) + "\\n ! too-large", "33-36 b" });
    newCut("object longer", Cut::Json, QByteArray("{\"" + as(Max) + "\":1}{}"),
           { "0-32 {\"" + as(Max - 2) + " ! too-large", "38-40 {}" });
    newCut("number longer", Cut::Json, QByteArray(as(Max + 1) + " 1"), { clipped, "34-35 1" });
    newCut("sequence longer", Cut::RecordSeparator, QByteArray("\x1E" + as(Max) + "\n\x1E" "1\n"),
           { "0-32 " + as(Max - 1) + " ! too-large", "34-37 1" });
    newCut("length beyond the limit", Cut::LengthLine, QByteArray("40\n" + as(40) + "1\nb"),
           { "0-32 " + as(Max - 3) + " ! too-large", "43-46 b" });
    newCut("length at the limit", Cut::Length32, QByteArray(QByteArray::fromHex("0000001c") + as(28)),
           { "0-32 " + as(28) });
    newCut("length beyond, but cut off before it", Cut::LengthLine, "40\nab",
           { "0-5 ab ! too-large cut-off" });
}

void TestMessageCutter::limits()
{
    QFETCH(Cut, cut);
    QFETCH(QByteArray, body);
    QFETCH(QByteArrayList, log);
    QCOMPARE(logOf(cut, body, body.size(), Max), log);
    QCOMPARE(logOf(cut, body, 1, Max), log);
    for (qsizetype split = 0; split <= body.size(); ++split)
        QCOMPARE(logOfSplit(cut, body, split, Max), log);
}

void TestMessageCutter::showsWhatIsInProgress()
{
    MessageCutter cutter(Cut::Line);
    QVERIFY(cutter.partial().isEmpty());
    cutter.feed("ab\ncd");
    QVERIFY(cutter.next());
    QVERIFY(!cutter.next());
    QCOMPARE(cutter.partial(), (ByteRange{ 3, 5 }));
    cutter.feed("e");
    QVERIFY(!cutter.next());
    QCOMPARE(cutter.partial(), (ByteRange{ 3, 6 }));
    cutter.feed("\n\n");
    QVERIFY(cutter.next());
    QVERIFY(!cutter.next());
    QVERIFY(cutter.partial().isEmpty()); // A blank line is no message in progress.
    QCOMPARE(cutter.offset(), 8);
    QCOMPARE(cutter.cut(), Cut::Line);
}

void TestMessageCutter::forgetsWhatItSkips()
{
    MessageCutter cutter(Cut::Json, Max);
    cutter.feed("{\"");
    cutter.feed(as(2 * Max));
    QVERIFY(cutter.next());
    for (int i = 0; i < 3; ++i) {
        cutter.feed(as(Max));
        QVERIFY(!cutter.next());
        QVERIFY(cutter.partial().isEmpty());
        QCOMPARE(cutter.pendingFrom(), cutter.offset());
    }
}

void TestMessageCutter::ignoresWhatComesAfterTheEnd()
{
    MessageCutter cutter;
    cutter.feed("a\nb");
    cutter.finish();
    cutter.feed("c\n");
    QByteArrayList log;
    drain(cutter, log);
    QCOMPARE(log, QByteArrayList({ "0-2 a", "2-3 b ! cut-off" }));
    QVERIFY(!cutter.next());
}

void TestMessageCutter::isNotQuadratic_data()
{
    QTest::addColumn<Cut>("cut");
    for (Cut cut : allCuts())
        QTest::newRow(cutName(cut).data()) << cut;
}

/// A message that trickles in costs as much as one that comes at once: a scan of what was already
/// there for each of its octets would take minutes.
void TestMessageCutter::isNotQuadratic()
{
    QFETCH(Cut, cut);
    constexpr qint64 Octets = 2 * 1024 * 1024;
    constexpr qint64 Piece = 8;
    QByteArray body = QByteArray::number(Octets) + '\n';
    if (cut != Cut::LengthLine)
        body = isJsonCut(cut) ? QByteArray("\x1E\"") : QByteArray("\x01\x7F\x7F\x7F\x7F");
    body += as(Octets);
    MessageCutter cutter(cut);
    QElapsedTimer timer;
    timer.start();
    for (qint64 at = 0; at < body.size(); at += Piece) {
        cutter.feed(QByteArrayView(body).sliced(at, qMin(Piece, body.size() - at)));
        while (cutter.next()) { }
    }
    constexpr qint64 GenerousMs = 20'000;
    QVERIFY(timer.elapsed() < GenerousMs);
    QCOMPARE(cutter.offset(), body.size());
}

QTEST_APPLESS_MAIN(TestMessageCutter)
#include "tst_messagecutter.moc"

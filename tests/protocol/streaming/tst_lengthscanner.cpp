// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/streaming/lengthscanner.h"

#include "protocol/streaming/cuttest.h"

using namespace Pushscope;
using namespace Pushscope::Streaming;

class TestLengthScanner : public QObject
{
    Q_OBJECT

private slots:
    void cuts_data();
    void cuts() { checkCut(); }
    void announcedLengths_data();
    void announcedLengths();
};

namespace {

QByteArray hex(const char *digits)
{
    return QByteArray::fromHex(digits);
}

} // namespace

void TestLengthScanner::cuts_data()
{
    addCutColumns();
    newCut("length32 two messages", Cut::Length32, hex("00000002 6869 00000001 21"),
           { "0-6 hi", "6-11 !" });
    newCut("length32 empty message", Cut::Length32, hex("00000000 00000001 21"),
           { "0-4 ", "4-9 !" });
    newCut("length32 cut off in the length", Cut::Length32, hex("0000"), { "0-2  ! cut-off" });
    newCut("length32 cut off behind the length", Cut::Length32, hex("00000003"),
           { "0-4  ! cut-off" });
    newCut("length32 cut off in the message", Cut::Length32, hex("00000003 6869"),
           { "0-6 hi ! cut-off" });
    newCut("length32 all octets of a length count", Cut::Length32, hex("00000102") + QByteArray(258, 'a'),
           { "0-262 " + QByteArray(258, 'a') });
    newCut("length32 of a body that is text", Cut::Length32, "{\"a\":1}",
           { "0-7 :1} ! too-large cut-off" });

    newCut("length32-le two messages", Cut::Length32LittleEndian, hex("02000000 6869 01000000 21"),
           { "0-6 hi", "6-11 !" });
    newCut("length32-le all octets of a length count", Cut::Length32LittleEndian,
           hex("02010000") + QByteArray(258, 'a'), { "0-262 " + QByteArray(258, 'a') });

    newCut("length line", Cut::LengthLine, "2\nhi1\n!", { "0-4 hi", "4-7 !" });
    newCut("length line with CR LF", Cut::LengthLine, "4\r\nhi\r\n1\r\n!",
           { "0-7 hi\\r\\n", "7-11 !" });
    newCut("length line, blank lines keep it alive", Cut::LengthLine, "\r\n\n2\nhi\r\n\r\n1\n!",
           { "3-7 hi", "11-14 !" });
    newCut("length line, zero", Cut::LengthLine, "0\n00\n1\n!", { "0-2 ", "2-5 ", "5-8 !" });
    newCut("length line that is none", Cut::LengthLine, "{\"a\":1}\n2\nhi",
           { "0-8 {\"a\":1}\\n ! bad-framing", "8-12 hi" });
    newCut("length line with octets behind it", Cut::LengthLine, "2 \n1\r2\n1\n!",
           { "0-3 2 \\n ! bad-framing", "3-7 1\\r2\\n ! bad-framing", "7-10 !" });
    newCut("length line with a sign", Cut::LengthLine, "-1\n+1\n",
           { "0-3 -1\\n ! bad-framing", "3-6 +1\\n ! bad-framing" });
    newCut("length line of 18 digits", Cut::LengthLine, "000000000000000002\nhi",
           { "0-21 hi" });
    newCut("length line of 19 digits", Cut::LengthLine, "0000000000000000002\nhi",
           { "0-20 0000000000000000002\\n ! bad-framing", "20-22 hi ! cut-off bad-framing" });
    newCut("length line cut off", Cut::LengthLine, "12", { "0-2 12 ! cut-off" });
    newCut("length line, its message cut off", Cut::LengthLine, "12\nhi", { "0-5 hi ! cut-off" });

    newCut("varint of one octet", Cut::LengthVarint, hex("02 6869 01 21"), { "0-3 hi", "3-5 !" });
    newCut("varint of two octets", Cut::LengthVarint, hex("8202") + QByteArray(258, 'a'),
           { "0-260 " + QByteArray(258, 'a') });
    newCut("varint not minimal", Cut::LengthVarint, hex("828000 6869"), { "0-5 hi" });
    newCut("varint zero", Cut::LengthVarint, hex("00 01 21"), { "0-1 ", "1-3 !" });
    newCut("varint without end", Cut::LengthVarint, hex("ffffffffffffffffff 01 21"),
           { "0-9 \\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff ! bad-framing" });
    newCut("varint cut off", Cut::LengthVarint, hex("82"), { "0-1  ! cut-off" });

    newCut("gRPC-Web message and trailers", Cut::GrpcWeb,
           hex("00 00000002 6869 80 0000000f") + "grpc-status:0\r\n",
           { "0-7 hi", "7-27 grpc-status:0\\r\\n" });
    newCut("gRPC-Web compressed", Cut::GrpcWeb, hex("01 00000001 21"), { "0-6 !" });
    newCut("Connect end of stream", Cut::GrpcWeb, hex("02 00000002 7b7d"), { "0-7 {}" });
    newCut("gRPC-Web unknown flags", Cut::GrpcWeb, hex("04 00000001 21 00 00000001 21"),
           { "0-6 ! ! bad-framing", "6-12 !" });
    newCut("gRPC-Web cut off", Cut::GrpcWeb, hex("00 000000"), { "0-4  ! cut-off" });
}

void TestLengthScanner::announcedLengths_data()
{
    QTest::addColumn<Cut>("cut");
    QTest::addColumn<QByteArray>("length");
    QTest::newRow("length32 2^32-1") << Cut::Length32 << hex("ffffffff");
    QTest::newRow("length32-le 2^32-1") << Cut::Length32LittleEndian << hex("ffffffff");
    QTest::newRow("length line of 18 nines") << Cut::LengthLine << QByteArray("999999999999999999\n");
    QTest::newRow("varint 2^63-1") << Cut::LengthVarint << hex("ffffffffffffffff7f");
    QTest::newRow("gRPC-Web 2^32-1") << Cut::GrpcWeb << hex("00ffffffff");
}

/// What a peer announces neither allocates nor overflows; what comes of it is shown.
void TestLengthScanner::announcedLengths()
{
    QFETCH(Cut, cut);
    QFETCH(QByteArray, length);
    const QByteArray body = QByteArray(length + "hi");
    const QByteArrayList log{ "0-" + QByteArray::number(body.size()) + " hi ! too-large cut-off" };
    QCOMPARE(logOf(cut, body, 1), log);
    QCOMPARE(logOf(cut, body, body.size()), log);
}

QTEST_APPLESS_MAIN(TestLengthScanner)
#include "tst_lengthscanner.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/http1/bodylength.h"
#include "support/printing.h"

#include <QTest>

#include <limits>

using namespace Pushscope;
using namespace Pushscope::Http1;

class TestBodyLength : public QObject
{
    Q_OBJECT

private slots:
    void contentLengths_data();
    void contentLengths();
    void bodyLengths_data();
    void bodyLengths();
};

namespace {

constexpr qint64 MaxOctets = std::numeric_limits<qint64>::max();

/// Lines as `Name: value`.
std::vector<FieldLine> fieldsOf(const QByteArrayList &lines)
{
    std::vector<FieldLine> fields;
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        fields.push_back({ line.first(colon), line.sliced(colon + 1).trimmed(), {} });
    }
    return fields;
}

} // namespace

void TestBodyLength::contentLengths_data()
{
    QTest::addColumn<QByteArrayList>("values");
    QTest::addColumn<qint64>("octets"); // -1: none can be told.
    QTest::addColumn<ViolationSet>("violations");
    const ViolationSet none;
    const ViolationSet mismatch{ Violation::ContentLengthMismatch };
    const ViolationSet badLine{ Violation::BadFieldLine };
    const ViolationSet tooLarge{ Violation::TooLarge };

    QTest::newRow("8.6 number") << QByteArrayList{ "42" } << qint64(42) << none;
    QTest::newRow("8.6 zero") << QByteArrayList{ "0" } << qint64(0) << none;
    QTest::newRow("8.6 zeros in front") << QByteArrayList{ "00042" } << qint64(42) << none;
    QTest::newRow("8.6 none") << QByteArrayList() << qint64(-1) << none;
    QTest::newRow("8.6 largest") << QByteArrayList{ "9223372036854775806" } << MaxOctets - 1
                                 << none;
    QTest::newRow("8.6 2^63") << QByteArrayList{ "9223372036854775808" } << MaxOctets << tooLarge;
    QTest::newRow("8.6 40 digits")
        << QByteArrayList{ QByteArray(40, '9') } << MaxOctets << tooLarge;
    QTest::newRow("6.3 empty") << QByteArrayList{ "" } << qint64(-1) << mismatch;
    QTest::newRow("6.3 minus") << QByteArrayList{ "-1" } << qint64(-1) << mismatch;
    QTest::newRow("6.3 hexadecimal") << QByteArrayList{ "0x2" } << qint64(-1) << mismatch;
    QTest::newRow("6.3 fraction") << QByteArrayList{ "1.5" } << qint64(-1) << mismatch;
    QTest::newRow("6.3 blank inside") << QByteArrayList{ "1 2" } << qint64(-1) << mismatch;
    QTest::newRow("6.3 same twice") << QByteArrayList{ "2", "2" } << qint64(2) << badLine;
    QTest::newRow("6.3 same in a list") << QByteArrayList{ "2 ,\t2" } << qint64(2) << badLine;
    QTest::newRow("6.3 same but for zeros") << QByteArrayList{ "2, 02" } << qint64(2) << badLine;
    QTest::newRow("6.3 different") << QByteArrayList{ "2", "3" } << qint64(2) << mismatch;
    QTest::newRow("6.3 list with an empty member")
        << QByteArrayList{ "2," } << qint64(-1) << mismatch;
    QTest::newRow("6.3 number after none") << QByteArrayList{ "x", "2" } << qint64(-1) << mismatch;
}

void TestBodyLength::contentLengths()
{
    QFETCH(QByteArrayList, values);
    QFETCH(qint64, octets);
    QFETCH(ViolationSet, violations);
    std::vector<FieldLine> fields{ { "X-Length", "7", {} } };
    for (const QByteArray &value : values)
        fields.push_back({ "content-LENGTH", value, {} });
    const ContentLength length = readContentLength(fields);
    QCOMPARE(length.isPresent, !values.isEmpty());
    QCOMPARE(length.octets.value_or(-1), octets);
    QCOMPARE(length.violations, violations);
}

void TestBodyLength::bodyLengths_data()
{
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<int>("ofRequest");
    QTest::addColumn<int>("ofResponse");
    QTest::addColumn<ViolationSet>("inRequest");
    QTest::addColumn<ViolationSet>("inResponse");
    const auto row = [](const char *name, const QByteArrayList &lines, Framing ofRequest,
                        Framing ofResponse, ViolationSet inRequest, ViolationSet inResponse) {
        QTest::newRow(name) << lines << static_cast<int>(ofRequest) << static_cast<int>(ofResponse)
                            << inRequest << inResponse;
    };
    const Framing chunked = Framing::Chunked;
    const Framing close = Framing::Close;
    const Framing length = Framing::ContentLength;
    const ViolationSet bad{ Violation::BadTransferEncoding };
    const ViolationSet both{ Violation::ContentLengthAndChunked };

    row("6.3 nothing", { "Host: a" }, Framing::None, close, {}, {});
    row("6.3 length", { "Content-Length: 5" }, length, length, {}, {});
    row("6.3 length that is none", { "Content-Length: five" }, close, close,
        { Violation::ContentLengthMismatch }, { Violation::ContentLengthMismatch });
    row("6.3 chunked", { "Transfer-Encoding: chunked" }, chunked, chunked, {}, {});
    row("6.1 in any case", { "transfer-encoding: CHUNKED" }, chunked, chunked, {}, {});
    row("6.2 chunked and length", { "Transfer-Encoding: chunked", "Content-Length: 5" }, chunked,
        chunked, both, both);
    row("6.1 gzip before chunked", { "Transfer-Encoding: gzip, chunked" }, chunked, chunked, {},
        {});
    row("6.1 gzip with a parameter", { "Transfer-Encoding: x;a=\"b,c\", chunked" }, chunked,
        chunked, {}, {});
    row("6.1 gzip after chunked", { "Transfer-Encoding: chunked", "Transfer-Encoding: gzip" },
        close, close, bad, bad);
    row("6.1 gzip alone", { "Transfer-Encoding: gzip" }, close, close, bad, {});
    row("6.1 chunked twice", { "Transfer-Encoding: chunked, Chunked" }, chunked, chunked, bad, bad);
    row("7.1 chunked with a parameter", { "Transfer-Encoding: chunked;a=b" }, close, close, bad,
        bad);
    row("6.1 chunked in quotes", { "Transfer-Encoding: \"chunked\"" }, close, close, bad, bad);
    row("6.1 blank in a coding", { "Transfer-Encoding: g zip, chunked" }, chunked, chunked, bad,
        bad);
    row("6.1 another word with chunked in it", { "Transfer-Encoding: xchunked" }, close, close, bad,
        {});
    row("6.1 empty", { "Transfer-Encoding: " }, Framing::None, close, bad, bad);
    row("6.1 commas alone", { "Transfer-Encoding: ,," }, Framing::None, close, bad, bad);
    row("5.6.1 empty member first", { "Transfer-Encoding: , chunked" }, chunked, chunked, bad, bad);
    row("6.1 empty line beside chunked", { "Transfer-Encoding:", "Transfer-Encoding: chunked" },
        chunked, chunked, bad, bad);
}

void TestBodyLength::bodyLengths()
{
    QFETCH(QByteArrayList, lines);
    QFETCH(int, ofRequest);
    QFETCH(int, ofResponse);
    QFETCH(ViolationSet, inRequest);
    QFETCH(ViolationSet, inResponse);
    const std::vector<FieldLine> fields = fieldsOf(lines);
    const BodyLength request = bodyLength(fields, Role::Client, "HTTP/1.1");
    QCOMPARE(static_cast<int>(request.framing), ofRequest);
    QCOMPARE(request.violations, inRequest);
    const BodyLength response = bodyLength(fields, Role::Server, "HTTP/1.1");
    QCOMPARE(static_cast<int>(response.framing), ofResponse);
    QCOMPARE(response.violations, inResponse);
    QCOMPARE(response.contentLength, response.framing == Framing::ContentLength ? 5 : 0);

    // §6.1: a transfer coding in HTTP/1.0 is faulty, and is read all the same.
    const BodyLength older = bodyLength(fields, Role::Server, "HTTP/1.0");
    QCOMPARE(static_cast<int>(older.framing), ofResponse);
    const bool hasCoding = lines[0].startsWith("Transfer-Encoding: ") && lines[0].size() > 21;
    if (hasCoding)
        QVERIFY(older.violations.contains(Violation::BadTransferEncoding));
}

QTEST_APPLESS_MAIN(TestBodyLength)
#include "tst_bodylength.moc"

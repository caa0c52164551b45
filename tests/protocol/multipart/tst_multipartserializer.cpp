// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/multipart/multipartserializer.h"

#include "protocol/multipart/multipartlog.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::Multipart;

class TestMultipartSerializer : public QObject
{
    Q_OBJECT

private slots:
    void writesABody();
    void writesWhatItIsTold();
    void comesBack_data();
    void comesBack();
    void tellsWhatWouldNotComeBack_data();
    void tellsWhatWouldNotComeBack();
};

void TestMultipartSerializer::writesABody()
{
    const MultipartSerializer serializer("b");
    QByteArray wire;
    serializer.delimiter(wire, true);
    serializer.part(wire, MultipartSerializer::fields("application/json", "{}", true), "{}");
    serializer.delimiter(wire, false);
    serializer.part(wire, MultipartSerializer::fields("text/plain", "x", false), "x");
    serializer.closeDelimiter(wire);
    QCOMPARE(wire,
             QByteArray("--b\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}\r\n"
                        "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--\r\n"));
}

void TestMultipartSerializer::writesWhatItIsTold()
{
    const MultipartSerializer serializer("no boundary ", MultipartSerializer::LineEnd::Lf);
    QByteArray wire;
    serializer.closeDelimiter(wire, true);
    serializer.part(wire, { { "", "no field", {} }, { "A", "", {} } }, "x");
    serializer.lineEnd(wire);
    QCOMPARE(wire, QByteArray("--no boundary --\nno field\nA: \n\nx\n"));
}

void TestMultipartSerializer::comesBack_data()
{
    QTest::addColumn<QByteArrayList>("bodies");
    QTest::addColumn<bool>("hasLength");
    const QByteArrayList bodies{ "",
                                 "hello",
                                 "\r\n",
                                 "\n",
                                 "line\r\nline\r\n",
                                 "\r\r\n",
                                 "--",
                                 "--boundar",
                                 "x--boundary",
                                 "\r--boundary\r\n",
                                 "\r\n-\r\n--\r\n--bound",
                                 QByteArray("\0\xff\0", 3),
                                 "A: b\r\n\r\nx",
                                 QByteArray(100'000, '-') };
    for (bool hasLength : { false, true }) {
        const char *how = hasLength ? "length" : "boundary";
        QTest::addRow("5.1.1 all, by %s", how) << bodies << hasLength;
        for (qsizetype i = 0; i < bodies.size(); ++i) {
            QTest::addRow("5.1.1 body %d, by %s", int(i), how)
                << QByteArrayList{ bodies[i], bodies[i] } << hasLength;
        }
    }
}

void TestMultipartSerializer::comesBack()
{
    QFETCH(QByteArrayList, bodies);
    QFETCH(bool, hasLength);
    for (const auto lineEnd :
         { MultipartSerializer::LineEnd::CrLf, MultipartSerializer::LineEnd::Lf }) {
        const bool isLf = lineEnd == MultipartSerializer::LineEnd::Lf;
        const MultipartSerializer serializer("boundary", lineEnd);
        QByteArray wire;
        for (qsizetype i = 0; i < bodies.size(); ++i) {
            QVERIFY(serializer.isRepresentable(bodies[i]));
            serializer.delimiter(wire, i == 0);
            serializer.part(wire, MultipartSerializer::fields("text/plain", bodies[i], hasLength),
                            bodies[i]);
        }
        serializer.closeDelimiter(wire);

        MultipartParser parser(makeBoundary("boundary"));
        parser.feed(wire);
        for (const QByteArray &body : bodies) {
            // What ends with CR and is followed by a bare LF cannot be told from CR LF.
            const bool isBlurred = isLf && body.endsWith('\r');
            const std::optional<Value> value = parser.next();
            QVERIFY(value);
            const Part &part = std::get<Part>(*value);
            if (!isBlurred)
                QCOMPARE(part.body.toByteArray(), body);
            QCOMPARE(part.violations.isEmpty(), !isLf);
            QVERIFY(part.by == (hasLength ? By::Length : By::Boundary));
            QCOMPARE(Http1::fieldValue(part.fields, "Content-Type"), QByteArray("text/plain"));
        }
        const std::optional<Value> value = parser.next();
        QVERIFY(value);
        QVERIFY(std::holds_alternative<CloseDelimiter>(*value));
        QCOMPARE(faultIn(wire, makeBoundary("boundary")), -1);
    }
}

void TestMultipartSerializer::tellsWhatWouldNotComeBack_data()
{
    QTest::addColumn<QByteArray>("boundary");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("is");
    QTest::newRow("5.1.1 delimiter first") << QByteArray("b") << QByteArray("--b") << false;
    QTest::newRow("5.1.1 delimiter in a line") << QByteArray("b") << QByteArray("x\n--bc") << false;
    QTest::newRow("5.1.1 behind CR") << QByteArray("b") << QByteArray("x\r--b") << true;
    QTest::newRow("5.1.1 inside a line") << QByteArray("b") << QByteArray("x --b") << true;
    QTest::newRow("5.1.1 no boundary") << QByteArray() << QByteArray("x") << false;
    QTest::newRow("5.1.1 bad boundary") << QByteArray("b ") << QByteArray("x") << false;
}

void TestMultipartSerializer::tellsWhatWouldNotComeBack()
{
    QFETCH(QByteArray, boundary);
    QFETCH(QByteArray, body);
    QTEST(MultipartSerializer(boundary).isRepresentable(body), "is");
}

QTEST_APPLESS_MAIN(TestMultipartSerializer)
#include "tst_multipartserializer.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/streaming/messageserializer.h"

#include "protocol/streaming/streaminglog.h"

#include <QTest>

Q_DECLARE_METATYPE(Pushscope::Streaming::Cut)

using namespace Pushscope;
using namespace Pushscope::Streaming;

class TestMessageSerializer : public QObject
{
    Q_OBJECT

private slots:
    void writes_data();
    void writes();
    void comesBack_data();
    void comesBack();
    void isRepresentable_data();
    void isRepresentable();
    void endsAnArrayWithoutElements();
};

void TestMessageSerializer::writes_data()
{
    QTest::addColumn<Cut>("cut");
    QTest::addColumn<QByteArray>("octets");
    QTest::newRow("line") << Cut::Line << QByteArray("{}\n\"b\"\n");
    QTest::newRow("blank-line") << Cut::BlankLine << QByteArray("{}\n\n\"b\"\n\n");
    QTest::newRow("json") << Cut::Json << QByteArray("{}\n\"b\"\n");
    QTest::newRow("json-array") << Cut::JsonArray << QByteArray("[{},\n\"b\"]");
    QTest::newRow("rs") << Cut::RecordSeparator << QByteArray("\x1E{}\n\x1E\"b\"\n");
    QTest::newRow("length32") << Cut::Length32
                              << QByteArray::fromHex("00000002 7b7d 00000003 226222");
    QTest::newRow("length32-le") << Cut::Length32LittleEndian
                                 << QByteArray::fromHex("02000000 7b7d 03000000 226222");
    QTest::newRow("length-line") << Cut::LengthLine << QByteArray("2\n{}3\n\"b\"");
    QTest::newRow("length-varint") << Cut::LengthVarint << QByteArray::fromHex("02 7b7d 03 226222");
    QTest::newRow("grpc-web") << Cut::GrpcWeb
                              << QByteArray::fromHex("00 00000002 7b7d 00 00000003 226222");
}

void TestMessageSerializer::writes()
{
    QFETCH(Cut, cut);
    QFETCH(QByteArray, octets);
    QCOMPARE(cutName(cut), QByteArrayView(QTest::currentDataTag()));
    MessageSerializer serializer(cut);
    QByteArray written;
    serializer.message(written, "{}");
    serializer.message(written, "\"b\"");
    serializer.end(written);
    QCOMPARE(written, octets);
}

void TestMessageSerializer::comesBack_data()
{
    QTest::addColumn<Cut>("cut");
    for (Cut cut : allCuts())
        QTest::newRow(cutName(cut).data()) << cut;
}

void TestMessageSerializer::comesBack()
{
    QFETCH(Cut, cut);
    const QByteArray large = '"' + QByteArray(300, 'x') + '"';
    const QByteArrayList contents{ "{\"a\":[1,2]}", large, "[]", "\"\\\"\"" };
    MessageSerializer serializer(cut);
    QByteArray octets;
    for (const QByteArray &content : contents) {
        QVERIFY(MessageSerializer::isRepresentable(cut, content));
        serializer.message(octets, content);
    }
    serializer.end(octets);
    MessageCutter cutter(cut);
    cutter.feed(octets);
    cutter.finish();
    for (const QByteArray &content : contents) {
        const auto message = cutter.next();
        QVERIFY(message);
        QCOMPARE(message->content, content);
        QVERIFY(message->violations.isEmpty());
    }
    QVERIFY(!cutter.next());
}

void TestMessageSerializer::isRepresentable_data()
{
    QTest::addColumn<Cut>("cut");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("is");
    QTest::newRow("line with LF") << Cut::Line << QByteArray("a\nb") << false;
    QTest::newRow("line with CR at its end") << Cut::Line << QByteArray("a\r") << false;
    QTest::newRow("line with CR in it") << Cut::Line << QByteArray("a\rb") << true;
    QTest::newRow("empty line") << Cut::Line << QByteArray() << false;
    QTest::newRow("block of two lines") << Cut::BlankLine << QByteArray("a\nb") << true;
    QTest::newRow("block with a blank line") << Cut::BlankLine << QByteArray("a\n\nb") << false;
    QTest::newRow("two texts") << Cut::Json << QByteArray("{}{}") << false;
    QTest::newRow("blank before a text") << Cut::Json << QByteArray(" {}") << false;
    QTest::newRow("RS in a sequence") << Cut::RecordSeparator << QByteArray("\x1E") << false;
    QTest::newRow("length before nothing") << Cut::Length32 << QByteArray() << true;
    QTest::newRow("length before anything") << Cut::LengthVarint << QByteArray("\n\0\x1E", 3) << true;
}

void TestMessageSerializer::isRepresentable()
{
    QFETCH(Cut, cut);
    QFETCH(QByteArray, content);
    QFETCH(bool, is);
    QCOMPARE(MessageSerializer::isRepresentable(cut, content), is);
}

void TestMessageSerializer::endsAnArrayWithoutElements()
{
    QByteArray octets;
    MessageSerializer(Cut::JsonArray).end(octets);
    QCOMPARE(octets, QByteArray("[]"));
    QByteArray none;
    MessageSerializer(Cut::Line).end(none);
    QVERIFY(none.isEmpty());
}

QTEST_APPLESS_MAIN(TestMessageSerializer)
#include "tst_messageserializer.moc"

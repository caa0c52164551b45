// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/jsonvalue.h"
#include "capture/jsonwriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

#include <limits>

using namespace Pushscope;

namespace {

/// What QJsonDocument reads out of `{"s":…}` with @p octets written as its string.
QJsonValue readBack(const QByteArray &octets)
{
    QByteArray out;
    JsonWriter json(out);
    json.string("s", octets);
    json.finish();
    return QJsonDocument::fromJson(out).object().value(QLatin1StringView("s"));
}

} // namespace

class TestJsonWriter : public QObject
{
    Q_OBJECT

private slots:
    void writesMembersInOrder();
    void writesNothing();
    void appends();
    void nests();
    void integers_data();
    void integers();
    void strings_data();
    void strings();
    void stringsAreQts();
    void octets_data();
    void octets();
    void verbatimStaysAsItIs();
    void membersOf();
    void utf8_data();
    void utf8();
};

void TestJsonWriter::writesMembersInOrder()
{
    QByteArray out;
    JsonWriter json(out);
    json.integer("z", 1);
    json.boolean("a", true);
    json.boolean("b", false);
    json.string("m", "x");
    json.integer("z", 2);
    json.finish();
    QCOMPARE(out, QByteArray("{\"z\":1,\"a\":true,\"b\":false,\"m\":\"x\",\"z\":2}"));
}

void TestJsonWriter::writesNothing()
{
    QByteArray out;
    JsonWriter(out).finish();
    QCOMPARE(out, QByteArray("{}"));
}

void TestJsonWriter::appends()
{
    QByteArray out("{}\n");
    JsonWriter json(out);
    json.integer("a", 1);
    json.finish();
    QCOMPARE(out, QByteArray("{}\n{\"a\":1}"));
}

void TestJsonWriter::nests()
{
    QByteArray out;
    JsonWriter json(out);
    json.beginArray("at");
    json.beginElementArray();
    json.element(qint64{ 0 });
    json.element(qint64{ -17 });
    json.end();
    json.beginElementArray();
    json.end();
    json.element("b");
    json.end();
    json.beginObject("tls");
    json.beginArray("errors");
    json.end();
    json.string("version", "1.3");
    json.end();
    json.beginObject("left");
    json.beginArray("open");
    json.finish();
    QCOMPARE(out,
             QByteArray("{\"at\":[[0,-17],[],\"b\"],\"tls\":{\"errors\":[],\"version\":\"1.3\"},"
                        "\"left\":{\"open\":[]}}"));
    QVERIFY(isValidJson(out));
}

void TestJsonWriter::integers_data()
{
    QTest::addColumn<qint64>("value");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("zero") << qint64{ 0 } << QByteArray("0");
    QTest::newRow("negative") << qint64{ -1 } << QByteArray("-1");
    QTest::newRow("2^53 + 1") << qint64{ 9007199254740993 } << QByteArray("9007199254740993");
    QTest::newRow("largest") << std::numeric_limits<qint64>::max()
                             << QByteArray("9223372036854775807");
    QTest::newRow("smallest") << std::numeric_limits<qint64>::min()
                              << QByteArray("-9223372036854775808");
}

void TestJsonWriter::integers()
{
    QFETCH(qint64, value);
    QFETCH(QByteArray, json);
    QByteArray out;
    JsonWriter writer(out);
    writer.integer("n", value);
    writer.beginArray("a");
    writer.element(value);
    writer.finish();
    QCOMPARE(out, "{\"n\":" + json + ",\"a\":[" + json + "]}");
}

void TestJsonWriter::strings_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QByteArray>("json");

    QTest::newRow("8259-7 empty") << QByteArray() << QByteArray("\"\"");
    QTest::newRow("8259-7 quote and backslash")
        << QByteArray("a\"b\\c/") << QByteArray("\"a\\\"b\\\\c/\"");
    QTest::newRow("8259-7 short escapes") << QByteArray("\t\n\r") << QByteArray("\"\\t\\n\\r\"");
    QTest::newRow("8259-7 control characters")
        << QByteArray("\0\x01\x1F", 3) << QByteArray("\"\\u0000\\u0001\\u001f\"");
    QTest::newRow("8259-8.1 UTF-8 as it is")
        << QByteArray("\xC3\xA9\xF0\x9F\x98\x80") << QByteArray("\"\xC3\xA9\xF0\x9F\x98\x80\"");
    QTest::newRow("8259-8.1 not UTF-8")
        << QByteArray("\xFF\x00", 2) << QByteArray("{\"base64\":\"/wA=\"}");
    QTest::newRow("8259-8.1 cut UTF-8")
        << QByteArray("a\xC3") << QByteArray("{\"base64\":\"YcM=\"}");
}

void TestJsonWriter::strings()
{
    QFETCH(QByteArray, octets);
    QFETCH(QByteArray, json);
    QByteArray out;
    JsonWriter writer(out);
    writer.string("s", octets);
    writer.beginArray("a");
    writer.element(octets);
    writer.finish();
    QCOMPARE(out, "{\"s\":" + json + ",\"a\":[" + json + "]}");
    QByteArray alone("x");
    appendJsonStringOrBase64(alone, octets);
    QCOMPARE(alone, 'x' + json);
}

void TestJsonWriter::stringsAreQts()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 5000; ++round) {
        QByteArray octets;
        for (quint32 left = random.bounded(20U); left > 0; --left)
            octets += QString(QChar(random.bounded(round % 2 ? 0x80 : 0xD800))).toUtf8();
        const QJsonValue value = readBack(octets);
        QVERIFY(value.isString());
        QCOMPARE(value.toString().toUtf8(), octets);
        QByteArray json;
        appendJsonString(json, octets);
        QCOMPARE(jsonString(json), std::optional(octets));
    }
    for (int round = 0; round < 1000; ++round) {
        QByteArray octets("\xFE");
        for (quint32 left = random.bounded(20U); left > 0; --left)
            octets += static_cast<char>(random.bounded(256));
        const QJsonObject value = readBack(octets).toObject();
        QCOMPARE(
            QByteArray::fromBase64(value.value(QLatin1StringView("base64")).toString().toLatin1()),
            octets);
    }
}

void TestJsonWriter::octets_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("text") << QByteArray("a\n") << QByteArray("{\"text\":\"a\\n\"}");
    QTest::newRow("none") << QByteArray() << QByteArray("{\"text\":\"\"}");
    QTest::newRow("binary") << QByteArray("\x80") << QByteArray("{\"base64\":\"gA==\"}");
}

void TestJsonWriter::octets()
{
    QFETCH(QByteArray, octets);
    QByteArray out;
    JsonWriter json(out);
    json.octets(octets);
    json.finish();
    QTEST(out, "json");
}

void TestJsonWriter::verbatimStaysAsItIs()
{
    QByteArray out;
    JsonWriter json(out);
    json.verbatim("args", "[1.0, 1e400, {\"z\":0,\"a\":0}]");
    json.integer("b", 1);
    json.finish();
    QCOMPARE(out, QByteArray("{\"args\":[1.0, 1e400, {\"z\":0,\"a\":0}],\"b\":1}"));
}

void TestJsonWriter::membersOf()
{
    QByteArray out;
    JsonWriter json(out);
    json.membersOf({});
    json.membersOf("{}");
    json.membersOf("{\"a\":1,\"b\":2}");
    json.membersOf("{}");
    json.membersOf("{\"c\":3}");
    json.integer("d", 4);
    json.finish();
    QCOMPARE(out, QByteArray("{\"a\":1,\"b\":2,\"c\":3,\"d\":4}"));
}

void TestJsonWriter::utf8_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<bool>("isValid");

    QTest::newRow("3629-3 empty") << QByteArray() << true;
    QTest::newRow("3629-3 ASCII with NUL") << QByteArray("a\0\x7F", 3) << true;
    QTest::newRow("3629-4 U+0080") << QByteArray("\xC2\x80") << true;
    QTest::newRow("3629-4 U+07FF") << QByteArray("\xDF\xBF") << true;
    QTest::newRow("3629-4 U+0800") << QByteArray("\xE0\xA0\x80") << true;
    QTest::newRow("3629-4 U+D7FF") << QByteArray("\xED\x9F\xBF") << true;
    QTest::newRow("3629-4 U+E000") << QByteArray("\xEE\x80\x80") << true;
    QTest::newRow("3629-4 U+FEFF first") << QByteArray("\xEF\xBB\xBF") << true;
    QTest::newRow("3629-4 U+FFFF") << QByteArray("\xEF\xBF\xBF") << true;
    QTest::newRow("3629-4 U+10000") << QByteArray("\xF0\x90\x80\x80") << true;
    QTest::newRow("3629-4 U+10FFFF") << QByteArray("\xF4\x8F\xBF\xBF") << true;
    QTest::newRow("3629-3 surrogate U+D800") << QByteArray("\xED\xA0\x80") << false;
    QTest::newRow("3629-3 surrogate U+DFFF") << QByteArray("\xED\xBF\xBF") << false;
    QTest::newRow("3629-3 beyond U+10FFFF") << QByteArray("\xF4\x90\x80\x80") << false;
    QTest::newRow("3629-3 F5") << QByteArray("\xF5\x80\x80\x80") << false;
    QTest::newRow("3629-3 overlong NUL") << QByteArray("\xC0\x80") << false;
    QTest::newRow("3629-3 overlong of two") << QByteArray("\xC1\xBF") << false;
    QTest::newRow("3629-3 overlong of three") << QByteArray("\xE0\x9F\xBF") << false;
    QTest::newRow("3629-3 overlong of four") << QByteArray("\xF0\x8F\xBF\xBF") << false;
    QTest::newRow("3629-3 tail alone") << QByteArray("a\x80") << false;
    QTest::newRow("3629-3 two of three") << QByteArray("\xE2\x82") << false;
    QTest::newRow("3629-3 two of three, then ASCII") << QByteArray("\xE2\x82z") << false;
    QTest::newRow("3629-3 FE") << QByteArray("\xFE") << false;
    QTest::newRow("3629-3 late in a long text")
        << QByteArray(QByteArray(100, 'a') + '\xFF' + QByteArray(100, 'a')) << false;
}

void TestJsonWriter::utf8()
{
    QFETCH(QByteArray, octets);
    QTEST(isValidUtf8(octets), "isValid");
}

QTEST_APPLESS_MAIN(TestJsonWriter)
#include "tst_jsonwriter.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/payloadtreemodel.h"

#include "models/payloadwords.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Pushscope;

class TestPayloadTreeModel : public QObject
{
    Q_OBJECT

private slots:
    void trees_data();
    void trees();
    void paths();
    void ranges();
    void copies();
    void brokenOnesShowWhatCameBefore();
    void words();
    void timestamps_data();
    void timestamps();
    void manyItems();
};

namespace {

/// The tree as indented lines: `key=value (type)`.
QByteArray printed(const QAbstractItemModel &model, const QModelIndex &parent = {}, int depth = 0)
{
    QByteArray text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex key = model.index(row, PayloadTreeModel::KeyColumn, parent);
        text += QByteArray(depth, ' ') + key.data().toString().toUtf8() + '='
            + key.siblingAtColumn(PayloadTreeModel::ValueColumn).data().toString().toUtf8() + " ("
            + key.siblingAtColumn(PayloadTreeModel::TypeColumn).data().toString().toUtf8() + ")\n"
            + printed(model, key, depth + 1);
    }
    return text;
}

} // namespace

void TestPayloadTreeModel::trees_data()
{
    QTest::addColumn<bool>("isCbor");
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArray>("tree");
    QTest::newRow("MessagePack map")
        << false << QByteArray("82a7636f6d70616374c3a6736368656d6100")
        << QByteArray("={ 2 } (fixmap)\n compact=true (true)\n schema=0 (positive fixint)\n");
    QTest::newRow("MessagePack keys that are none of text")
        << false << QByteArray("820191a16192c0c20390")
        << QByteArray(
               "#1={ 2 } (fixmap)\n 1=[ 1 ] (fixarray)\n  [0]=\"a\" (fixstr)\n [null, false]=3 "
               "(positive fixint)\n#2=[ 0 ] (fixarray)\n");
    QTest::newRow("MessagePack timestamp")
        << false << QByteArray("d6ff514b67b0")
        << QByteArray("=2013-03-21T20:04:00Z (fixext 4, timestamp)\n");
    QTest::newRow("MessagePack ext")
        << false << QByteArray("d405ff") << QByteArray("=ext(5, h'ff') (fixext 1)\n");
    QTest::newRow("CBOR tags and bignums")
        << true << QByteArray("82c11a514b67b0c249010000000000000000")
        << QByteArray("=[ 2 ] (array)\n"
                      " [0]=1 (tag 1)\n"
                      "  seconds since 1970=1363896240 (unsigned integer)\n"
                      " [1]=18446744073709551616 (tag 2)\n"
                      "  octets of the number=h'010000000000000000' (byte string)\n");
    QTest::newRow("CBOR indefinite lengths")
        << true << QByteArray("bf61617f6178627a7affff")
        << QByteArray("={ 1 } (indefinite-length map)\n"
                      " a=\"xzz\" (indefinite-length text string)\n"
                      "  [0]=\"x\" (text string)\n"
                      "  [1]=\"zz\" (text string)\n");
    QTest::newRow("CBOR half float")
        << true << QByteArray("f93e00") << QByteArray("=1.5 (half-precision float)\n");
    QTest::newRow("nothing") << true << QByteArray() << QByteArray();
}

void TestPayloadTreeModel::trees()
{
    QFETCH(bool, isCbor);
    QFETCH(QByteArray, wire);
    QFETCH(QByteArray, tree);
    PayloadTreeModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setPayload(QByteArray::fromHex(wire),
                     isCbor ? Payload::Format::Cbor : Payload::Format::MessagePack);
    QCOMPARE(printed(model), tree);
}

void TestPayloadTreeModel::paths()
{
    PayloadTreeModel model;
    // {"a/b": [10, 1({"m n": 1})]}
    model.setPayload(QByteArray::fromHex("a163612f62820ac1a1636d206e01"), Payload::Format::Cbor);
    const QModelIndex top = model.index(0, 0);
    const QModelIndex array = model.index(0, 0, top);
    const QModelIndex tag = model.index(1, 0, array);
    const QModelIndex map = model.index(0, 0, tag);
    const QModelIndex one = model.index(0, 0, map);
    QCOMPARE(top.data(JsonTreeModel::PointerRole).toString(), QString());
    QCOMPARE(array.data(JsonTreeModel::PointerRole).toString(), QStringLiteral("/a~1b"));
    // What is tagged stands where the tag stands.
    QCOMPARE(tag.data(JsonTreeModel::PointerRole).toString(), QStringLiteral("/a~1b/1"));
    QCOMPARE(map.data(JsonTreeModel::PointerRole).toString(), QStringLiteral("/a~1b/1"));
    QCOMPARE(one.data(JsonTreeModel::PointerRole).toString(), QStringLiteral("/a~1b/1/m n"));
    QCOMPARE(one.data(JsonTreeModel::DottedRole).toString(),
             QStringLiteral(".[\"a/b\"][1][\"m n\"]"));
    QCOMPARE(model.parent(one), map);
}

void TestPayloadTreeModel::ranges()
{
    PayloadTreeModel model;
    model.setPayload(QByteArray::fromHex("82a16191a162a163c0"), Payload::Format::MessagePack);
    const QModelIndex array = model.index(0, 0, model.index(0, 0));
    QCOMPARE(array.data(JsonTreeModel::BeginRole).toLongLong(), 3);
    QCOMPARE(array.data(JsonTreeModel::EndRole).toLongLong(), 6);
    const QModelIndex text = model.index(0, 0, array);
    QCOMPARE(text.data(JsonTreeModel::BeginRole).toLongLong(), 4);
}

void TestPayloadTreeModel::copies()
{
    PayloadTreeModel model;
    model.setPayload(QByteArray::fromHex("82a16191a162a163c0"), Payload::Format::MessagePack);
    const QModelIndex top = model.index(0, 0);
    QCOMPARE(top.data(JsonTreeModel::JsonRole).toByteArray(),
             QByteArray(R"({"a": ["b"], "c": null})"));
    QCOMPARE(model.index(0, 0, top).data(JsonTreeModel::JsonRole).toByteArray(),
             QByteArray(R"(["b"])"));
}

void TestPayloadTreeModel::brokenOnesShowWhatCameBefore()
{
    const QByteArray whole
        = QByteArray::fromHex("a5616101616282020361639f0405ff6164bf6165f6ff6166d81845820102ff00");
    for (Payload::Format format : { Payload::Format::Cbor, Payload::Format::MessagePack }) {
        for (qsizetype size = 0; size <= whole.size(); ++size) {
            PayloadTreeModel model;
            const QAbstractItemModelTester tester(
                &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
            model.setPayload(whole.first(size), format);
            printed(model).size();
            QVERIFY(model.document().isClean() || !model.document().problems.empty());
        }
    }
    PayloadTreeModel model;
    model.setPayload(QByteArray::fromHex("83010203"), Payload::Format::Cbor);
    QCOMPARE(model.rowCount(model.index(0, 0)), 3);
    model.setPayload(QByteArray::fromHex("a26161016162"), Payload::Format::Cbor);
    const QModelIndex map = model.index(0, 0);
    QCOMPARE(model.rowCount(map), 2); // The key without a value is there, too.
    QCOMPARE(model.index(1, 1, map).data().toString(), QStringLiteral("\"b\""));
}

void TestPayloadTreeModel::words()
{
    QSet<QString> sentences;
    for (int rule = 0; rule <= static_cast<int>(Payload::Rule::OctetsAfterEnd); ++rule)
        sentences.insert(describe(Payload::Problem{ static_cast<Payload::Rule>(rule), 1204 }));
    QCOMPARE(sentences.size(), static_cast<int>(Payload::Rule::OctetsAfterEnd) + 1);
    for (const QString &sentence : std::as_const(sentences))
        QVERIFY(sentence.startsWith(QStringLiteral("octet 1\u2009204: ")));
    QCOMPARE(tagText(1), QStringLiteral("seconds since 1970"));
    QCOMPARE(tagText(123456), QStringLiteral("tagged"));
    using Outcome = Payload::Inflated::Outcome;
    QCOMPARE(describe(Payload::Inflated{ Outcome::Whole, "abc", 20 }, 20),
             QStringLiteral("inflated to 3 octets"));
    QCOMPARE(describe(Payload::Inflated{ Outcome::Whole, "abc", 20 }, 24),
             QStringLiteral("inflated to 3 octets; 4 octets behind it are not of it"));
    QCOMPARE(describe(Payload::Inflated{ Outcome::CutOff, "abc", 20 }, 20),
             QStringLiteral("inflated to 3 octets, then the octets end"));
    QCOMPARE(describe(Payload::Inflated{ Outcome::Broken, "a", 12 }, 20),
             QStringLiteral("broken at octet 12; inflated to 1 octet before"));
    QVERIFY(!describe(Payload::Inflated{ Outcome::TooLong, "a", 12 }, 20).isEmpty());
}

void TestPayloadTreeModel::timestamps_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<quint32>("nanoseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("seconds") << qint64(1363896240) << 0u << QStringLiteral("2013-03-21T20:04:00Z");
    QTest::newRow("a half") << qint64(0) << 500'000'000u
                            << QStringLiteral("1970-01-01T00:00:00.5Z");
    QTest::newRow("a nanosecond before")
        << qint64(-1) << 999'999'999u << QStringLiteral("1969-12-31T23:59:59.999999999Z");
    QTest::newRow("no such day") << std::numeric_limits<qint64>::max() << 1u
                                 << QStringLiteral("9223372036854775807.000000001 s since 1970");
}

void TestPayloadTreeModel::timestamps()
{
    QFETCH(qint64, seconds);
    QFETCH(quint32, nanoseconds);
    QTEST(timestampText(seconds, nanoseconds), "text");
}

void TestPayloadTreeModel::manyItems()
{
    // The most that is read: rows are found without walking over those before.
    PayloadTreeModel model;
    model.setPayload(
        QByteArray(QByteArray::fromHex("dd0001869f") + QByteArray(Payload::MaxItems - 1, '\x01')),
        Payload::Format::MessagePack);
    const QModelIndex top = model.index(0, 0);
    QCOMPARE(model.rowCount(top), Payload::MaxItems - 1);
    QCOMPARE(model.index(Payload::MaxItems - 2, 1, top).data().toString(), QStringLiteral("1"));
}

QTEST_GUILESS_MAIN(TestPayloadTreeModel)
#include "tst_payloadtreemodel.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/framedraft.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::WebSocket;

Q_DECLARE_METATYPE(Pushscope::FrameDraft)

/// A frame made bit by bit: what goes out, and which rules that breaks.
class TestFrameDraft : public QObject
{
    Q_OBJECT

private slots:
    void tellsBrokenRules_data();
    void tellsBrokenRules();
    void makesOctets();
    void tellsTheLength_data();
    void tellsTheLength();
    void tellsCloseRules_data();
    void tellsCloseRules();
    void namesCloseCodes();
};

namespace {

FrameDraft masked(Opcode opcode = Opcode::Text, const QByteArray &payload = "A")
{
    FrameDraft draft;
    draft.spec.opcode = opcode;
    draft.spec.maskingKey = MaskingKey{ 1, 2, 3, 4 };
    draft.payload = payload;
    return draft;
}

} // namespace

void TestFrameDraft::tellsBrokenRules_data()
{
    QTest::addColumn<FrameDraft>("draft");
    QTest::addColumn<QStringList>("sections"); // A part of each sentence.
    QTest::newRow("5.2 right") << masked() << QStringList{};
    FrameDraft draft = masked();
    draft.spec.maskingKey.reset();
    QTest::newRow("5.1 not masked") << draft << QStringList{ QStringLiteral("§5.1") };
    draft = masked();
    draft.spec.rsv = 4;
    QTest::newRow("5.2 reserved bit") << draft << QStringList{ QStringLiteral("reserved bit") };
    QTest::newRow("5.2 reserved opcode")
        << masked(static_cast<Opcode>(3)) << QStringList{ QStringLiteral("opcode is reserved") };
    draft = masked();
    draft.spec.lengthForm = LengthForm::SixteenBits;
    QTest::newRow("5.2 length not minimal") << draft << QStringList{ QStringLiteral("shortest") };
    draft = masked();
    draft.spec.lengthForm = LengthForm::SixtyFourBits;
    draft.spec.announcedLength = ~quint64(0);
    QTest::newRow("5.2 top bit") << draft << QStringList{ QStringLiteral("§5.2") };
    draft = masked(Opcode::Ping);
    draft.spec.fin = false;
    QTest::newRow("5.4 fragmented control") << draft << QStringList{ QStringLiteral("§5.") };
    QTest::newRow("5.5 long control")
        << masked(Opcode::Ping, QByteArray(126, 'p')) << QStringList{ QStringLiteral("125") };
    QTest::newRow("5.4 continuation of nothing")
        << masked(Opcode::Continuation) << QStringList{ QStringLiteral("§5.4") };
    draft = masked();
    draft.spec.fin = false;
    QTest::newRow("5.4 first fragment") << draft << QStringList{};
    QTest::newRow("8.1 text not UTF-8")
        << masked(Opcode::Text, "\xff") << QStringList{ QStringLiteral("UTF-8") };
    QTest::newRow("5.5.1 close of one octet")
        << masked(Opcode::Close, "A") << QStringList{ QStringLiteral("§5.5.1") };
    draft = masked();
    draft.spec.announcedLength = 100;
    QTest::newRow("5.2 too long is no rule") << draft << QStringList{};
    draft = masked(Opcode::Text, "ABC");
    draft.spec.announcedLength = 1;
    QTest::newRow("5.2 too short is no rule") << draft << QStringList{};
    draft = masked(static_cast<Opcode>(11), "ABC");
    draft.spec.announcedLength = 5;
    draft.spec.rsv = 1;
    draft.spec.maskingKey.reset();
    QTest::newRow("several though cut off")
        << draft
        << QStringList{ QStringLiteral("§5.1"), QStringLiteral("reserved bit"),
                        QStringLiteral("opcode is reserved") };
}

void TestFrameDraft::tellsBrokenRules()
{
    QFETCH(FrameDraft, draft);
    QFETCH(QStringList, sections);
    const QStringList rules = brokenRules(draft);
    QVERIFY2(rules.size() == sections.size(), qPrintable(rules.join(QLatin1Char('\n'))));
    for (qsizetype i = 0; i < rules.size(); ++i)
        QVERIFY2(rules.at(i).contains(sections.at(i)), qPrintable(rules.at(i)));
}

void TestFrameDraft::makesOctets()
{
    FrameDraft draft = masked(Opcode::Text, "Hello");
    draft.spec.maskingKey = MaskingKey{ 0x37, 0xfa, 0x21, 0x3d };
    QCOMPARE(draftOctets(draft).toHex(), QByteArray("818537fa213d7f9f4d5158"));
    QCOMPARE(draftHeader(draft).toHex(), QByteArray("818537fa213d"));
}

void TestFrameDraft::tellsTheLength_data()
{
    QTest::addColumn<quint64>("announced");
    QTest::addColumn<int>("form"); // -1: the shortest.
    QTest::addColumn<QString>("part");
    QTest::newRow("right") << quint64(5) << -1 << QString();
    QTest::newRow("too long") << quint64(8) << -1 << QStringLiteral("3 more octets");
    QTest::newRow("too short") << quint64(1) << -1 << QStringLiteral("last 4 octets");
    QTest::newRow("does not fit") << quint64(200) << 0 << QStringLiteral("high bits are lost");
}

void TestFrameDraft::tellsTheLength()
{
    QFETCH(quint64, announced);
    QFETCH(int, form);
    QFETCH(QString, part);
    FrameDraft draft = masked(Opcode::Text, "Hello");
    draft.spec.announcedLength = announced;
    if (form >= 0)
        draft.spec.lengthForm = static_cast<LengthForm>(form);
    QCOMPARE(lengthRemark(draft).isEmpty(), part.isEmpty());
    QVERIFY2(lengthRemark(draft).contains(part), qPrintable(lengthRemark(draft)));
}

void TestFrameDraft::tellsCloseRules_data()
{
    QTest::addColumn<int>("code"); // -1: none.
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<int>("rules");
    QTest::newRow("none") << -1 << QByteArray() << 0;
    QTest::newRow("7.4.1 normal") << 1000 << QByteArray("bye") << 0;
    QTest::newRow("7.4.2 private") << 4999 << QByteArray(123, 'r') << 0;
    QTest::newRow("7.4.1 never on the wire") << 1006 << QByteArray() << 1;
    QTest::newRow("7.4.2 not used") << 999 << QByteArray() << 1;
    QTest::newRow("7.4.2 out of range") << 5000 << QByteArray() << 1;
    QTest::newRow("5.5 reason too long") << 1000 << QByteArray(124, 'r') << 1;
    QTest::newRow("5.5.1 reason not UTF-8") << 1000 << QByteArray("\xff") << 1;
}

void TestFrameDraft::tellsCloseRules()
{
    QFETCH(int, code);
    QFETCH(QByteArray, reason);
    const auto given = code < 0 ? std::nullopt : std::optional(static_cast<quint16>(code));
    QTEST(static_cast<int>(brokenCloseRules(given, reason).size()), "rules");
}

void TestFrameDraft::namesCloseCodes()
{
    QCOMPARE(closeCodeWords(1001), QStringLiteral("Going Away"));
    QVERIFY(closeCodeWords(4000).contains(QLatin1String("private")));
    QVERIFY(closeCodeWords(3500).contains(QLatin1String("not registered")));
    QVERIFY(closeCodeWords(2000).contains(QLatin1String("protocol")));
    QCOMPARE(closeCodeWords(5), QStringLiteral("not used"));
    QVERIFY(closeCodeMeaning(1013).contains(QLatin1String("overloaded")));
    QVERIFY(closeCodeMeaning(4000).isEmpty());
    QCOMPARE(closeCodeWords(6000), QStringLiteral("out of range"));
}

QTEST_APPLESS_MAIN(TestFrameDraft)
#include "tst_framedraft.moc"

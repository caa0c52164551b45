// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/payload/documentbuilder.h"

#include "protocol/payload/cbor.h"
#include "protocol/payload/messagepack.h"
#include "protocol/payload/payloadlog.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::Payload;

class TestDocumentBuilder : public QObject
{
    Q_OBJECT

private slots:
    void depthIsBounded_data();
    void depthIsBounded();
    void itemsAreBounded();
    void longTextsAreReadOnce();
    void takesNumbers();
    void utf8_data();
    void utf8();
};

void TestDocumentBuilder::depthIsBounded_data()
{
    QTest::addColumn<QByteArray>("opening");
    QTest::addColumn<bool>("isCbor");
    QTest::newRow("fixarray") << QByteArray("\x91") << false;
    QTest::newRow("array") << QByteArray("\x81") << true;
    QTest::newRow("indefinite array") << QByteArray("\x9f") << true;
    QTest::newRow("tag") << QByteArray("\xc6") << true;
}

void TestDocumentBuilder::depthIsBounded()
{
    QFETCH(QByteArray, opening);
    QFETCH(bool, isCbor);
    const auto decode = [&](const QByteArray &octets) {
        return isCbor ? decodeCbor(octets) : decodeMessagePack(octets);
    };
    const QByteArray deepest = opening.repeated(MaxDepth) + '\x01';
    QVERIFY(problemsText(decode(deepest)) == ""
            || problemsText(decode(deepest)).startsWith("cut-off"));
    QCOMPARE(decode(deepest).items.back().depth, MaxDepth);
    const QByteArray deeper = opening.repeated(1'000'000) + '\x01';
    QCOMPARE(problemsText(decode(deeper)), QByteArray("too-deep@" + QByteArray::number(MaxDepth)));
    QCOMPARE(inconsistency(decode(deeper), deeper), QByteArray());
}

void TestDocumentBuilder::itemsAreBounded()
{
    const QByteArray most(MaxItems, '\x01');
    QCOMPARE(problemsText(decodeMessagePack(most)), QByteArray("octets-after-end@1"));
    const QByteArray more(MaxItems + 5, '\x01');
    const Document document = decodeMessagePack(more);
    QCOMPARE(problemsText(document),
             QByteArray("octets-after-end@1, too-many-items@" + QByteArray::number(MaxItems)));
    QCOMPARE(document.end, MaxItems);
    QCOMPARE(static_cast<int>(document.items.size()), MaxItems);
}

void TestDocumentBuilder::longTextsAreReadOnce()
{
    // A character lies across each border of a piece.
    const QByteArray text = "x" + QByteArray("\xc3\xbc").repeated(500'000);
    QVERIFY(isUtf8(text));
    QVERIFY(!isUtf8(text.chopped(1)));
    QVERIFY(!isUtf8(QByteArray(text + '\xff')));
}

void TestDocumentBuilder::takesNumbers()
{
    DocumentBuilder builder(Format::Cbor, QByteArrayView("\x01\x02\x03", 3));
    quint64 number = 0;
    QVERIFY(builder.takeNumber(2, number));
    QCOMPARE(number, quint64(0x0102));
    QVERIFY(!builder.openItem());
    QVERIFY(!builder.isAtEnd());
    QVERIFY(!builder.takeNumber(2, number));
    QVERIFY(builder.isStopped());
    QVERIFY(!builder.closeIndefinite());
    QCOMPARE(problemsText(builder.finish()), QByteArray("cut-off@3"));
}

void TestDocumentBuilder::utf8_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<bool>("isValid");
    QTest::newRow("RFC 3629 empty") << QByteArray() << true;
    QTest::newRow("RFC 3629 four octets") << QByteArray("\xf0\x90\x85\x91") << true;
    QTest::newRow("RFC 3629 cut") << QByteArray("\xf0\x90\x85") << false;
    QTest::newRow("RFC 3629 overlong") << QByteArray("\xc0\xaf") << false;
    QTest::newRow("RFC 3629 surrogate") << QByteArray("\xed\xa0\x80") << false;
    QTest::newRow("RFC 3629 beyond U+10FFFF") << QByteArray("\xf4\x90\x80\x80") << false;
    QTest::newRow("RFC 3629 byte order mark") << QByteArray("\xef\xbb\xbf") << true;
    QTest::newRow("RFC 3629 NUL") << QByteArray("a\0b", 3) << true;
}

void TestDocumentBuilder::utf8()
{
    QFETCH(QByteArray, octets);
    QTEST(isUtf8(octets), "isValid");
}

QTEST_APPLESS_MAIN(TestDocumentBuilder)
#include "tst_documentbuilder.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/script/htmltokenizer.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::Script;

using Stop = HtmlTokenizer::Stop;

class TestHtmlTokenizer : public QObject
{
    Q_OBJECT

private slots:
    void stops();
    void keepsOffsetsOfAttributes();
    void forgetsTheElementBefore();
    void namesOfAnyLength_data();
    void namesOfAnyLength();
};

void TestHtmlTokenizer::stops()
{
    const QByteArray wire("a<script>b</script>c");
    HtmlTokenizer tokenizer;
    qsizetype taken = 0;
    QCOMPARE(tokenizer.take(wire, taken), Stop::ElementBegins);
    QCOMPARE(taken, 9); // With the octet that ended the name.
    QVERIFY(tokenizer.isInElement());
    QCOMPARE(tokenizer.element().begin, 1);
    QCOMPARE(tokenizer.element().textBegin, std::optional<qint64>(9));
    QVERIFY(!tokenizer.element().textEnd);

    QCOMPARE(tokenizer.take(QByteArrayView(wire).sliced(9), taken), Stop::ElementEnds);
    QCOMPARE(taken, 10);
    QVERIFY(!tokenizer.isInElement());
    QCOMPARE(tokenizer.element().textEnd, std::optional<qint64>(10));
    QCOMPARE(tokenizer.offset(), 19);

    QCOMPARE(tokenizer.take(QByteArrayView(wire).sliced(19), taken), Stop::None);
    QCOMPARE(taken, 1);
    QCOMPARE(tokenizer.take({}, taken), Stop::None);
    QCOMPARE(taken, 0);
    QCOMPARE(tokenizer.offset(), 20);
}

void TestHtmlTokenizer::keepsOffsetsOfAttributes()
{
    const QByteArray wire("<script src='a' type=b language>");
    HtmlTokenizer tokenizer;
    qsizetype taken = 0;
    QCOMPARE(tokenizer.take(wire, taken), Stop::ElementBegins);
    QCOMPARE(taken, 8);
    QCOMPARE(tokenizer.take(QByteArrayView(wire).sliced(8), taken), Stop::None);
    const HtmlTokenizer::Element element = tokenizer.element();
    QCOMPARE(element.src->begin, 13);
    QCOMPARE(element.src->end, 14);
    QCOMPARE(element.type->begin, 21);
    QCOMPARE(element.type->end, 22);
    QVERIFY(element.language->isEmpty());
    QCOMPARE(element.textBegin, std::optional<qint64>(wire.size()));
}

void TestHtmlTokenizer::forgetsTheElementBefore()
{
    const QByteArray wire("<script src=a></script><b src=c><script>");
    HtmlTokenizer tokenizer;
    QByteArrayView rest(wire);
    int elements = 0;
    while (!rest.isEmpty()) {
        qsizetype taken = 0;
        elements += tokenizer.take(rest, taken) == Stop::ElementBegins ? 1 : 0;
        rest = rest.sliced(taken);
    }
    QCOMPARE(elements, 2);
    QCOMPARE(tokenizer.element().begin, 32);
    QVERIFY(!tokenizer.element().src);
}

void TestHtmlTokenizer::namesOfAnyLength_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("13.2.5.8 longer by one") << QByteArray("scriptx");
    QTest::newRow("13.2.5.8 as long as what is kept") << QByteArray("scriptscri");
    QTest::newRow("13.2.5.8 longer than what is kept") << QByteArray("script").repeated(10000);
    QTest::newRow("13.2.5.8 NUL") << QByteArray("script\0", 7);
    QTest::newRow("13.2.5.8 not ASCII") << QByteArray("script\xC5\xBF");
}

void TestHtmlTokenizer::namesOfAnyLength()
{
    QFETCH(QByteArray, name);
    const QByteArray wire = '<' + name + ' ' + name + "=a>";
    HtmlTokenizer tokenizer;
    qsizetype taken = 0;
    QCOMPARE(tokenizer.take(wire, taken), Stop::None);
    QCOMPARE(taken, wire.size());
    QVERIFY(!tokenizer.isInElement());
    QCOMPARE(tokenizer.tagFrom(), wire.size());
}

QTEST_APPLESS_MAIN(TestHtmlTokenizer)
#include "tst_htmltokenizer.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/scriptsearch.h"

#include <QTest>

using namespace Pushscope;

/// Whether a page has a script, and that asking costs little.
class TestScriptSearch : public QObject
{
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void countsTheContent();
    void looksAtTheBeginningOnly_data();
    void looksAtTheBeginningOnly();
    void endsWhereTheCodingIsBroken();
};

namespace {

constexpr qint64 Limit = 4 * 1024 * 1024;

/// `deflate` as it is to be sent.
QByteArray deflated(const QByteArray &content)
{
    return qCompress(content, 9).mid(4); // Without Qt's own length before it.
}

} // namespace

void TestScriptSearch::finds_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isFound");
    const QByteArray page = "<!DOCTYPE html><SCRIPT>parent.show(1)</SCRIPT>\n";
    QTest::newRow("plain") << QByteArray() << page << true;
    QTest::newRow("none") << QByteArray() << QByteArray("<p>no <scrip t>") << false;
    QTest::newRow("empty") << QByteArray() << QByteArray() << false;
    QTest::newRow("9110 8.4.1 coded") << QByteArray("deflate") << deflated(page) << true;
    QTest::newRow("9110 8.4.1 coded, none") << QByteArray("deflate") << deflated("<p>") << false;
    QTest::newRow("9110 8.4.1 a coding nobody knows") << QByteArray("zstd") << page << true;
}

void TestScriptSearch::finds()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, body);
    QFETCH(bool, isFound);
    for (qsizetype split = 0; split <= body.size(); ++split) {
        ScriptSearch search(coding, Limit);
        search.feed(QByteArrayView(body).first(split));
        search.feed(QByteArrayView(body).sliced(split));
        QCOMPARE(search.hasFound(), isFound);
    }
}

void TestScriptSearch::countsTheContent()
{
    for (const QByteArray &begin : { QByteArray("<p>"), QByteArray("<script>") }) {
        const QByteArray page = begin + QByteArray(Limit - begin.size(), ' ');
        ScriptSearch plain({}, Limit);
        plain.feed(page);
        QVERIFY(!plain.isTooLong());
        plain.feed(" ");
        QVERIFY(plain.isTooLong());
        ScriptSearch coded("deflate", Limit);
        coded.feed(deflated(page));
        QVERIFY(!coded.isTooLong());
        ScriptSearch longer("deflate", Limit);
        longer.feed(deflated(page + ' '));
        QVERIFY(longer.isTooLong());
        QCOMPARE(longer.hasFound(), begin == "<script>");
    }
}

void TestScriptSearch::looksAtTheBeginningOnly_data()
{
    QTest::addColumn<qint64>("before");
    QTest::addColumn<bool>("isFound");
    const qint64 tag = 7;
    QTest::newRow("at its end") << ScriptSearch::MaxSearchedOctets - tag << true;
    QTest::newRow("across its end") << ScriptSearch::MaxSearchedOctets - tag + 1 << false;
    QTest::newRow("far behind") << ScriptSearch::MaxSearchedOctets * 4 << false;
}

void TestScriptSearch::looksAtTheBeginningOnly()
{
    QFETCH(qint64, before);
    QFETCH(bool, isFound);
    const QByteArray page = QByteArray(before, ' ') + "<script>";
    for (const QByteArray &coding : { QByteArray(), QByteArray("deflate") }) {
        const QByteArray body = coding.isEmpty() ? page : deflated(page);
        ScriptSearch search(coding, Limit);
        for (qsizetype at = 0; at < body.size(); at += 500)
            search.feed(QByteArrayView(body).sliced(at, qMin<qsizetype>(500, body.size() - at)));
        QCOMPARE(search.hasFound(), isFound);
    }
}

void TestScriptSearch::endsWhereTheCodingIsBroken()
{
    ScriptSearch search("deflate", Limit);
    search.feed("\x78\x9c\xff\xff\xff\xff<script>");
    search.feed("<script>");
    QVERIFY(!search.hasFound());
}

QTEST_GUILESS_MAIN(TestScriptSearch)
#include "tst_scriptsearch.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/filter.h"
#include "models/filtercompletion.h"

#include <QTest>

using namespace Pushscope;

class TestFilterCompletion : public QObject
{
    Q_OBJECT

private slots:
    void completes_data();
    void completes();
    void everyOfferIsUnderstood();
    void everyKeyHasAMeaning();
};

namespace {

QList<FilterSession> sessions()
{
    return { { 1, QStringLiteral("quotes") }, { 12, QStringLiteral("jobs") } };
}

} // namespace

void TestFilterCompletion::completes_data()
{
    QTest::addColumn<QString>("typed"); // | is the cursor.
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("some"); // The first offers.
    QTest::addColumn<int>("least");

    const auto row
        = [](const char *name, const char *typed, const char *word, const char *some, int least) {
              QTest::newRow(name) << QString::fromLatin1(typed) << QString::fromLatin1(word)
                                  << QString::fromLatin1(some) << least;
          };
    row("key", "ki|", "ki", "kind:", 1);
    row("keys", "s|", "s", "session: stream: seq> size> status>=", 5);
    row("no key", "xyz|", "xyz", "", 0);
    row("nothing typed", "|", "", "", 0);
    row("after a blank", "a |", "", "", 0);
    row("kind", "kind:ws.p|", "kind:ws.p", "kind:ws.ping kind:ws.pong", 2);
    row("kinds of a family", "kind:ws|", "kind:ws", "kind:ws.* kind:ws.handshake", 6);
    row("in the middle of a word", "kind:mess|", "kind:mess", "kind:stream.message", 2);
    row("all values", "from:|", "from:", "from:client from:server", 2);
    row("the whole value", "from:client|", "from:client", "", 0);
    row("negated", "-is:|", "is:", "is:problem is:heartbeat is:carrier", 3);
    row("in parentheses", "(a or vio|", "vio", "violation:", 1);
    row("session by number", "session:1|", "session:1", "session:1 session:12", 2);
    row("session by name", "session:quo|", "session:quo", "session:1", 1);
    row("compared", "session>=1|", "session>=1", "session>=1 session>=12", 2);
    row("close code by meaning", "code:going|", "code:going", "code:1001", 1);
    row("violation", "violation:inv|", "violation:inv", "violation:invalid-utf8", 2);
    row("error", "error:tls|", "error:tls", "error:tls-untrusted", 3);
    row("cursor inside", "kin| size>1k", "kin", "kind:", 1);
    row("quotation", "\"kind|", "", "", 0);
    row("after a quotation", "\"a b\" ki|", "ki", "kind:", 1);
    row("regular expression", "/kind|", "", "", 0);
    row("free number", "seq:|", "seq:", "", 0);
    row("sizes", "size:|", "size:", "size:1k size:64k", 3);
    row("times", "t>1|", "t>1", "t>100ms t>10s", 2);
    row("signs of a key", "size|", "size", "size> size: size< size>= size<=", 5);
    row("signs, the usual one first", "status|", "status", "status>= status:", 5);
    row("key without order", "kind|", "kind", "kind:", 1);
    row("key that others begin with", "s|", "s", "session:", 5);
}

void TestFilterCompletion::completes()
{
    QFETCH(QString, typed);
    QFETCH(QString, word);
    QFETCH(QString, some);
    QFETCH(int, least);
    const qsizetype cursor = typed.indexOf(QLatin1Char('|'));
    const QString expression = typed.remove(QLatin1Char('|'));
    const FilterCompletion completion = completeFilter(expression, cursor, sessions());
    QStringList texts;
    for (const FilterCandidate &candidate : completion.candidates)
        texts << candidate.text;
    QVERIFY2(texts.size() >= least && (least > 0 || texts.isEmpty()),
             qPrintable(texts.join(QLatin1Char(' '))));
    QVERIFY2(some.isEmpty() || texts.join(QLatin1Char(' ')).startsWith(some),
             qPrintable(texts.join(QLatin1Char(' '))));
    if (least > 0)
        QCOMPARE(expression.mid(completion.begin, completion.length), word);
}

void TestFilterCompletion::everyOfferIsUnderstood()
{
    const FilterCompletion keys = completeFilter({}, 0, sessions(), true);
    QCOMPARE(keys.candidates.size(), 19);
    int values = 0;
    for (const FilterCandidate &key : keys.candidates) {
        QVERIFY(!key.isWhole);
        const FilterCompletion offers = completeFilter(key.text, key.text.size(), sessions());
        for (const FilterCandidate &value : offers.candidates) {
            ++values;
            QVERIFY(value.isWhole);
            const Filter::Parsed parsed = Filter::parse(value.text);
            QVERIFY2(std::holds_alternative<std::shared_ptr<const Filter>>(parsed),
                     qPrintable(value.text));
        }
    }
    QVERIFY(values > 150);
}

void TestFilterCompletion::everyKeyHasAMeaning()
{
    for (const FilterCandidate &key : completeFilter({}, 0, {}, true).candidates)
        QVERIFY2(!key.meaning.isEmpty(), qPrintable(key.text));
}

QTEST_APPLESS_MAIN(TestFilterCompletion)
#include "tst_filtercompletion.moc"

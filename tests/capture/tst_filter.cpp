// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/error.h"
#include "capture/filter.h"

#include <QByteArrayList>
#include <QTest>

using namespace Pushscope;

namespace {

QByteArray kindsText(KindSet kinds)
{
    QByteArrayList names;
    for (int number = RecordKindFirst; number <= RecordKindLast; ++number) {
        if (kinds & kindBit(static_cast<RecordKind>(number)))
            names += recordKindName(static_cast<RecordKind>(number)).toByteArray();
    }
    return names.join(',');
}

/// How these tests write a term down.
struct TermText {
    QByteArray operator()(const NumberTerm &term) const
    {
        static constexpr const char *Columns[]
            = { "seq", "t", "session", "conn", "stream", "exchange", "size", "code" };
        static constexpr const char *Signs[] = { "=", "<", "<=", ">", ">=" };
        QByteArray text(Columns[static_cast<int>(term.column)]);
        text += Signs[static_cast<int>(term.comparison)];
        text += QByteArray::number(term.value);
        return term.kinds ? QByteArray(text + '@' + kindsText(term.kinds)) : text;
    }
    QByteArray operator()(const KindTerm &term) const { return "kind " + kindsText(term.kinds); }
    QByteArray operator()(const FromTerm &term) const { return "from " + fromName(term.from); }
    QByteArray operator()(const CauseTerm &term) const { return "cause " + causeName(term.cause); }
    QByteArray operator()(const TechniqueTerm &term) const
    {
        return "technique " + techniqueName(term.technique);
    }
    QByteArray operator()(const ViolationTerm &term) const
    {
        const auto violations = term.violations.toVector();
        if (violations.size() == 1)
            return "violation " + violationName(violations.front());
        return "violations " + QByteArray::number(violations.size());
    }
    QByteArray operator()(const FoldTerm &term) const { return "is " + foldName(term.fold); }
    QByteArray operator()(const ProblemTerm &) const { return "is problem"; }
    QByteArray operator()(const WordTerm &term) const { return '\'' + term.text.toUtf8() + '\''; }
    QByteArray operator()(const RegexTerm &term) const
    {
        const bool isCaseInsensitive
            = term.pattern.patternOptions() & QRegularExpression::CaseInsensitiveOption;
        return '/' + term.pattern.pattern().toUtf8() + (isCaseInsensitive ? "/i" : "/");
    }
    QByteArray operator()(const EventTerm &term) const { return "event " + term.type; }
    QByteArray operator()(const IdTerm &term) const { return "id " + term.id; }
};

QByteArray nodeText(const Filter &filter, const Filter::Node &node)
{
    if (node.kind == Filter::Node::Kind::Term)
        return std::visit(TermText(), filter.terms()[node.term]);
    QByteArrayList children;
    for (const Filter::Node &child : node.children)
        children += nodeText(filter, child);
    static constexpr const char *Names[] = { "all", "any", "not" };
    return Names[static_cast<int>(node.kind)] + ('(' + children.join("; ")) + ')';
}

/// The tree, or the error as `code begin+length text`.
QByteArray understood(const QString &expression)
{
    const Filter::Parsed parsed = Filter::parse(expression);
    if (const auto *error = std::get_if<FilterError>(&parsed)) {
        return filterErrorName(error->code).toByteArray() + ' '
            + QByteArray::number(error->column()) + '+' + QByteArray::number(error->length) + ' '
            + error->text.toUtf8();
    }
    const Filter &filter = *std::get<0>(parsed);
    return nodeText(filter, filter.root());
}

std::shared_ptr<const Filter> filterOf(const QString &expression)
{
    const Filter::Parsed parsed = Filter::parse(expression);
    const auto *filter = std::get_if<0>(&parsed);
    return filter ? *filter : nullptr;
}

void row(const char *name, const char *expression, const char *text)
{
    QTest::newRow(name) << QString::fromUtf8(expression) << QByteArray(text);
}

} // namespace

class TestFilter : public QObject
{
    Q_OBJECT

private slots:
    void grammar_data();
    void grammar();
    void keys_data();
    void keys();
    void errors_data();
    void errors();
    void depth();
    void manyTerms();
    void everything();
    void needsOctets();
    void columnsComeFirst();
    void listsItsKeys();
    void hints();
    void errorNamesAreUnique();
};

void TestFilter::grammar_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QByteArray>("text");

    row("2 nothing", "", "all()");
    row("2 blanks", "  \t ", "all()");
    row("2 word", "hello", "'hello'");
    row("2 words are and-ed", "a b", "all('a'; 'b')");
    row("2 and", "a and b", "all('a'; 'b')");
    row("2 or", "a or b", "any('a'; 'b')");
    row("2 or binds less than and", "a b or c and d", "any(all('a'; 'b'); all('c'; 'd'))");
    row("2 not binds most", "not a b", "all(not('a'); 'b')");
    row("2 minus is not", "-a b", "all(not('a'); 'b')");
    row("2 not of or", "not a or b", "any(not('a'); 'b')");
    row("2 not not", "not not a", "not(not('a'))");
    row("2 minus minus", "--a", "not(not('a'))");
    row("2 minus in a word", "a-b", "'a-b'");
    row("2 parentheses", "(a or b) c", "all(any('a'; 'b'); 'c')");
    row("2 parentheses without blanks", "(a)(b)", "all('a'; 'b')");
    row("2 not of parentheses", "-(a b)", "not(all('a'; 'b'))");
    row("2 not before parentheses", "not(a or b)", "not(any('a'; 'b'))");
    row("2 or before parentheses", "a or(b)", "any('a'; 'b')");
    row("2 blanks in parentheses", "( ( a ) )", "'a'");
    row("2 capitals", "a OR NOT b AND c", "any('a'; all(not('b'); 'c'))");
    row("2 mixed case is a word", "a Or b", "all('a'; 'Or'; 'b')");
    row("2 words that begin like operators", "order nothing android",
        "all('order'; 'nothing'; 'android')");
    row("2 quotation", "\"a or (b)\"", "'a or (b)'");
    row("2 quoted operator", "\"or\"", "'or'");
    row("2 empty quotation", "\"\"", "''");
    row("2 quote and backslash in a quotation", "\"\\\"\\\\\\n\"", "'\"\\\\n'");
    row("2 not of a quotation", "-\"a b\"", "not('a b')");
    row("2 regex", "/a b|c/", "/a b|c/");
    row("2 regex with flag", "/a/i", "/a/i");
    row("2 regex with slash", "/a\\/b\\d\\\\/", "/a/b\\d\\\\/");
    row("2 not of a regex", "-/a/", "not(/a/)");
    row("2 regex in parentheses", "(/(a) b/)", "/(a) b/");
    row("2 time of day is a word", "12:30", "'12:30'");
    row("2 tag is a word", "<div>", "'<div>'");
    row("2 equals sign in a word", "a=b", "'a=b'");
    row("2 word that is not ASCII", "\xE4\xBB\xB7\xE6\xA0\xBC", "'\xE4\xBB\xB7\xE6\xA0\xBC'");
    row("2 blanks around the sign", "size > 1k", "size>1024");
    row("2 blank before the sign", "size >=1k", "size>=1024");
    row("2 blank behind the sign", "kind: note", "kind note");
    row("2 blank before a colon", "event :quote", "event quote");
    row("2 blank before the unit", "size > 1 kB x", "all(size>1024; 'x')");
    row("2 blank before a unit of time", "t<1.5 s", "t<1500000000");
    row("2 word that is no unit", "size>1 s", "all(size>1; 's')");
    row("2 unit behind a unit is a word", "size>1k k", "all(size>1024; 'k')");
    row("2 blanks and a quotation", "event : \"a b\"", "event a b");
    row("2 key alone is a word", "error size", "all('error'; 'size')");
    row("2 tag behind the name of a key", "error <b>", "all('error'; '<b>')");
    row("2 sign between words", "a > b", "all('a'; '>'; 'b')");
    row("2 equals sign between words", "a = b", "all('a'; '='; 'b')");
    row("2 colon between words", "a : b", "all('a'; ':'; 'b')");
    row("2 example of the window", "kind:ws.frame from:server size>1k code:1006 /regex/",
        "all(kind ws.frame; from server; size>1024; code=1006@ws.close,ws.closed; /regex/)");
}

void TestFilter::grammar()
{
    QFETCH(QString, expression);
    QTEST(understood(expression), "text");
}

void TestFilter::keys_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QByteArray>("text");

    row("2 kind", "kind:sse.event", "kind sse.event");
    row("2 kind glob", "kind:ws.p*", "kind ws.ping,ws.pong");
    row("2 kind question mark", "kind:ws.p?ng", "kind ws.ping,ws.pong");
    row("2 kind glob in the middle", "kind:*.message", "kind stream.message,ws.message");
    row("2 kind glob of one", "kind:note*", "kind note");
    row("2 kind quoted", "kind:\"clock\"", "kind clock");
    row("2 dot is no glob", "kind:ws.c*", "kind ws.close,ws.closed");
    row("2 from client", "from:client", "from client");
    row("2 from server", "from:server", "from server");
    row("2 session", "session:2", "session=2");
    row("2 conn", "conn>=2", "conn>=2");
    row("2 exchange", "exchange<=2", "exchange<=2");
    row("2 stream", "stream<2", "stream<2");
    row("2 seq", "seq>2", "seq>2");
    row("2 largest number", "seq<9223372036854775806", "seq<9223372036854775806");
    row("2 t without unit", "t>1500", "t>1500");
    row("2 t in ns", "t>1500ns", "t>1500");
    row("2 t in us", "t>=1.5us", "t>=1500");
    row("2 t in ms", "t<0.25ms", "t<250000");
    row("2 t in s", "t<=60s", "t<=60000000000");
    row("2 nine places of a second", "t:0.000000001s", "t=1");
    row("2 fraction is cut, below", "t<1.5", "t<2");
    row("2 fraction is cut, at most", "t<=1.5", "t<=1");
    row("2 fraction is cut, above", "t>1.5", "t>1");
    row("2 fraction is cut, at least", "t>=1.5", "t>=2");
    row("2 fraction of zeros is exact", "t<1.0", "t<1");
    row("2 size", "size:64", "size=64");
    row("2 size in M", "size<=1.5M", "size<=1572864");
    row("2 size in M behind a blank", "size<=1.5 M", "size<=1572864");
    for (const char *kibi : { "k", "K", "kB", "KB", "Kb", "KiB", "kib" })
        row(QByteArray("2 size in ").append(kibi).constData(),
            QByteArray("size>1").append(kibi).constData(), "size>1024");
    for (const char *mebi : { "m", "MB", "MiB" })
        row(QByteArray("2 size in ").append(mebi).constData(),
            QByteArray("size>1").append(mebi).constData(), "size>1048576");
    row("2 size in B", "size>1B", "size>1");
    row("2 size in G", "size>1GiB", "size>1073741824");
    row("2 t in micro sign", "t>1\xC2\xB5s", "t>1000");
    row("2 t in Greek mu", "t>1\xCE\xBCs", "t>1000");
    row("2 t in capitals", "t>1MS", "t>1000000");
    row("2 code", "code:1006", "code=1006@ws.close,ws.closed");
    row("2 code compared", "code>=4000", "code>=4000@ws.close,ws.closed");
    row("2 status", "status>=400", "code>=400@http.response,poll.result");
    row("2 opcode", "opcode:9", "code=9@ws.frame,ws.message,ws.ping,ws.pong");
    row("2 opcode of Close", "opcode:8",
        "any(code=8@ws.frame,ws.message,ws.ping,ws.pong; kind ws.close)");
    row("2 opcodes of control frames", "opcode>=8",
        "any(code>=8@ws.frame,ws.message,ws.ping,ws.pong; kind ws.close)");
    row("2 event", "event:quote", "event quote");
    row("2 event quoted", "event:\"a b\"", "event a b");
    row("2 event with signs", "event:a:b>c", "event a:b>c");
    row("2 event empty", "event:\"\"", "event ");
    row("2 id", "id:7", "id 7");
    row("2 technique", "technique:short-poll", "technique short-poll");
    row("2 cause", "cause:echo", "cause echo");
    row("2 violation", "violation:invalid-utf8", "violation invalid-utf8");
    row("2 error", "error:tls-expired", "code=6@error");
    row("2 error any", "error:any", "kind error");
    row("heartbeats", "is:heartbeat", "is heartbeat");
    row("problems", "is:problem", "is problem");
    row("no carriers", "-is:carrier", "not(is carrier)");
    row("2 key negated", "-kind:clock", "not(kind clock)");
    row("2 key in parentheses", "(seq>1)", "seq>1");
}

void TestFilter::keys()
{
    QFETCH(QString, expression);
    QTEST(understood(expression), "text");
    QCOMPARE(static_cast<int>(ErrorCode::TlsExpired), 6);
}

void TestFilter::errors_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QByteArray>("text"); // Column from 1, length.

    row("2 unknown key", "a foo:b", "unknown-key 3+3 foo");
    row("2 keys are lower case", "Kind:note", "unknown-key 1+4 Kind");
    row("2 address", "http://a", "unknown-key 1+4 http");
    row("2 unknown key after minus", "-foo>1", "unknown-key 2+3 foo");
    row("2 unknown kind", "kind:ws.fram", "unknown-value 6+7 ws.fram");
    row("2 kinds are lower case", "kind:NOTE", "unknown-value 6+4 NOTE");
    row("2 glob of no kind", "kind:x*", "unknown-value 6+2 x*");
    row("2 unknown origin", "from:me", "unknown-value 6+2 me");
    row("2 unknown technique", "technique:comet", "unknown-value 11+5 comet");
    row("2 unknown cause", "cause:none", "unknown-value 7+4 none");
    row("2 unknown violation", "violation:foo", "unknown-value 11+3 foo");
    row("2 unknown error", "error:foo", "unknown-value 7+3 foo");
    row("2 nothing to fold", "is:note", "unknown-value 4+4 note");
    row("2 no value", "kind:", "expected-value 6+0 ");
    row("2 no value before blanks", "kind:  ", "expected-value 8+0 ");
    row("2 sign last", "size >", "expected-value 7+0 ");
    row("2 sign and blanks last", "a size > ", "expected-value 10+0 ");
    row("2 sign before an operator", "size > or a", "expected-value 8+2 or");
    row("2 unknown key before blanks", "a foo > 1", "unknown-key 3+3 foo");
    row("2 unknown key before a sign", "foo >=1", "unknown-key 1+3 foo");
    row("2 no number behind blanks", "size > x", "bad-number 8+1 x");
    row("2 no order, with blanks", "kind > note", "not-comparable 6+1 kind");
    row("2 equals sign behind a blank", "status = 200", "unknown-operator 8+1 =");
    row("2 no value before a parenthesis", "(seq>)", "expected-value 6+1 )");
    row("2 kind has no order", "kind>note", "not-comparable 5+1 kind");
    row("2 event has no order", "event<=a", "not-comparable 6+2 event");
    row("2 violation has no order", "violation>any", "not-comparable 10+1 violation");
    row("2 equals sign", "status=200", "unknown-operator 7+1 =");
    row("2 double equals sign", "status==200", "unknown-operator 7+1 =");
    row("2 not a number", "seq:x", "bad-number 5+1 x");
    row("2 number with more behind", "seq:5x", "bad-number 5+2 5x");
    row("2 negative", "seq>-1", "bad-number 5+2 -1");
    row("2 fraction of an integer", "seq>1.5", "bad-number 5+3 1.5");
    row("2 no digit before the point", "size>.5k", "bad-number 6+3 .5k");
    row("2 no digit after the point", "size>1.k", "bad-number 6+3 1.k");
    row("2 beyond 63 bits", "seq>9223372036854775808", "bad-number 5+19 9223372036854775808");
    row("2 beyond 63 bits by its unit", "t>9223372037s", "bad-number 3+11 9223372037s");
    row("2 ten places", "t>0.0000000001s", "bad-number 3+13 0.0000000001s");
    row("2 hexadecimal", "code:0x3e8", "bad-number 6+5 0x3e8");
    row("2 unknown time", "t>5m", "unknown-unit 4+1 m");
    row("2 unknown size", "size>1.5TB", "unknown-unit 9+2 TB");
    row("2 unit of an integer", "status:2k", "bad-number 8+2 2k");
    row("2 operator first", "or a", "expected-term 1+2 or");
    row("2 operator last", "a or ", "expected-term 6+0 ");
    row("2 and last", "a and", "expected-term 6+0 ");
    row("2 not last", "a not", "expected-term 6+0 ");
    row("2 minus last", "a -", "expected-term 4+0 ");
    row("2 minus alone", "a - b", "expected-term 4+1  ");
    row("2 two operators", "a and or b", "expected-term 7+2 or");
    row("2 empty parentheses", "a ()", "expected-term 4+1 )");
    row("2 operator before a parenthesis", "(a or)", "expected-term 6+1 )");
    row("2 not closed", "a (b (c)", "missing-parenthesis 3+1 (");
    row("2 closed twice", "(a)) b", "unexpected-parenthesis 4+1 )");
    row("2 quotation not closed", "a \"b c", "unterminated-quote 3+4 \"b c");
    row("2 quotation closed by an escape", "\"a\\\"", "unterminated-quote 1+4 \"a\\\"");
    row("2 value not closed", "event:\"a", "unterminated-quote 7+2 \"a");
    row("2 quote in a word", "ab\"c d\"", "quote-inside-word 3+1 \"");
    row("2 word behind a quotation", "\"a b\"c", "quote-inside-word 5+1 \"");
    row("2 regex not closed", "a /b c", "unterminated-regex 3+4 /b c");
    row("2 regex closed by an escape", "/a\\/", "unterminated-regex 1+4 /a\\/");
    row("2 unknown flag", "/a/g", "unknown-regex-flag 4+1 g");
    row("2 flags", "/a/ig b", "unknown-regex-flag 4+2 ig");
    row("2 column in UTF-16 units", "\xF0\x9F\x98\x80 foo:b", "unknown-key 4+3 foo");
}

void TestFilter::errors()
{
    QFETCH(QString, expression);
    QTEST(understood(expression), "text");

    const Filter::Parsed bad = Filter::parse(u"a /b(/ c");
    const auto *error = std::get_if<FilterError>(&bad);
    QVERIFY(error);
    QVERIFY(error->code == FilterErrorCode::BadRegex);
    QCOMPARE(error->begin, 2);
    QCOMPARE(error->length, 4);
    QVERIFY(!error->text.isEmpty() && !error->text.startsWith(u'/'));
}

void TestFilter::depth()
{
    const auto nested = [](qsizetype depth) -> QString {
        return QString(depth, u'(') + u'a' + QString(depth, u')');
    };
    QCOMPARE(understood(nested(Filter::MaxDepth)), QByteArray("'a'"));
    QCOMPARE(understood(nested(Filter::MaxDepth + 1)), QByteArray("too-deep 65+1 ("));
    QCOMPARE(understood(QString(100000, u'(')), QByteArray("too-deep 65+1 ("));
    QCOMPARE(understood(QString(100000, u'-')), QByteArray("too-deep 65+1 -"));
    // Beside each other is not inside each other.
    QVERIFY(filterOf(QStringLiteral("(-a) ").repeated(100)));
}

void TestFilter::manyTerms()
{
    const auto terms = static_cast<qsizetype>(Filter::MaxTerms);
    QVERIFY(filterOf(QStringLiteral("a ").repeated(terms)));
    const Filter::Parsed parsed = Filter::parse(QStringLiteral("a ").repeated(terms + 1));
    const auto *error = std::get_if<FilterError>(&parsed);
    QVERIFY(error && error->code == FilterErrorCode::TooManyTerms);
}

void TestFilter::everything()
{
    QVERIFY(filterOf(QString())->isEverything());
    QVERIFY(!filterOf(QStringLiteral("a"))->isEverything());
    QVERIFY(!filterOf(QStringLiteral("a b"))->isEverything());
}

void TestFilter::needsOctets()
{
    for (const char *with : { "a", "/a/", "event:a", "id:a", "seq>1 or a", "-(seq>1 a)" })
        QVERIFY2(filterOf(QString::fromLatin1(with))->needsOctets(), with);
    for (const char *without : { "", "seq>1", "kind:note or -from:client", "technique:sse" })
        QVERIFY2(!filterOf(QString::fromLatin1(without))->needsOctets(), without);
}

void TestFilter::columnsComeFirst()
{
    QCOMPARE(understood(QStringLiteral("a seq>1 /b/ (c or kind:note or d) t>1")),
             QByteArray("all(seq>1; t>1; 'a'; /b/; any(kind note; 'c'; 'd'))"));
}

void TestFilter::listsItsKeys()
{
    const std::vector<FilterKey> keys = filterKeys();
    QCOMPARE(keys.size(), std::size_t{ 19 });
    for (const FilterKey &key : keys) {
        const QString name = QString::fromLatin1(key.name);
        QVERIFY(isFilterKey(name));
        QVERIFY(filterKey(name)->example == key.example);
        // What people are shown is understood, and is about the key.
        const QString example = QString::fromLatin1(key.example);
        QVERIFY2(filterOf(example), key.example.data());
        QVERIFY(example.startsWith(name));
        const auto compared = filterOf(QString(name + u">1"));
        QCOMPARE(compared != nullptr, key.isComparable);
    }
    QVERIFY(!filterKey(u"foo"));
    QVERIFY(!isFilterKey(u"foo"));
    QVERIFY(!isFilterKey(u""));
    const auto made = makeFilterTerms({ .key = QStringLiteral("foo"), .value = {} });
    QVERIFY(std::get<FilterError>(made).code == FilterErrorCode::UnknownKey);
}

void TestFilter::hints()
{
    const auto filter = filterOf(QStringLiteral("size (a or -error) size:1 \"kind\" sizes"));
    QVERIFY(filter);
    const std::vector<Filter::Hint> expected{ { QStringLiteral("size"), 0 },
                                              { QStringLiteral("error"), 12 } };
    QVERIFY(filter->hints() == expected);
    QVERIFY(filterOf(QStringLiteral("size > 1 kB"))->hints().empty());
}

void TestFilter::errorNamesAreUnique()
{
    QByteArrayList names;
    for (int code = 0; code <= static_cast<int>(FilterErrorCode::TooManyTerms); ++code) {
        const QByteArray name = filterErrorName(static_cast<FilterErrorCode>(code)).toByteArray();
        QVERIFY(!name.isEmpty() && !names.contains(name));
        names += name;
    }
}

QTEST_APPLESS_MAIN(TestFilter)
#include "tst_filter.moc"

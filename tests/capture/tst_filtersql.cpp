// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/error.h"
#include "capture/filterpredicate.h"
#include "capture/filtersql.h"
#include "capture/violationcolumns.h"

#include <sqlite3.h>

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <array>
#include <limits>
#include <set>

using namespace Pushscope;

namespace {

constexpr int RecordCount = 10'000;
constexpr int ExpressionCount = 250;
constexpr int SummarySize = 64;
constexpr quint32 SessionCount = 6;

QRandomGenerator seeded(quint32 seed)
{
    return QRandomGenerator(seed);
}

Technique techniqueOfSession(quint32 session)
{
    constexpr std::array Some { Technique::Auto, Technique::WebSocket, Technique::Sse,
                                Technique::LongPoll };
    return Some[session % Some.size()];
}

Record randomRecord(QRandomGenerator &random, qint64 seq)
{
    // Mostly small numbers, so that expressions meet; now and then what is at an edge.
    static constexpr std::array<qint64, 6> Sizes{ 0, 1, 64, 1023, 1024, 1 << 20 };
    static constexpr std::array<qint32, 8> Codes{ Record::NoCode, 0, 1, 8, 9, 200, 1006, 404 };
    Record record;
    record.seq = seq;
    record.t = random.bounded(10) == 0 ? Record::NoTime
                                       : static_cast<qint64>(random.bounded(3000)) * 1'000'000;
    record.kind = static_cast<RecordKind>(random.bounded(RecordKindFirst, RecordKindLast + 1));
    record.from = static_cast<From>(random.bounded(3));
    record.cause = static_cast<Cause>(random.bounded(8));
    record.flags = static_cast<quint8>(random.bounded(4));
    record.code = Codes[random.bounded(static_cast<quint32>(Codes.size()))];
    record.session = random.bounded(SessionCount);
    record.connection = random.bounded(5U);
    record.stream = random.bounded(4U);
    record.exchange = random.bounded(20U);
    record.size = Sizes[random.bounded(static_cast<quint32>(Sizes.size()))];
    if (record.kind == RecordKind::PollResult && random.bounded(3) != 0)
        record.detail = random.bounded(2) == 0 ? R"({"empty":true})" : R"({"empty":false})";
    // Members that make a problem of a record, or none, whatever its kind is.
    static constexpr std::array<const char *, 9> Members{
        R"({"outcome":"answered"})",       R"({"outcome":"timeout"})",
        R"({"outcome":"answered","called":true})", R"({"called":false})",
        R"({"why":"unterminated-block"})", R"({"outside":"preamble"})",
        R"({"accepted":true})",            R"({"clean":true,"reason":"\"clean\":true"})",
        R"({"reason":"\"clean\":true"})"
    };
    if (record.detail.isEmpty() && random.bounded(2) == 0)
        record.detail = Members[random.bounded(static_cast<quint32>(Members.size()))];
    if (random.bounded(3) == 0)
        record.violations.add(static_cast<Violation>(random.bounded(ViolationCount)));
    return record;
}

/// Texts, events and ids made up from the record's number.
class MadeUpSubject final : public FilterSubject
{
public:
    std::span<const QByteArray> texts(const Record &record) override
    {
        static constexpr std::array<const char *, 5> Words{ "alpha Beta", "x=1", "\xC3\x84pfel",
                                                            "\xFF\xFE", "" };
        m_texts
            = { Words[static_cast<std::size_t>(record.seq % 5)], QByteArray::number(record.seq) };
        if (record.seq % 7 == 0)
            m_texts.clear();
        return m_texts;
    }
    std::optional<QByteArray> eventType(const Record &record) override
    {
        return record.kind == RecordKind::SseEvent
            ? std::optional<QByteArray>(record.seq % 2 ? "quote" : "message")
            : std::nullopt;
    }
    std::optional<QByteArray> eventId(const Record &record) override
    {
        return record.kind == RecordKind::SseEvent
            ? std::optional<QByteArray>(QByteArray::number(record.seq % 10))
            : std::nullopt;
    }
    std::optional<Technique> technique(quint32 session) override
    {
        return session == 0 ? std::nullopt : std::optional(techniqueOfSession(session));
    }

private:
    std::vector<QByteArray> m_texts;
};

QString randomTerm(QRandomGenerator &random)
{
    static constexpr std::array<const char *, 48> Terms{
        "violation:reserved-event",
        "alpha",
        "BETA",
        "1",
        "\"alpha b\"",
        "\xC3\xA4PFEL",
        "/^1/",
        "/BETA/i",
        "/\\d\\d3$/",
        "kind:ws.*",
        "kind:sse.event",
        "kind:*.c*",
        "from:client",
        "from:server",
        "session:1",
        "session<3",
        "session:0",
        "conn>=2",
        "conn<9",
        "exchange<=4",
        "stream:2",
        "stream>0",
        "seq>5000",
        "seq<=100",
        "t>1s",
        "t<=1500ms",
        "t>=0",
        "size>1k",
        "size<1",
        "size:64",
        "size>=1M",
        "code:1006",
        "code<1000",
        "status>=400",
        "status:200",
        "opcode:8",
        "opcode<=1",
        "event:quote",
        "id:7",
        "technique:sse",
        "technique:websocket",
        "cause:echo",
        "violation:any",
        "violation:invalid-utf8",
        "error:any",
        "is:heartbeat",
        "is:carrier",
        "is:problem",
    };
    if (random.bounded(12) == 0) {
        const auto code = static_cast<ErrorCode>(random.bounded(10));
        return QStringLiteral("error:") + QString::fromLatin1(errorCodeName(code));
    }
    return QString::fromUtf8(Terms[random.bounded(static_cast<quint32>(Terms.size()))]);
}

QString randomExpression(QRandomGenerator &random, int depth)
{
    if (depth == 0)
        return randomTerm(random);
    const auto inner = [&] { return randomExpression(random, depth - 1); };
    switch (random.bounded(6)) {
    case 0:
        return QString(inner() + u' ' + inner());
    case 1:
        return QString(inner() + u" and " + inner());
    case 2:
        return QString(u'(' + inner() + u" or " + inner() + u')');
    case 3:
        return QString(u"-(" + inner() + u')');
    case 4:
        return QString(u"not " + inner());
    default:
        return randomTerm(random);
    }
}

std::shared_ptr<const Filter> filterOf(const QString &expression)
{
    const Filter::Parsed parsed = Filter::parse(expression);
    const auto *filter = std::get_if<0>(&parsed);
    return filter ? *filter : nullptr;
}

} // namespace

class TestFilterSql : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void agrees();
    void agreesOnEachTerm_data();
    void agreesOnEachTerm();
    void summaryMissesNothing();
    void summarySkips();
    void deepAndWide();
    void holdsNothingTyped();
    void text_data();
    void text();

private:
    void run(const char *sql);
    void fillSummary();
    QList<qint64> query(const QByteArray &sql);
    QList<qint64> bySql(const Filter &filter);
    QList<qint64> byPredicate(const Filter &filter);
    static void match(sqlite3_context *context, int count, sqlite3_value **values);

    sqlite3 *m_database = nullptr;
    std::vector<Record> m_records; ///< Record n has seq n + 1.
    MadeUpSubject m_subject;
    const Filter *m_filter = nullptr; ///< The one that pushscope_match() is about.
};

void TestFilterSql::match(sqlite3_context *context, int, sqlite3_value **values)
{
    auto *self = static_cast<TestFilterSql *>(sqlite3_user_data(context));
    const auto term = static_cast<std::size_t>(sqlite3_value_int64(values[0]));
    const auto index = static_cast<std::size_t>(sqlite3_value_int64(values[1]) - 1);
    const bool isMatch
        = matchesTerm(self->m_filter->terms()[term], self->m_records[index], self->m_subject);
    sqlite3_result_int(context, isMatch ? 1 : 0);
}

void TestFilterSql::run(const char *sql)
{
    QVERIFY2(sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr) == SQLITE_OK,
             sqlite3_errmsg(m_database));
}

void TestFilterSql::initTestCase()
{
    QCOMPARE(sqlite3_open(":memory:", &m_database), SQLITE_OK);
    sqlite3_create_function(m_database, "pushscope_match", 2, SQLITE_UTF8, this, &match, nullptr,
                            nullptr);
    run("CREATE TABLE record(seq INTEGER PRIMARY KEY, t INTEGER, kind INTEGER, origin INTEGER,"
        " cause INTEGER, code INTEGER, session INTEGER, connection INTEGER, stream INTEGER,"
        " exchange INTEGER, size INTEGER, violations INTEGER, flags INTEGER, detail TEXT)");
    run("CREATE TABLE session(id INTEGER PRIMARY KEY, technique TEXT)");
    run("CREATE TABLE summary(connection INTEGER, origin INTEGER, first_seq INTEGER,"
        " last_seq INTEGER, t_first INTEGER, t_last INTEGER, kinds INTEGER, violations INTEGER,"
        " PRIMARY KEY(connection, origin, first_seq)) WITHOUT ROWID");
    run("BEGIN");
    QRandomGenerator random = seeded(1);
    for (qint64 seq = 1; seq <= RecordCount; ++seq) {
        const Record record = m_records.emplace_back(randomRecord(random, seq));
        const auto number = [](qint64 value) -> QByteArray { return QByteArray::number(value); };
        const QByteArray t = record.t == Record::NoTime ? QByteArray("NULL") : number(record.t);
        const QByteArray code
            = record.code == Record::NoCode ? QByteArray("NULL") : number(record.code);
        const QByteArrayList values{ number(seq),
                                     t,
                                     number(static_cast<int>(record.kind)),
                                     number(static_cast<int>(record.from)),
                                     number(static_cast<int>(record.cause)),
                                     code,
                                     number(record.session),
                                     number(record.connection),
                                     number(record.stream),
                                     number(record.exchange),
                                     number(record.size),
                                     number(static_cast<qint64>(record.violations.bits())),
                                     number(
                                         ViolationColumns::flags(record.flags, record.violations)),
                                     record.detail.isEmpty()
                                         ? QByteArray("NULL")
                                         : QByteArray('\'' + record.detail + '\'') };
        run(QByteArray("INSERT INTO record VALUES(" + values.join(',') + ')').constData());
    }
    for (quint32 session = 1; session < SessionCount; ++session) {
        run(QByteArray("INSERT INTO session VALUES(" + QByteArray::number(session) + ",'"
                       + techniqueName(techniqueOfSession(session)).toByteArray() + "')")
                .constData());
    }
    fillSummary();
    run("COMMIT");
}

/// As the capture file has it: consecutive records of one connection and origin, by their bounds.
void TestFilterSql::fillSummary()
{
    run(QByteArray("INSERT INTO summary SELECT connection, origin, min(seq), max(seq), min(t),"
                   " max(t), sum(DISTINCT 1<<kind), 0 FROM record GROUP BY connection, origin,"
                   " seq/"
                   + QByteArray::number(SummarySize))
            .constData());
    // SQLite has no bitwise aggregate.
    for (const Record &record : m_records) {
        if (record.violations.isEmpty())
            continue;
        run(QByteArray("UPDATE summary SET violations = violations|"
                       + QByteArray::number(static_cast<qint64>(record.violations.bits()))
                       + ", kinds = kinds|"
                       + QByteArray::number(ViolationColumns::kinds(0, record.violations))
                       + " WHERE connection=" + QByteArray::number(record.connection)
                       + " AND origin=" + QByteArray::number(static_cast<int>(record.from))
                       + " AND first_seq<=" + QByteArray::number(record.seq)
                       + " AND last_seq>=" + QByteArray::number(record.seq))
                .constData());
    }
}

void TestFilterSql::cleanupTestCase()
{
    sqlite3_close(m_database);
}

QList<qint64> TestFilterSql::query(const QByteArray &sql)
{
    QList<qint64> rows;
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(m_database, sql.constData(), -1, &statement, nullptr) != SQLITE_OK)
        return { -1 };
    while (sqlite3_step(statement) == SQLITE_ROW)
        rows += sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return rows;
}

QList<qint64> TestFilterSql::bySql(const Filter &filter)
{
    m_filter = &filter;
    return query("SELECT seq FROM record WHERE " + filterSql(filter) + " ORDER BY seq");
}

QList<qint64> TestFilterSql::byPredicate(const Filter &filter)
{
    QList<qint64> rows;
    for (const Record &record : m_records) {
        if (matches(filter, record, m_subject))
            rows += record.seq;
    }
    return rows;
}

void TestFilterSql::agrees()
{
    QRandomGenerator random = seeded(2);
    int telling = 0; // That let some pass, but not all.
    for (int i = 0; i < ExpressionCount; ++i) {
        const QString expression = randomExpression(random, i % 5);
        const auto filter = filterOf(expression);
        QVERIFY2(filter, qPrintable(expression));
        const QList<qint64> rows = byPredicate(*filter);
        QVERIFY2(bySql(*filter) == rows, qPrintable(expression));
        telling += !rows.isEmpty() && rows.size() < RecordCount ? 1 : 0;
    }
    QVERIFY2(telling > ExpressionCount / 2, qPrintable(QString::number(telling)));
}

void TestFilterSql::agreesOnEachTerm_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<int>("least");

    const auto row = [](const char *expression, int least) {
        QTest::newRow(QByteArray(expression).replace(':', '=').constData())
            << QString::fromUtf8(expression) << least;
    };
    row("alpha", 1000);
    row("\xC3\xA4PFEL", 1000);
    row("/BETA/i", 1000);
    row("/BETA/", 0);
    row("kind:ws.*", 1000);
    row("from:server", 1000);
    row("cause:fault", 500);
    row("session<3", 1000);
    row("session:0", 0);
    row("conn<9", 5000);
    row("exchange:1", 100);
    row("stream>=1", 5000);
    row("seq:5000", 1);
    row("t<1s", 1000);
    row("t>=2999ms", 1);
    row("size>1k", 1000);
    row("code:1006", 10);
    row("status:200", 10);
    row("opcode:8", 100);
    row("opcode>=0", 500);
    row("event:quote", 50);
    row("id:7", 10);
    row("technique:sse", 1000);
    row("technique:auto", 500);
    row("violation:any", 1000);
    row("violation:cut-off", 10);
    row("error:refused", 0);
    row("error:any", 100);
    row("is:heartbeat", 100);
    row("is:carrier", 100);
    row("is:problem", 1000);
}

void TestFilterSql::agreesOnEachTerm()
{
    QFETCH(QString, expression);
    QFETCH(int, least);
    const auto filter = filterOf(expression);
    QVERIFY(filter);
    const QList<qint64> rows = byPredicate(*filter);
    QCOMPARE(bySql(*filter), rows);
    QVERIFY2(rows.size() >= least, qPrintable(QString::number(rows.size())));

    // What a record has not, is in the negation, in SQL too.
    const auto negated = filterOf(u'-' + expression);
    QVERIFY(negated);
    QCOMPARE(bySql(*negated).size(), RecordCount - rows.size());
    QCOMPARE(byPredicate(*negated).size(), RecordCount - rows.size());
}

void TestFilterSql::summaryMissesNothing()
{
    QRandomGenerator random = seeded(3);
    for (int i = 0; i < ExpressionCount / 4; ++i) {
        const QString expression = randomExpression(random, i % 5);
        const auto filter = filterOf(expression);
        QVERIFY2(filter, qPrintable(expression));
        m_filter = filter.get();
        const QList<qint64> missed
            = query("SELECT seq FROM record WHERE " + filterSql(*filter)
                    + " AND NOT EXISTS(SELECT 1 FROM summary WHERE summary.connection="
                      "record.connection AND summary.origin=record.origin AND record.seq BETWEEN"
                      " first_seq AND last_seq AND "
                    + filterSummarySql(*filter) + ')');
        QVERIFY2(missed.isEmpty(), qPrintable(expression));
    }
}

void TestFilterSql::summarySkips()
{
    const auto rows = [this](const char *expression) -> qint64 {
        return query("SELECT count(*) FROM summary WHERE "
                     + filterSummarySql(*filterOf(QString::fromLatin1(expression))))
            .front();
    };
    const qint64 all = rows("");
    QVERIFY(all > 1000);
    QVERIFY(rows("seq>9000") < all / 4);
    QVERIFY(rows("seq:9000") <= 15);
    QVERIFY(rows("from:client") < all / 2);
    QVERIFY(rows("conn:2 kind:clock") < all / 4);
    QVERIFY(rows("violation:cut-off") < all / 4);
    QVERIFY(rows("error:any") < all / 2);
    QCOMPARE(rows("-from:client"), all);
    QCOMPARE(rows("alpha"), all);
    QCOMPARE(rows("seq>9000 or alpha"), all);
}

void TestFilterSql::deepAndWide()
{
    const QString deep = QString(Filter::MaxDepth, u'-') + QStringLiteral("seq>5");
    const auto deepFilter = filterOf(deep);
    QVERIFY(deepFilter);
    QCOMPARE(bySql(*deepFilter).size(), RecordCount - 5);
    const auto wide = filterOf(
        QStringLiteral("seq>5 or ").repeated(static_cast<qsizetype>(Filter::MaxTerms) - 1)
        + QStringLiteral("seq:1"));
    QVERIFY(wide);
    QCOMPARE(bySql(*wide).size(), RecordCount - 4);
}

void TestFilterSql::holdsNothingTyped()
{
    const auto filter
        = filterOf(QStringLiteral("\"'; DROP TABLE record; --\" /'x'/ event:\"'y'\" id:\"'z'\""));
    QVERIFY(filter);
    const QByteArray sql = filterSql(*filter);
    QVERIFY2(!sql.contains('\'') && !sql.contains(';'), sql.constData());
}

void TestFilterSql::text_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("everything") << QString() << QByteArray("1");
    QTest::newRow("word") << QStringLiteral("a") << QByteArray("(pushscope_match(0,seq))");
    QTest::newRow("columns first")
        << QStringLiteral("a seq>1") << QByteArray("(((seq>1)) AND (pushscope_match(0,seq)))");
    QTest::newRow("negation") << QStringLiteral("-from:client") << QByteArray("NOT (origin=1)");
}

void TestFilterSql::text()
{
    QFETCH(QString, expression);
    QTEST(filterSql(*filterOf(expression)), "sql");
}

QTEST_APPLESS_MAIN(TestFilterSql)
#include "tst_filtersql.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/browserfacts.h"

#include "support/cannedstore.h"

#include <QTest>

#include <optional>

using namespace Pushscope;

namespace {

constexpr qint64 Ms = 1'000'000;

Record recordOf(RecordKind kind, qint64 t, quint32 exchange = 0, const QByteArray &detail = {})
{
    Record record;
    record.kind = kind;
    record.t = t;
    record.session = 1;
    record.connection = 1;
    record.exchange = exchange;
    record.detail = detail;
    if (kind == RecordKind::HttpRequest)
        record.from = From::Client;
    if (kind == RecordKind::HttpResponse || kind == RecordKind::IframeScript)
        record.from = From::Server;
    return record;
}

ExchangeRow exchangeRow(quint32 id, quint32 session, qint64 tRequest, qint64 tEnd, qint32 status)
{
    return { .id = id,
             .connection = id,
             .session = session,
             .tRequest = tRequest,
             .tResponse = -1,
             .tEnd = tEnd,
             .status = status };
}

} // namespace

class TestBrowserFacts : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void findsTheExchangeOfARecord();
    void findsTheOneThatTheRecordIsIn();
    void readsWhatAFrameIsTargetedAt();
    void takesTheStateOfThatMoment();
    void tellsAgainOnceAResponseCame();
    void saysThatThereIsNone();
    void countsWhatIsUnderWay_data();
    void countsWhatIsUnderWay();

private:
    qint64 addRequest(quint32 exchange, const QByteArray &head);
    qint64 addResponse(quint32 exchange, const QByteArray &head);
    void read(qint64 seq);

    std::unique_ptr<CannedPages> m_pages;
    std::unique_ptr<BrowserFactsReader> m_reader;
    std::optional<BrowserFacts> m_found;
    qint64 m_nothing = 0;
    qint64 m_t = 0;
};

void TestBrowserFacts::init()
{
    m_reader.reset();
    m_pages = std::make_unique<CannedPages>();
    m_pages->addSession({ 1, 1, 0, "feed", "client", "sse", "https://feed.example.com/jobs", {} });
    m_reader = std::make_unique<BrowserFactsReader>();
    m_reader->setPages(m_pages.get());
    m_found.reset();
    m_nothing = 0;
    m_t = 0;
    connect(m_reader.get(), &BrowserFactsReader::found, this,
            [this](const BrowserFacts &facts) { m_found = facts; });
    connect(m_reader.get(), &BrowserFactsReader::nothingFound, this,
            [this](qint64 seq) { m_nothing = seq; });
}

qint64 TestBrowserFacts::addRequest(quint32 exchange, const QByteArray &head)
{
    return m_pages->add(recordOf(RecordKind::HttpRequest, m_t += Ms, exchange), head);
}

qint64 TestBrowserFacts::addResponse(quint32 exchange, const QByteArray &head)
{
    Record record = recordOf(RecordKind::HttpResponse, m_t += Ms, exchange);
    record.code = head.mid(9, 3).toInt();
    return m_pages->add(record, head);
}

void TestBrowserFacts::read(qint64 seq)
{
    m_found.reset();
    m_reader->read(seq);
    QTRY_VERIFY(m_found || m_nothing == seq);
}

void TestBrowserFacts::findsTheExchangeOfARecord()
{
    addRequest(1, "GET /jobs?a=1 HTTP/1.1\r\nHost: feed.example.com:8443\r\n\r\n");
    addResponse(1, "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n");
    addResponse(1, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
    read(m_pages->add(recordOf(RecordKind::SseEvent, m_t += Ms, 1)));
    QVERIFY(m_found);
    QCOMPARE(m_found->session, 1U);
    const BrowserQuestion &question = m_found->question;
    QCOMPARE(question.url, QUrl(QStringLiteral("https://feed.example.com:8443/jobs?a=1")));
    QCOMPARE(question.technique, Technique::Sse);
    QCOMPARE(question.request.method, QByteArray("GET"));
    QVERIFY(question.response);
    QCOMPARE(question.response->status, 200);
    QCOMPARE(question.requestsUnderWay, 0);
    QCOMPARE(question.readyState, -1);
}

void TestBrowserFacts::findsTheOneThatTheRecordIsIn()
{
    addRequest(1, "GET /one HTTP/1.1\r\nHost: a\r\n\r\n");
    const qint64 first = addResponse(1, "HTTP/1.1 200 OK\r\n\r\n");
    addRequest(2, "GET /two HTTP/1.1\r\nHost: a\r\n\r\n");
    const qint64 second = addResponse(2, "HTTP/1.1 404 Not Found\r\n\r\n");
    read(first);
    QCOMPARE(m_found->question.url.path(), QStringLiteral("/one"));
    read(second);
    QCOMPARE(m_found->question.url.path(), QStringLiteral("/two"));
    QCOMPARE(m_found->question.response->status, 404);
    // Of a connection alone: the exchange before it.
    read(m_pages->add(recordOf(RecordKind::ConnClose, m_t += Ms)));
    QCOMPARE(m_found->question.url.path(), QStringLiteral("/two"));
    QCOMPARE(m_found->question.response->status, 404);
}

void TestBrowserFacts::readsWhatAFrameIsTargetedAt()
{
    addRequest(1, "GET /iframe HTTP/1.1\r\nHost: a\r\n\r\n");
    addResponse(1, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
    const qint64 first = m_pages->add(recordOf(RecordKind::IframeScript, m_t += Ms, 1),
                                      "<script>parent.postMessage(1, 'https://one.test')</script>");
    const qint64 second = m_pages->add(recordOf(RecordKind::IframeScript, m_t += Ms, 1),
                                       "<script>parent.postMessage(1, '*')</script>");
    read(second);
    QCOMPARE(m_found->question.targetOrigin, std::optional<QByteArray>("*"));
    read(first);
    QCOMPARE(m_found->question.targetOrigin, std::optional<QByteArray>("https://one.test"));
    read(1); // The request itself: the first script of its answer.
    QCOMPARE(m_found->question.targetOrigin, std::optional<QByteArray>("https://one.test"));
}

void TestBrowserFacts::takesTheStateOfThatMoment()
{
    addRequest(1, "GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\n");
    addResponse(1, "HTTP/1.1 101 Switching Protocols\r\n\r\n");
    m_pages->add(recordOf(RecordKind::State, m_t += Ms, 0,
                          R"({"was":"CONNECTING","now":"OPEN","ready_state":1,"fires":"open"})"));
    const qint64 message = m_pages->add(recordOf(RecordKind::WsMessage, m_t += Ms, 1));
    m_pages->add(recordOf(RecordKind::State, m_t += Ms, 0,
                          R"({"was":"OPEN","now":"CLOSED","ready_state":3,"fires":"close"})"));
    const qint64 end = m_pages->add(recordOf(RecordKind::ConnClose, m_t += Ms));
    read(message);
    QCOMPARE(m_found->question.readyState, 1);
    QCOMPARE(m_found->question.fires, QStringLiteral("open"));
    read(end);
    QCOMPARE(m_found->question.readyState, 3);
    QCOMPARE(m_found->question.fires, QStringLiteral("close"));
}

void TestBrowserFacts::tellsAgainOnceAResponseCame()
{
    const qint64 request = addRequest(1, "GET /poll HTTP/1.1\r\nHost: a\r\n\r\n");
    read(request);
    QVERIFY(m_found);
    QVERIFY(!m_found->question.response);
    QCOMPARE(m_found->question.url, QUrl(QStringLiteral("https://a/poll")));
    addResponse(1, "HTTP/1.1 200 OK\r\n\r\n");
    read(request);
    QVERIFY(m_found->question.response);
}

void TestBrowserFacts::saysThatThereIsNone()
{
    read(m_pages->add(recordOf(RecordKind::ConnAttempt, m_t += Ms, 0, R"({"url":"http://a/"})")));
    QVERIFY(!m_found);
    Record note;
    note.kind = RecordKind::Note;
    read(m_pages->add(note));
    QVERIFY(!m_found);
    m_nothing = 0;
    read(1'000); // There is no such record.
    QVERIFY(!m_found);
    m_reader->setPages(nullptr);
    m_reader->read(1);
}

void TestBrowserFacts::countsWhatIsUnderWay_data()
{
    QTest::addColumn<QList<int>>("ids");
    QTest::addColumn<int>("count");
    // Of the exchanges below, by number; 9 is asked about.
    QTest::newRow("none") << QList<int>{ 9 } << 0;
    QTest::newRow("one that is not over") << QList<int>{ 1, 9 } << 1;
    QTest::newRow("of another client to the same origin") << QList<int>{ 2, 9 } << 1;
    QTest::newRow("to another port") << QList<int>{ 3, 9 } << 0;
    QTest::newRow("over before") << QList<int>{ 4, 9 } << 0;
    QTest::newRow("over later") << QList<int>{ 5, 9 } << 1;
    QTest::newRow("a WebSocket") << QList<int>{ 6, 9 } << 0;
    QTest::newRow("its connection was closed") << QList<int>{ 7, 9 } << 0;
    QTest::newRow("of the mock at the other end") << QList<int>{ 8, 9 } << 0;
    QTest::newRow("began after it") << QList<int>{ 9, 10 } << 0;
    QTest::newRow("all") << QList<int>{ 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 } << 3;
}

void TestBrowserFacts::countsWhatIsUnderWay()
{
    QFETCH(QList<int>, ids);
    TimelineSlice slice;
    slice.tFrom = slice.tTo = 100;
    slice.sessions = { { 1, 1, 0, "one", "client", "sse", "http://a.test:80/x", {} },
                       { 2, 1, 0, "two", "client", "websocket", "ws://a.test/y", {} },
                       { 3, 1, 0, "other", "client", "sse", "http://a.test:81/", {} },
                       { 4, 1, 0, "mock", "mock", "auto", "http://a.test/", {} } };
    ConnectionRow closed;
    closed.id = 7;
    closed.tClose = 50;
    slice.connections = { closed };
    const std::vector<ExchangeRow> all{
        exchangeRow(1, 1, 10, -1, 200),  exchangeRow(2, 2, 10, -1, 200),
        exchangeRow(3, 3, 10, -1, 200),  exchangeRow(4, 1, 10, 90, 200),
        exchangeRow(5, 1, 10, 900, 200), exchangeRow(6, 2, 10, -1, 101),
        exchangeRow(7, 1, 10, -1, 200),  exchangeRow(8, 4, 10, -1, 200),
        exchangeRow(9, 1, 100, -1, 200), exchangeRow(10, 1, 100, -1, 200),
    };
    for (int id : ids)
        slice.exchanges.push_back(all.at(static_cast<std::size_t>(id - 1)));
    QTEST(requestsUnderWay(slice, 9, 1), "count");
    QCOMPARE(requestsUnderWay(slice, 9, 77), -1); // No such session.
}

QTEST_GUILESS_MAIN(TestBrowserFacts)
#include "tst_browserfacts.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/octetsubject.h"

#include <QTest>

using namespace Pushscope;

namespace {

/// One connection whose octets are given; counts how often it is asked.
class GivenOctets final : public OctetSource
{
public:
    QByteArray octets(quint32, From from, Layer, ByteRange range) override
    {
        ++asked;
        return (from == From::Client ? client : server).mid(range.begin, range.size());
    }

    QByteArray client;
    QByteArray server;
    int asked = 0;
};

bool isFound(const char *expression, const Record &record, FilterSubject &subject)
{
    const Filter::Parsed parsed = Filter::parse(QString::fromUtf8(expression));
    const auto *filter = std::get_if<0>(&parsed);
    return filter && matches(**filter, record, subject);
}

} // namespace

class TestOctetSubject : public QObject
{
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void readsOncePerRecord();
    void asksForNothingItNeedNot();
    void knowsTechniques();

private:
    /// A record of @p kind whose octets are @p octets.
    Record record(RecordKind kind, From from, const QByteArray &octets, quint8 flags = 0,
                  const QByteArray &detail = {});

    GivenOctets m_octets;
};

Record TestOctetSubject::record(RecordKind kind, From from, const QByteArray &octets, quint8 flags,
                                const QByteArray &detail)
{
    QByteArray &written = from == From::Client ? m_octets.client : m_octets.server;
    Record record;
    record.seq = m_octets.client.size() + m_octets.server.size() + 1;
    record.kind = kind;
    record.from = from;
    record.connection = 1;
    record.flags = flags;
    record.detail = detail;
    record.at = { written.size(), written.size() + octets.size() };
    record.size = octets.size();
    written += octets;
    return record;
}

void TestOctetSubject::finds_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<bool>("isFound");
    enum { Request, Response, Event, Comment, Message, Close, Chunk, CarrierChunk, Start, Part };

    const auto row = [](int which, const char *expression, bool isFound) {
        const QByteArray name
            = QByteArray::number(which) + ' ' + QByteArray(expression).replace(':', '=');
        QTest::newRow(name.constData()) << which << QByteArray(expression) << isFound;
    };
    row(Request, "quotes", true);
    row(Request, "/\\/quotes\\?a=1/", true);
    row(Request, "ACCEPT", true);
    row(Request, "\"accept: text/event-stream\"", true);
    row(Request, "GET", false);
    row(Response, "\"server: x\"", true);
    row(Response, "/^Server: X$/", true);
    row(Response, "nothing", false);
    row(Event, "\"BID 101\"", true);
    row(Event, "/bid.101\\nask/", true);
    row(Event, "\"extra: field\"", true);
    row(Event, "event:quote", true);
    row(Event, "event:quot", false);
    row(Event, "id:\"7\"", true);
    row(Event, "-id:8", true);
    row(Comment, "ping", true);
    row(Comment, "event:message", false);
    row(Comment, "-event:message", true);
    row(Message, "hello", true);
    row(Message, "h\xC3\x89LLO", false);
    row(Message, "\xC3\x84pfel", true);
    row(Message, "\xC3\xA4PFEL", true);
    row(Close, "restart", true);
    row(Chunk, "chunked", true);
    row(CarrierChunk, "chunked", false);
    row(Start, "feed.example", true);
    row(Start, "Authorization", true);
    row(Start, "options", false); // A key of ours, not a text.
    row(Part, "\"content-type: text/plain\"", true);
    row(Part, "/^bid 101$/", true); // The content alone, without its fields.
    row(Part, "ask", false);
}

void TestOctetSubject::finds()
{
    m_octets.client.clear();
    m_octets.server.clear();
    OctetSubject subject(m_octets, {});
    // RFC 6455 section 5.3: payload XOR key; the key is zero here.
    const QByteArray text = "hello \xC3\x84pfel";
    const QByteArray frame = QByteArray("\x81\x8C\0\0\0\0", 6) + text;
    const std::vector<Record> records{
        record(RecordKind::HttpRequest, From::Client,
               "GET /quotes?a=1 HTTP/1.1\r\nHost: feed\r\nAccept: text/event-stream\r\n\r\n"),
        record(RecordKind::HttpResponse, From::Server, "HTTP/1.1 200 OK\r\nServer: X\r\n\r\n"),
        record(RecordKind::SseEvent, From::Server,
               "event: quote\nid: 7\nextra: field\ndata: bid 101\ndata: ask\n\n"),
        record(RecordKind::SseComment, From::Server, ": ping"),
        record(RecordKind::WsMessage, From::Client, frame, PrintsOctets),
        record(RecordKind::WsClose, From::Server, QByteArray("\x88\x09\x03\xF4restart", 11)),
        record(RecordKind::HttpChunk, From::Server, "7\r\nchunked\r\n", PrintsOctets),
        record(RecordKind::HttpChunk, From::Server, "7\r\nchunked\r\n"),
        record(RecordKind::SessionStart, From::Nobody, {}, 0,
               R"({"url":"ws://feed.example/","options":{"fields":[["Authorization","***"]]}})"),
        record(RecordKind::MultipartPart, From::Server, "Content-Type: text/plain\r\n\r\nbid 101",
               PrintsOctets, R"({"by":"boundary"})"),
    };
    QFETCH(int, which);
    QFETCH(QByteArray, expression);
    QTEST(isFound(expression.constData(), records[static_cast<std::size_t>(which)], subject),
          "isFound");
}

void TestOctetSubject::readsOncePerRecord()
{
    OctetSubject subject(m_octets, {});
    const Record one = record(RecordKind::SseComment, From::Server, ": one");
    const Record two = record(RecordKind::SseComment, From::Server, ": two");
    m_octets.asked = 0;
    QVERIFY(isFound("one one one -two", one, subject));
    QCOMPARE(m_octets.asked, 1);
    QVERIFY(isFound("two -one", two, subject));
    QCOMPARE(m_octets.asked, 2);
    // A record without a number yet may be any record.
    Record unnumbered = one;
    unnumbered.seq = 0;
    QVERIFY(isFound("one", unnumbered, subject));
    unnumbered.at = two.at;
    QVERIFY(isFound("two", unnumbered, subject));
}

void TestOctetSubject::asksForNothingItNeedNot()
{
    OctetSubject subject(m_octets, {});
    const Record comment = record(RecordKind::SseComment, From::Server, ": one");
    m_octets.asked = 0;
    QVERIFY(!isFound("one kind:clock", comment, subject));
    QVERIFY(isFound("one or kind:sse.comment", comment, subject));
    QVERIFY(!isFound("event:one or id:one", comment, subject));
    QCOMPARE(m_octets.asked, 0);
}

void TestOctetSubject::knowsTechniques()
{
    OctetSubject subject(m_octets, [](quint32 session) {
        return session == 2 ? std::optional(Technique::Sse) : std::nullopt;
    });
    Record ofTwo = record(RecordKind::SseComment, From::Server, ": one");
    ofTwo.session = 2;
    QVERIFY(isFound("technique:sse", ofTwo, subject));
    QVERIFY(!isFound("technique:websocket", ofTwo, subject));
    Record ofThree = ofTwo;
    ofThree.session = 3;
    QVERIFY(!isFound("technique:sse", ofThree, subject));
    OctetSubject ignorant(m_octets, {});
    QVERIFY(!isFound("technique:sse", ofTwo, ignorant));
}

QTEST_APPLESS_MAIN(TestOctetSubject)
#include "tst_octetsubject.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/http1/corpus.h"
#include "protocol/http1/messageparser.h"
#include "protocol/http1/serializer.h"
#include "support/printing.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::Http1;

class TestSerializer : public QObject
{
    Q_OBJECT

private slots:
    void writesRequestHeads_data();
    void writesRequestHeads();
    void writesResponseHeads_data();
    void writesResponseHeads();
    void writesChunks_data();
    void writesChunks();
    void writesLastChunks();
    void noChunkForNoOctets();
    void goodMessagesComeBack_data();
    void goodMessagesComeBack();
};

void TestSerializer::writesRequestHeads_data()
{
    QTest::addColumn<RequestHead>("head");
    QTest::addColumn<QByteArray>("wire");
    const auto row = [](const char *name, const RequestHead &head, const char *wire) {
        QTest::newRow(name) << head << QByteArray(wire);
    };

    row("3 request", { "GET", "/a", "HTTP/1.1", { { "hOST", "a", {} }, { "X", "", {} } }, {}, {} },
        "GET /a HTTP/1.1\r\nhOST: a\r\nX: \r\n\r\n");
    row("3 no fields", { "GET", "/", "HTTP/1.0", {}, {}, {} }, "GET / HTTP/1.0\r\n\r\n");
    row("3 no version", { "GET", "/", "", {}, {}, {} }, "GET /\r\n\r\n");
    row("5 line without a name", { "GET", "/", "HTTP/1.1", { { "", "nothing", {} } }, {}, {} },
        "GET / HTTP/1.1\r\nnothing\r\n\r\n");
    row("5.2 fold written as it is", { "GET", "/", "HTTP/1.1", { { "X", "a\r\n b", {} } }, {}, {} },
        "GET / HTTP/1.1\r\nX: a\r\n b\r\n\r\n");
    row("5.1 space before the colon", { "GET", "/", "HTTP/1.1", { { "X ", "a", {} } }, {}, {} },
        "GET / HTTP/1.1\r\nX : a\r\n\r\n");
    row("3 wrong in all parts", { "G T", "a b", "HTTP/9", {}, {}, {} }, "G T a b HTTP/9\r\n\r\n");
}

void TestSerializer::writesRequestHeads()
{
    QFETCH(RequestHead, head);
    QFETCH(QByteArray, wire);
    QCOMPARE(serialize(head), wire);
}

void TestSerializer::writesResponseHeads_data()
{
    QTest::addColumn<ResponseHead>("head");
    QTest::addColumn<QByteArray>("wire");
    const auto row = [](const char *name, const ResponseHead &head, const char *wire) {
        QTest::newRow(name) << head << QByteArray(wire);
    };

    row("4 response", { "HTTP/1.1", 200, "OK", { { "A", "b", {} } }, {}, {} },
        "HTTP/1.1 200 OK\r\nA: b\r\n\r\n");
    row("4 empty reason", { "HTTP/1.1", 204, "", {}, {}, {} }, "HTTP/1.1 204 \r\n\r\n");
    row("4 small status", { "HTTP/1.1", 7, "x", {}, {}, {} }, "HTTP/1.1 007 x\r\n\r\n");
    row("4 large status", { "HTTP/1.1", 1000, "x", {}, {}, {} }, "HTTP/1.1 1000 x\r\n\r\n");
}

void TestSerializer::writesResponseHeads()
{
    QFETCH(ResponseHead, head);
    QFETCH(QByteArray, wire);
    QCOMPARE(serialize(head), wire);
}

void TestSerializer::writesChunks_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QByteArray>("extension");
    QTest::addColumn<QByteArray>("wire");

    QTest::newRow("7.1 chunk") << QByteArray("hello") << QByteArray()
                               << QByteArray("5\r\nhello\r\n");
    QTest::newRow("7.1 hexadecimal")
        << QByteArray(26, 'x') << QByteArray() << "1a\r\n" + QByteArray(26, 'x') + "\r\n";
    QTest::newRow("7.1.1 extension")
        << QByteArray("a") << QByteArray("b=c;d") << QByteArray("1;b=c;d\r\na\r\n");
    QTest::newRow("7.1 any octets")
        << QByteArray("\r\n\0", 3) << QByteArray() << QByteArray("3\r\n\r\n\0\r\n", 8);
}

void TestSerializer::writesChunks()
{
    QFETCH(QByteArray, octets);
    QFETCH(QByteArray, extension);
    QFETCH(QByteArray, wire);
    QCOMPARE(serializeChunk(octets, extension), wire);
}

void TestSerializer::writesLastChunks()
{
    QCOMPARE(serializeLastChunk(), QByteArray("0\r\n\r\n"));
    QCOMPARE(serializeLastChunk({ { "X", "1", {} }, { "Y", "2", {} } }, "a=b"),
             QByteArray("0;a=b\r\nX: 1\r\nY: 2\r\n\r\n"));
}

void TestSerializer::noChunkForNoOctets()
{
    QVERIFY(serializeChunk({}).isEmpty());
    QVERIFY(serializeChunk({}, "a=b").isEmpty());
}

namespace {

/// Writes again what a parser reads.
class Copier
{
public:
    explicit Copier(const Conversation &conversation)
        : m_parser(conversation.sender)
    {
        for (const QByteArray &method : conversation.answered)
            m_parser.expectResponseTo({ method, "/", "HTTP/1.1", {}, {}, {} });
    }

    QByteArray copy(const QByteArray &wire)
    {
        m_parser.feed(wire);
        m_parser.finish();
        while (std::optional<Event> event = m_parser.next())
            std::visit([this](const auto &value) { write(value); }, *event);
        return m_copy + m_parser.remainder();
    }

private:
    void write(const RequestHead &head) { m_copy += serialize(head); }
    void write(const ResponseHead &head) { m_copy += serialize(head); }
    void write(const ChunkBegin &) { m_isInChunk = true; }

    void write(const BodyPiece &piece)
    {
        if (m_isInChunk)
            m_chunk += piece.octets;
        else
            m_copy += piece.octets;
    }

    void write(const ChunkEnd &chunk)
    {
        m_copy += serializeChunk(m_chunk, chunk.extension);
        m_chunk.clear();
        m_isInChunk = false;
    }

    void write(const MessageEnd &end)
    {
        if (end.framing == Framing::Chunked)
            m_copy += serializeLastChunk(end.trailers, end.extension);
    }

    void write(const SwitchedProtocols &) { }
    void write(const Unparsed &unparsed) { m_copy += unparsed.octets; }

    MessageParser m_parser;
    QByteArray m_copy;
    QByteArray m_chunk;
    bool m_isInChunk = false;
};

/// The log without the ranges, which differ by white space.
QByteArray withoutRanges(const QByteArray &log)
{
    QByteArray plain;
    for (const QByteArray &line : log.split('\n')) {
        const QByteArray trimmed = line.trimmed();
        QByteArray rest = trimmed.mid(trimmed.indexOf(' ') + 1);
        if (const qsizetype data = rest.indexOf(" data "); rest.startsWith("chunk-end"))
            rest.truncate(data);
        plain += rest + '\n';
    }
    return plain;
}

} // namespace

void TestSerializer::goodMessagesComeBack_data()
{
    QTest::addColumn<Role>("sender");
    QTest::addColumn<QByteArrayList>("answered");
    QTest::addColumn<QByteArray>("wire");

    int rows = 0;
    for (const CorpusCase &testCase : readCorpus()) {
        const Conversation &conversation = testCase.conversation;
        if (!readWhole(conversation).violations().isEmpty() || conversation.isOpen
            || conversation.isSwitched) {
            continue;
        }
        QTest::newRow(testCase.name.constData())
            << conversation.sender << conversation.answered << conversation.wire;
        ++rows;
    }
    QVERIFY(rows > 40);
}

void TestSerializer::goodMessagesComeBack()
{
    QFETCH(Role, sender);
    QFETCH(QByteArrayList, answered);
    QFETCH(QByteArray, wire);
    const Conversation original{ sender, wire, answered, false, false, {} };
    const Conversation copied{ sender, Copier(original).copy(wire), answered, false, false, {} };
    QCOMPARE(withoutRanges(readWhole(copied).text()), withoutRanges(readWhole(original).text()));
    // Once written, it does not change any more.
    QCOMPARE(Copier(copied).copy(copied.wire), copied.wire);
}

QTEST_APPLESS_MAIN(TestSerializer)
#include "tst_serializer.moc"

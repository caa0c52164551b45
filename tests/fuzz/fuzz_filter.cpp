// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A filter expression from anywhere: it is understood or refused with a place inside it, and what
// is understood passes the same records of a capture to the predicate, to SQLite, to a look at
// octets as they lie, and in brackets, refused twice.

#include "capture/filtersql.h"
#include "fuzz/dialogues.h"
#include "fuzz/require.h"
#include "storage/blockwindow.h"
#include "storage/capturefile.h"
#include "storage/readersession.h"
#include "storage/recordmatcher.h"
#include "storage/stores.h"

#include <QTemporaryDir>

#include <cstdint>
#include <memory>
#include <vector>

using namespace Pushscope;

namespace {

using FilterPtr = std::shared_ptr<const Filter>;

/// What went wrong, beside a healthy stream and a healthy WebSocket: a body cut short, a status of
/// refusal, a close code nobody may send, and words in every part of a message.
void recordTroubles(RecordSink &sink)
{
    BatchBuilder batch(sink);
    const auto run = [&](quint32 number, const QByteArray &client, const QByteArray &server) {
        ConnectionTranscript transcript(batch, &sink.counters(), { number, number, number },
                                        std::nullopt, {}, nullptr);
        transcript.octets(Role::Client, client, number * 1'000'000);
        transcript.octets(Role::Server, server, number * 2'000'000);
        transcript.finish(Role::Server, number * 3'000'000);
        batch.flush();
    };
    run(3, "GET /none?word=42 HTTP/1.1\r\nHost: a\r\n\r\n",
        "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n"
        "{\"word\":42}");
    run(4,
        "GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"
            + QByteArray::fromHex("8104776f7264" "0902ff77" "8804 03ed 6f6b"));
}

/// A capture, read by one who decodes each record and by one who looks at octets as they lie.
class Capture
{
public:
    Capture()
    {
        const QString path = m_folder.filePath(QStringLiteral("a.pushscope"));
        auto store = createCapture({ path });
        require(bool(store), "a capture is made");
        recordDialogues(*(*store)->sink());
        recordTroubles(*(*store)->sink());
        require(bool((*store)->finish("done")), "a capture is finished");
        store->reset();
        const auto open = [&path] {
            Result<Database> database
                = CaptureFile::openForReading(path, CaptureFile::State::Finished);
            require(bool(database), "a capture opens");
            return std::make_unique<ReaderSession>(std::move(*database), true);
        };
        m_reader = open();
        m_scanner = open();
        static_cast<void>(m_reader->measure());
        m_newest = m_reader->newestSeq();
        require(m_newest > 20, "a capture holds records");
        m_window = std::make_unique<BlockWindow>(m_scanner->database(), m_scanner->octets());
        m_judge = std::make_unique<RecordMatcher>(m_scanner->database(), m_scanner->octets(),
                                                  m_window.get());
    }

    void check(const Filter &filter)
    {
        RecordMatcher &matcher = m_reader->matcher();
        matcher.use(filter);
        std::vector<qint64> passing;
        for (qint64 seq = 1; seq <= m_newest; ++seq) {
            const std::optional<Record> record = m_reader->record(seq);
            if (record && record->kind != RecordKind::Note && matcher.matches(*record))
                passing.push_back(seq);
        }
        require(rows(m_reader->database(), matcher.sql()) == passing,
                "SQL passes what the predicate passes");
        m_judge->use(filter);
        m_judge->prepare(1, m_newest);
        require(rows(m_scanner->database(), m_judge->sql()) == passing,
                "octets as they lie say the same");
        const QByteArray missed = matcher.sql()
            + " AND EXISTS(SELECT 1 FROM summary WHERE record.seq BETWEEN first_seq AND last_seq"
              " AND summary.connection=record.connection AND summary.origin=record.origin)"
              " AND NOT EXISTS(SELECT 1 FROM summary WHERE record.seq BETWEEN first_seq AND last_seq"
              " AND summary.connection=record.connection AND summary.origin=record.origin AND "
            + filterSummarySql(filter) + ')';
        require(rows(m_reader->database(), missed).empty(),
                "the summary misses nothing");
    }

    /// Both pass the same records.
    void checkSame(const Filter &one, const Filter &other)
    {
        RecordMatcher &matcher = m_reader->matcher();
        matcher.use(one);
        const std::vector<qint64> passing
            = rows(m_reader->database(), matcher.sql());
        matcher.use(other);
        require(rows(m_reader->database(), matcher.sql()) == passing,
                "refused twice is taken");
    }

private:
    static std::vector<qint64> rows(Database &database, const QByteArray &condition)
    {
        const QByteArray sql = "SELECT seq FROM record WHERE " + condition + " ORDER BY seq";
        Statement select(database, sql.constData());
        require(select.isPrepared(), "the condition is SQL");
        std::vector<qint64> found;
        Statement::Step step = select.step();
        for (; step == Statement::Step::Row; step = select.step())
            found.push_back(select.integer(0));
        require(step == Statement::Step::Done, "the condition can be asked");
        return found;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<ReaderSession> m_reader;
    std::unique_ptr<ReaderSession> m_scanner;
    std::unique_ptr<BlockWindow> m_window;
    std::unique_ptr<RecordMatcher> m_judge;
    qint64 m_newest = 0;
};

void checkError(const FilterError &error, const QString &expression)
{
    require(!filterErrorName(error.code).isEmpty(), "an error has a name");
    require(error.begin >= 0 && error.length >= 0
                && error.begin + error.length <= expression.size(),
            "an error lies inside");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static Capture capture;
    const QString expression
        = QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const Filter::Parsed parsed = Filter::parse(expression);
    if (const auto *error = std::get_if<FilterError>(&parsed)) {
        checkError(*error, expression);
        return 0;
    }
    const Filter &filter = *std::get<FilterPtr>(parsed);
    require(filter.terms().size() <= Filter::MaxTerms, "terms are bounded");
    capture.check(filter);

    if (expression.trimmed().isEmpty())
        return 0;
    const Filter::Parsed twice = Filter::parse(QString(u"not (not (" + expression + u"))"));
    if (const auto *error = std::get_if<FilterError>(&twice)) {
        require(error->code == FilterErrorCode::TooDeep, "brackets change nothing");
        return 0;
    }
    capture.checkSame(filter, *std::get<FilterPtr>(twice));
    return 0;
}

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A capture file from anywhere: it is refused with a reason, or everything that can be asked of it
// is answered: rows in order, octets where they are said to lie, lines of valid JSON, a timeline
// and figures of bounded size, a copy to share.
//
// Input: an octet that says what the others are. `f`: the file. `o`: octets written over those of a
// sound capture, as place (3 octets), count and octets. Else: values put into its rows, as table
// and column, row, type and the value up to the next NUL. Where it is odd, a copy to share is made.

#include "capture/jsonlines.h"
#include "capture/jsonvalue.h"
#include "fuzz/dialogues.h"
#include "fuzz/require.h"
#include "storage/capturefile.h"
#include "storage/figurereader.h"
#include "storage/readersession.h"
#include "storage/sharedcopy.h"
#include "storage/stores.h"
#include "storage/timelinereader.h"

#include <QFile>
#include <QTemporaryDir>

#include <array>
#include <atomic>
#include <cstdint>
#include <limits>
#include <memory>

using namespace Pushscope;

namespace {

class Sound
{
public:
    Sound()
    {
        auto store = createCapture({ path() });
        require(bool(store), "a capture is made");
        recordDialogues(*(*store)->sink());
        require(bool((*store)->finish("done")), "a capture is finished");
        store->reset();
        QFile file(path());
        require(file.open(QFile::ReadOnly), "a capture is there");
        m_octets = file.readAll();
    }
    [[nodiscard]] const QByteArray &octets() const { return m_octets; }
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("a.pushscope")); }
    void write(QByteArrayView octets) const
    {
        QFile file(path());
        require(file.open(QFile::WriteOnly | QFile::Truncate), "the file can be written");
        require(file.write(octets.data(), octets.size()) == octets.size(), "the file is written");
    }

private:
    QTemporaryDir m_folder;
    QByteArray m_octets;
};

class Input
{
public:
    explicit Input(QByteArrayView octets)
        : m_octets(octets)
    {
    }
    [[nodiscard]] bool isAtEnd() const { return m_octets.isEmpty(); }
    int octet()
    {
        if (m_octets.isEmpty())
            return 0;
        const auto octet = static_cast<unsigned char>(m_octets.front());
        m_octets = m_octets.sliced(1);
        return octet;
    }
    QByteArrayView octets(qsizetype count)
    {
        const QByteArrayView taken = m_octets.first(std::min(count, m_octets.size()));
        m_octets = m_octets.sliced(taken.size());
        return taken;
    }
    QByteArrayView upToNul()
    {
        const QByteArrayView taken = octets(std::max<qsizetype>(m_octets.indexOf('\0'), 0));
        octet();
        return taken;
    }

private:
    QByteArrayView m_octets;
};

void overwrite(QByteArray &file, Input input)
{
    while (!input.isAtEnd()) {
        const qsizetype place = input.octet() + input.octet() * 256 + input.octet() * 65536;
        const QByteArrayView octets = input.octets(input.octet());
        for (qsizetype i = 0; i < octets.size(); ++i)
            file[(place + i) % file.size()] = octets[i];
    }
}

void forge(const QString &path, Input input)
{
    struct Column {
        const char *table;
        const char *key;
        const char *name;
    };
    static constexpr std::array Columns = std::to_array<Column>({
        { "record", "seq", "t" },
        { "record", "seq", "kind" },
        { "record", "seq", "origin" },
        { "record", "seq", "cause" },
        { "record", "seq", "flags" },
        { "record", "seq", "code" },
        { "record", "seq", "session" },
        { "record", "seq", "connection" },
        { "record", "seq", "stream" },
        { "record", "seq", "exchange" },
        { "record", "seq", "carrier" },
        { "record", "seq", "first" },
        { "record", "seq", "length" },
        { "record", "seq", "more" },
        { "record", "seq", "content_first" },
        { "record", "seq", "content_length" },
        { "record", "seq", "size" },
        { "record", "seq", "violations" },
        { "record", "seq", "detail" },
        { "session", "id", "technique" },
        { "session", "id", "options" },
        { "connection", "id", "t_open" },
        { "connection", "id", "close_code" },
        { "exchange", "id", "t_end" },
        { "summary", "first_seq", "first_seq" },
        { "summary", "first_seq", "last_seq" },
        { "summary", "first_seq", "t_last" },
        { "summary", "first_seq", "count" },
        { "summary", "first_seq", "gap" },
        { "block", "id", "pieces" },
        { "block", "id", "data" },
        { "extent", "first", "first" },
        { "extent", "first", "block" },
        { "extent", "first", "length" },
        { "meta", "length(name)", "value" },
    });
    Result<Database> database = Database::open(path, Database::Access::Write);
    require(bool(database), "a sound capture opens");
    static_cast<void>(database->run("PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF"));
    while (!input.isAtEnd()) {
        const Column &column = Columns[static_cast<std::size_t>(input.octet()) % Columns.size()];
        const int row = input.octet();
        const int type = input.octet() % 3;
        const QByteArrayView value = input.upToNul();
        const QByteArray sql = QByteArray("UPDATE ") + column.table + " SET " + column.name
            + "=? WHERE " + column.key + "=?";
        Statement update(*database, sql.constData());
        if (type == 0)
            update.bind(1, value.toByteArray().toLongLong());
        else if (type == 1)
            update.bindText(1, value);
        else
            update.bind(1, value);
        update.bind(2, row);
        static_cast<void>(update.execute());
    }
}

void readRows(ReaderSession &session)
{
    constexpr int Page = 64;
    qint64 last = 0;
    JsonLineWriter writer(session.octets(), {});
    for (qint64 row = 0;; row += Page) {
        const std::vector<Record> records = session.rows(row, Page);
        for (const Record &record : records) {
            require(record.seq > last, "rows come in order");
            last = record.seq;
            QByteArray line;
            writer.write(record, line);
            require(line.endsWith('\n') && line.count('\n') == 1, "a record is one line");
            require(isValidJson(line.chopped(1)), "a record is JSON");
        }
        if (records.size() < Page)
            return;
    }
}

void readFigures(ReaderSession &session)
{
    constexpr int Page = 16;
    constexpr int MostPages = 1000; // Of a capture of some forty records.
    for (const auto &[from, to] :
         { std::pair(std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max()),
           std::pair(qint64{ 1000 }, qint64{ 4000 }) }) {
        FiguresQuestion question{ 0, Page, from, to };
        FiguresPage page;
        for (int pages = 0; !page.isEnd; ++pages) {
            require(pages < MostPages, "figures come to an end");
            page = {};
            const std::vector<RecordFigures> figures
                = Pushscope::readFigures(session, question, session.newestSeq(), page);
            require(figures.size() <= Page, "figures are bounded");
            require(page.isEnd || page.lastSeq > question.afterSeq, "figures go on");
            question.afterSeq = page.lastSeq;
        }
    }
}

/// A copy to share is made or refused; one that is made can be read.
void share(const QString &path)
{
    const QString copy = path + u".copy";
    const std::atomic_bool isCancelled = false;
    const Result<bool> made = writeSharedCopy(path, copy, SecretNames(), isCancelled, [](int) {});
    if (made) {
        Result<Database> database = CaptureFile::openForReading(copy, CaptureFile::State::Finished);
        require(bool(database), "a copy is a capture");
    }
    QFile::remove(copy);
}

void readAll(const QString &path)
{
    Result<Database> database = CaptureFile::openForReading(path, CaptureFile::State::Finished);
    if (!database) {
        const ErrorCode code = database.error().code;
        require(code == ErrorCode::NotACapture || code == ErrorCode::Damaged
                    || code == ErrorCode::StorageFailed,
                "a refusal has a reason");
        return;
    }
    ReaderSession session(std::move(*database), true);
    static_cast<void>(session.measure());
    readRows(session);
    TimelineReader timeline(session.database());
    const TimelineSlice slice
        = timeline.read(0, std::numeric_limits<qint64>::max() / 2, 100);
    require(slice.ticks.size() <= 100'000, "a timeline is bounded");
    readFigures(session);
    static const auto filter = std::get<std::shared_ptr<const Filter>>(
        Filter::parse(u"first or technique:sse or violation:any or event:tick"));
    session.matcher().use(*filter);
    for (qint64 seq = 1; seq <= 40; ++seq) {
        if (const std::optional<Record> record = session.record(seq))
            static_cast<void>(session.matcher().matches(*record));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const Sound sound;
    if (size < 1)
        return 0;
    const QByteArrayView octets(data + 1, static_cast<qsizetype>(size - 1));
    if (data[0] == 'f') {
        sound.write(octets);
    } else {
        QByteArray file = sound.octets();
        if (data[0] == 'o')
            overwrite(file, Input(octets));
        sound.write(file);
        if (data[0] != 'o')
            forge(sound.path(), Input(octets));
    }
    readAll(sound.path());
    if (data[0] % 2 != 0)
        share(sound.path());
    return 0;
}

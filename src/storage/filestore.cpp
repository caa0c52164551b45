// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/filestore.h"

#include "capture/jsonwriter.h"
#include "storage/capturefile.h"
#include "storage/capturetimes.h"
#include "storage/schema.h"

#include <QDir>
#include <QUuid>

#include <cerrno>

namespace Pushscope {

namespace {

using State = CaptureFile::State;

CaptureReader::Opener openerOf(const QString &path, State state)
{
    return [path, state] { return CaptureFile::openForReading(path, state); };
}

/// For a recording without a file: there is nothing to read, in the form of a capture.
Result<Database> openNothing()
{
    Result<Database> database = Database::open({}, Database::Access::Create);
    if (database) {
        if (Result<Done> created = Schema::create(*database); !created)
            return created.error();
    }
    return database;
}

Result<QString> placeFor(const RecordingOptions &options, qint64 wallNs)
{
    if (!options.path.isEmpty() || options.folder.isEmpty())
        return options.path;
    if (!QDir().mkpath(options.folder))
        return systemError(options.folder, errno);
    constexpr int SecondsDigits = 19;
    QString name = QString::fromLatin1(rfc3339(wallNs).first(SecondsDigits));
    name.remove(QLatin1Char(':'));
    constexpr int UniqueDigits = 8;
    return QDir(options.folder)
        .filePath(name + QLatin1Char('-')
                  + QUuid::createUuid().toString(QUuid::Id128).first(UniqueDigits) + CaptureSuffix);
}

} // namespace

Result<std::unique_ptr<CaptureStore>> FileStore::create(const RecordingOptions &options)
{
    std::unique_ptr<FileStore> store(new FileStore);
    const SystemClock systemClock;
    const Clock &clock = options.clock != nullptr ? *options.clock : systemClock;
    Result<QString> place = placeFor(options, clock.wallNs());
    if (!place)
        return place.error();
    store->m_path = *place;
    store->m_isSaved = !options.path.isEmpty();
    store->m_isRecording = true;
    const bool hasFile = !place->isEmpty();
    if (hasFile) {
        Result<FileLock> lock = FileLock::take(*place);
        if (!lock)
            return lock.error();
        store->m_lock = std::move(*lock);
        if (Result<Done> made = CaptureFile::makeEmpty(*place); !made)
            return made.error();
    }
    Result<std::unique_ptr<Recorder>> recorder
        = Recorder::create(*place, options, [raw = store.get()](const CaptureExtent &extent) {
              raw->m_reader->committed(extent);
          });
    if (!recorder)
        return recorder.error();
    store->m_recorder = std::move(*recorder);
    store->m_reader = std::make_unique<CaptureReader>(hasFile ? openerOf(*place, State::Live)
                                                              : CaptureReader::Opener(openNothing),
                                                      CaptureReader::Growth::Told);
    store->m_recorder->start();
    return std::unique_ptr<CaptureStore>(std::move(store));
}

Result<std::unique_ptr<CaptureStore>> FileStore::open(const QString &path)
{
    const State state = CaptureFile::stateOf(path);
    Result<Database> database = CaptureFile::openForReading(path, state);
    if (!database)
        return database.error();
    std::unique_ptr<FileStore> store(new FileStore);
    store->m_path = path;
    store->m_isSaved = true;
    store->m_reader = std::make_unique<CaptureReader>(
        openerOf(path, state),
        state == State::Live ? CaptureReader::Growth::Followed : CaptureReader::Growth::None);
    return std::unique_ptr<CaptureStore>(std::move(store));
}

FileStore::~FileStore()
{
    // The last connection to close must be one that may remove the -wal.
    if (m_reader && m_recorder)
        m_reader->suspend();
    m_recorder.reset();
    m_reader.reset();
}

std::optional<Error> FileStore::damage() const
{
    return m_damage;
}

RecordSink *FileStore::sink()
{
    return m_isRecording ? m_recorder.get() : nullptr;
}

RecordingStatus FileStore::status() const
{
    if (m_recorder)
        return m_recorder->status();
    const CaptureExtent extent = m_reader->extent();
    RecordingStatus status;
    status.records = extent.records;
    status.fileOctets = extent.fileOctets;
    return status;
}

void FileStore::save(const QString &path, ProgressHandler handler)
{
    handler(0, true, fileError(ErrorCode::StorageFailed, path, {}));
}

Result<Done> FileStore::addNote(const QString &text, qint64 about)
{
    Record note;
    note.kind = RecordKind::Note;
    note.cause = Cause::User;
    JsonWriter json(note.detail);
    json.string("text", text.toUtf8());
    if (about > 0)
        json.integer("about", about);
    json.string("written", rfc3339(SystemClock().wallNs()));
    json.finish();
    Batch batch;
    batch.records.push_back(std::move(note));
    if (!m_isRecording)
        return fileError(ErrorCode::StorageFailed, m_path, {});
    static_cast<void>(m_recorder->append(std::move(batch)));
    return Done{};
}

Result<Done> FileStore::finish(QByteArrayView reason)
{
    if (!m_isRecording)
        return Done{};
    m_isRecording = false;
    Result<Done> finished = m_recorder->finish(reason);
    if (!m_path.isEmpty()) {
        m_reader->suspend();
        const Result<Done> closed = m_recorder->closeFile();
        if (finished && !closed)
            finished = closed.error();
        m_lock.release();
        m_reader->resume(openerOf(m_path, CaptureFile::stateOf(m_path)),
                         CaptureReader::Growth::None);
    }
    return finished;
}

void FileStore::discard()
{
    if (m_isSaved || m_path.isEmpty())
        return;
    m_isRecording = false;
    m_reader->suspend();
    m_recorder.reset();
    CaptureFile::remove(m_path);
    m_lock.release();
    m_reader->resume(openNothing, CaptureReader::Growth::None);
}

Result<std::unique_ptr<CaptureStore>> createCapture(const RecordingOptions &options)
{
    return FileStore::create(options);
}

Result<std::unique_ptr<CaptureStore>> openCapture(const QString &path)
{
    return FileStore::open(path);
}

std::vector<UnsavedCapture> unsavedCaptures(const QString &folder)
{
    std::vector<UnsavedCapture> captures;
    const QStringList filter{ QLatin1Char('*') + CaptureSuffix };
    for (const QFileInfo &info : QDir(folder).entryInfoList(filter, QDir::Files, QDir::Time)) {
        const QString path = info.filePath();
        const State state = CaptureFile::stateOf(path);
        if (state == State::Live)
            continue;
        Result<Database> database = CaptureFile::openForReading(path, state);
        if (!database)
            continue;
        captures.push_back({ path, info.size() + QFileInfo(path + QLatin1String("-wal")).size(),
                             database->integer("SELECT max(seq) FROM record", 0) });
    }
    return captures;
}

} // namespace Pushscope

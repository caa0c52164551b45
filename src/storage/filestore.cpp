// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/filestore.h"

#include "capture/jsonwriter.h"
#include "storage/capturefile.h"
#include "storage/capturetimes.h"
#include "storage/fileheader.h"
#include "storage/finishedsave.h"
#include "storage/livesave.h"
#include "storage/schema.h"
#include "storage/sharedcopy.h"

#include <QDir>
#include <QUuid>

#include <cerrno>

namespace Pushscope {

namespace {

constexpr int WholePerMille = 1000;

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

Error damagedError(const QString &path, const char *what, qint64 records)
{
    Error error = fileError(ErrorCode::Damaged, path, {});
    error.data.emplaceBack("what", what);
    error.data.emplaceBack("records", QByteArray::number(records));
    return error;
}

/// What openCapture() says of a file that it can read.
std::optional<Error> damageOf(ReaderSession &session, State state)
{
    const QString path = session.database().path();
    const CaptureExtent extent = session.measure();
    const std::optional<Record> last = session.record(extent.records);
    const qint64 records = extent.records - session.firstSeq() + 1 - session.missing();
    if (session.hasMetDamage() || (state == State::Finished && isCutShort(path)))
        return damagedError(path, "part", records);
    if (state != State::Live && (!last || last->kind != RecordKind::CaptureEnd))
        return damagedError(path, "cut-off", records);
    return std::nullopt;
}

Record noteRecord(const QByteArray &text, qint64 about, const QByteArray &written)
{
    Record note;
    note.kind = RecordKind::Note;
    JsonWriter json(note.detail);
    json.string("text", text);
    if (about > 0)
        json.integer("about", about);
    json.string("written", written);
    json.finish();
    return note;
}

Result<QString> placeFor(const RecordingOptions &options, qint64 wallNs)
{
    if (!options.path.isEmpty())
        return QDir::cleanPath(QFileInfo(options.path).absoluteFilePath());
    if (options.folder.isEmpty())
        return QString();
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
    const SystemClock systemClock;
    const Clock &clock = options.clock != nullptr ? *options.clock : systemClock;
    Result<QString> place = placeFor(options, clock.wallNs());
    if (!place)
        return place.error();
    FileLock lock;
    if (!place->isEmpty()) {
        Result<FileLock> taken = FileLock::take(*place);
        if (!taken)
            return taken.error();
        lock = std::move(*taken);
        if (Result<Done> made = CaptureFile::makeEmpty(*place); !made)
            return made.error();
    }
    std::unique_ptr<FileStore> store(
        new FileStore(*place, !options.path.isEmpty(), std::move(lock)));
    Result<std::unique_ptr<Recorder>> recorder
        = Recorder::create(*place, options, [raw = store.get()](const CaptureExtent &extent) {
              raw->m_reader->committed(extent);
          });
    if (!recorder) {
        CaptureFile::remove(*place);
        return recorder.error();
    }
    store->m_isRecording = true;
    store->m_recorder = std::move(*recorder);
    store->m_reader = std::make_unique<CaptureReader>(
        store->m_hasFile ? openerOf(*place, State::Live) : CaptureReader::Opener(openNothing),
        CaptureReader::Growth::Told);
    store->m_recorder->start();
    return std::unique_ptr<CaptureStore>(std::move(store));
}

Result<std::unique_ptr<CaptureStore>> FileStore::open(const QString &path, bool isSaved)
{
    const State state = CaptureFile::stateOf(path);
    Result<Database> database = CaptureFile::openForReading(path, state);
    if (!database)
        return database.error();
    const bool isLive = state == State::Live;
    auto session = std::make_unique<ReaderSession>(std::move(*database), !isLive);
    std::unique_ptr<FileStore> store(new FileStore(path, isSaved, {}));
    store->m_damage = damageOf(*session, state);
    store->m_reader = std::make_unique<CaptureReader>(
        openerOf(path, state),
        isLive ? CaptureReader::Growth::Followed : CaptureReader::Growth::None, std::move(session));
    return std::unique_ptr<CaptureStore>(std::move(store));
}

FileStore::~FileStore()
{
    waitForSave();
    if (m_recorder) {
        m_recorder->stop();
        // The last connection to close must be one that may remove the -wal.
        m_reader->suspend();
        m_recorder.reset();
    }
    m_reader.reset();
}

void FileStore::waitForSave()
{
    if (m_saver.joinable())
        m_saver.join();
}

std::optional<Error> FileStore::damage() const
{
    if (!m_damage && m_reader->hasMetDamage())
        return damagedError(path(), "part", m_reader->rowCount(RecordPages::Everything));
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
    status.droppedRecords = m_reader->dropped();
    return status;
}

void FileStore::save(const QString &path, ProgressHandler handler)
{
    if (!m_hasFile) {
        handler(0, true, fileError(ErrorCode::StorageFailed, path, {}));
        return;
    }
    const QString target = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    const auto isCancelled = std::make_shared<std::atomic_bool>(false);
    m_isSaveCancelled = isCancelled;
    if (m_isRecording) {
        const auto task = std::make_shared<LiveSave>(m_place, *m_reader, target, isCancelled,
                                                     std::move(handler));
        m_recorder->post([task](Recorder &recorder) { return task->step(recorder); });
        return;
    }
    waitForSave();
    m_saver = std::thread([this, target, isCancelled, handler = std::move(handler)] {
        saveFinished(m_place, *m_reader, target, *isCancelled, handler);
    });
}

void FileStore::saveToShare(const QString &path, const SecretNames &names, ProgressHandler handler)
{
    const QString target = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    if (!m_hasFile || target == m_place.path()) {
        handler(0, true, fileError(ErrorCode::StorageFailed, path, {}));
        return;
    }
    const auto isCancelled = std::make_shared<std::atomic_bool>(false);
    m_isSaveCancelled = isCancelled;
    waitForSave();
    m_saver = std::thread([source = m_place.path(), target, names, isCancelled,
                           handler = std::move(handler)] {
        const Result<bool> written
            = writeSharedCopy(source, target, names, *isCancelled, [&](int perMille) {
                  handler(perMille, false, std::nullopt);
              });
        if (written)
            handler(*written ? WholePerMille : 0, true, std::nullopt);
        else
            handler(0, true, written.error());
    });
}

void FileStore::cancelSaving()
{
    if (m_isSaveCancelled)
        *m_isSaveCancelled = true;
}

Result<Done> FileStore::addNote(const QString &text, qint64 about)
{
    const QByteArray written = rfc3339(SystemClock().wallNs());
    if (m_isRecording) {
        Batch batch;
        batch.records.push_back(noteRecord(text.toUtf8(), about, written));
        const RecordSink::Appended appended = m_recorder->append(std::move(batch));
        if (appended.isFailed || appended.isDropped)
            return fileError(ErrorCode::StorageFailed, path(), {});
        return Done{};
    }
    waitForSave();
    m_reader->suspend();
    const Result<Done> added = CaptureFile::addNote(path(), text.toUtf8(), about, written);
    m_reader->resume(openerOf(path(), CaptureFile::stateOf(path())), CaptureReader::Growth::None);
    return added;
}

Result<Done> FileStore::finish(QByteArrayView reason)
{
    if (!m_isRecording)
        return Done{};
    m_isRecording = false;
    Result<Done> finished = m_recorder->finish(reason);
    if (m_hasFile) {
        m_reader->suspend();
        const Result<Done> closed = m_recorder->closeFile();
        if (finished && !closed)
            finished = closed.error();
        m_place.unlock();
        m_reader->resume(openerOf(path(), CaptureFile::stateOf(path())),
                         CaptureReader::Growth::None);
    }
    return finished;
}

void FileStore::retryWriting()
{
    if (m_isRecording)
        m_recorder->retry();
}

void FileStore::giveUpWriting()
{
    if (m_isRecording)
        m_recorder->giveUp();
}

void FileStore::setLimits(const RecordingLimits &limits)
{
    if (m_isRecording)
        m_recorder->setLimits(limits);
}

void FileStore::discard()
{
    waitForSave();
    if (isSaved() || !m_hasFile)
        return;
    m_isRecording = false;
    if (m_recorder)
        m_recorder->stop();
    m_reader->suspend();
    m_recorder.reset();
    m_place.unlock();
    CaptureFile::removeUnlessHeld(path());
    m_reader->resume(openNothing, CaptureReader::Growth::None);
}

Result<std::unique_ptr<CaptureStore>> createCapture(const RecordingOptions &options)
{
    return FileStore::create(options);
}

Result<std::unique_ptr<CaptureStore>> openCapture(const QString &path)
{
    return FileStore::open(path, true);
}

Result<std::unique_ptr<CaptureStore>> recoverCapture(const QString &path)
{
    return FileStore::open(path, false);
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
        UnsavedCapture capture;
        capture.path = path;
        capture.fileOctets = info.size() + QFileInfo(path + QLatin1String("-wal")).size();
        if (Result<Database> database = CaptureFile::openForReading(path, state)) {
            constexpr qint64 Unreadable = -1;
            capture.records
                = database->integer("SELECT max(seq)-min(seq)+1 FROM record", Unreadable);
            if (capture.records == Unreadable) {
                capture.records = 0;
                capture.fault = damagedError(path, "part", 0);
            }
        } else {
            capture.fault = database.error();
        }
        captures.push_back(std::move(capture));
    }
    return captures;
}

void deleteUnsavedCapture(const QString &path)
{
    CaptureFile::removeUnlessHeld(path);
}

} // namespace Pushscope

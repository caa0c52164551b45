// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "capture/recordpages.h"
#include "storage/blockwriter.h"
#include "storage/listingwriter.h"
#include "storage/recordrow.h"
#include "storage/sqlite.h"
#include "storage/summarywriter.h"

#include <QByteArray>

#include <memory>
#include <span>

namespace Pushscope {

/// Turns batches into rows of a capture file, one transaction for a group of them.
///
/// Threads: one, the writer's.
class CaptureWriter
{
public:
    /// What `meta` says of a capture.
    struct Identity {
        QByteArray id;      ///< UUID
        QByteArray started; ///< RFC 3339
        QByteArray version; ///< of Pushscope
    };

    /// Makes a capture of the empty file @p path.
    static Result<std::unique_ptr<CaptureWriter>> create(const QString &path,
                                                         const Identity &identity);
    ~CaptureWriter();
    /// Goes on with a capture that this process made.
    static Result<std::unique_ptr<CaptureWriter>> reopen(const QString &path);

    /// All of @p batches or, where it fails, nothing. @p keepOctets: see RecordingLimits.
    [[nodiscard]] Result<Done> write(std::span<const Batch> batches, qint64 keepOctets = 0);

    [[nodiscard]] const CaptureExtent &extent() const { return m_extent; }
    /// seq of the last record that was not kept; 0: all are there.
    [[nodiscard]] qint64 dropped() const { return m_dropped; }
    [[nodiscard]] Database &database() { return m_database; }
    /// Octets that wait in the `-wal` file.
    [[nodiscard]] qint64 walOctets() const { return m_walOctets; }
    /// Copies what is in the `-wal` into the file; @p isLast empties the `-wal` as well, which
    /// waits for readers.
    [[nodiscard]] Result<Done> checkpoint(bool isLast);
    /// Leaves one file without `-wal`. Nothing can be written afterwards.
    [[nodiscard]] Result<Done> finish();
    /// Lets go of the file, so that it can be renamed.
    void close();

private:
    explicit CaptureWriter(Database database);
    struct Rows;

    /// A file whose name is gone can still be written, for nobody. Errors: StorageFailed.
    [[nodiscard]] Result<Done> checkStillThere() const;
    /// Says where the newest octets are.
    [[nodiscard]] Result<Done> completeIndex();
    [[nodiscard]] bool writeRows(std::span<const Batch> batches);
    [[nodiscard]] bool trim(std::span<const Batch> batches, qint64 keepOctets);
    void measure(std::span<const Batch> batches);
    void measureFiles();

    Database m_database;
    std::unique_ptr<Rows> m_rows;
    CaptureExtent m_extent;
    qint64 m_dropped = 0;
    qint64 m_walOctets = 0;
    qint64 m_pageOctets = 0;
    quint64 m_device = 0;
    quint64 m_inode = 0;
};

} // namespace Pushscope

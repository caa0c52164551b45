// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/bodyform.h"
#include "capture/connectionrecords.h"

#include <QByteArray>

#include <functional>
#include <memory>

namespace Pushscope {

class OlderSocketIoTranscript;
class TranscriptListener;

/// Turns the content of one body into the records of what it carries: events, messages, parts,
/// scripts, a call.
///
/// Counts octets of the content itself; where these lie on the wire is asked of who knows.
class ContentTranscript
{
public:
    /// Fills in where @p content lies: at, moreAt, size, and LiesInContent where it was coded.
    using Locate = std::function<void(Record &record, ByteRange content)>;

    struct Setup {
        ConnectionRecords *records = nullptr;
        Role from = Role::Server;
        quint32 exchange = 0;
        /// What the client asked to go on from: browsers begin the last event ID buffer with it.
        QByteArray lastEventId = {};
        qint64 maxMessageOctets = 0;
        Locate locate = {};
        TranscriptListener *listener = nullptr; ///< May be null.
        /// The record of the message's head; null where none is named.
        std::shared_ptr<const RecordHandle> head = {};
        /// Reads the messages that it carries; null: they are nothing in particular.
        std::shared_ptr<OlderSocketIoTranscript> older = {};
    };

    /// A chunk that is being read, for what is exactly one chunk.
    struct Chunk {
        ByteRange content; ///< Of its octets, as announced.
        QByteArray extension = {};
        bool isCarried = false; ///< A record was exactly this chunk.
    };

    explicit ContentTranscript(Setup setup);
    ContentTranscript(const ContentTranscript &) = delete;
    ContentTranscript &operator=(const ContentTranscript &) = delete;
    virtual ~ContentTranscript();

    /// @p chunk is null outside chunks.
    virtual void octets(QByteArrayView octets, qint64 t, Chunk *chunk) = 0;
    virtual void finish(qint64 t) = 0;
    /// The first octet of the content that a later record may lie in.
    [[nodiscard]] virtual qint64 pendingFrom() const = 0;

protected:
    [[nodiscard]] const Setup &setup() const { return m_setup; }
    [[nodiscard]] Record make(RecordKind kind, qint64 t) const;
    /// Locates @p record at @p content and, where that is exactly @p chunk, lets it carry the
    /// chunk: its flag is set. The chunk's extension is the caller's to write into the detail.
    bool place(Record &record, ByteRange content, Chunk *chunk) const;
    void add(Record &&record) { m_setup.records->add(std::move(record)); }
    /// Adds @p record, and the packets that @p message in it is, where somebody reads them.
    void addCarrying(Record &&record, QByteArrayView message);
    [[nodiscard]] TranscriptListener *listener() const { return m_setup.listener; }

private:
    Setup m_setup;
};

/// For what @p form says; null where nothing is read from the content.
[[nodiscard]] std::unique_ptr<ContentTranscript>
makeContentTranscript(const BodyForm &form, const ContentTranscript::Setup &setup);

} // namespace Pushscope

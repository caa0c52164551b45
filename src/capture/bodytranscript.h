// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/bodymap.h"
#include "capture/connectionrecords.h"
#include "capture/contentdecoder.h"
#include "capture/contenttranscript.h"
#include "capture/transcriptoptions.h"
#include "protocol/http1/message.h"

#include <memory>
#include <optional>

namespace Pushscope {

/// Turns one message body into http.chunk, http.data and http.end records, and into those of what
/// the body carries.
class BodyTranscript
{
public:
    /// Stretches of a body, of chunks that a later record may lie in: each takes 24 octets. Who
    /// sends one message in hundreds of thousands of chunks wants to exhaust who keeps it.
    static constexpr qint64 MaxStretches = 256 * 1024;
    /// Octets of sizes and extensions between them, kept on the wire: a signature (RFC 9112 §7.1.1)
    /// takes some 100 octets of a chunk.
    static constexpr qint64 MaxFramingOctets = 16 * 1024 * 1024;

    /// What of the head matters here.
    struct Facts {
        Role from = Role::Server;
        quint32 exchange = 0;
        qint64 begin = 0; ///< On the wire: the end of the head.
        QByteArray coding; ///< Content-Encoding, of several fields joined; empty for none.
        BodyForm form = { BodyForm::Kind::Plain };
        /// What the client asked to go on from: browsers begin the last event ID buffer with it.
        QByteArray lastEventId = {};
        qint64 tRequest = Record::NoTime; ///< Of the exchange's http.request.
        std::shared_ptr<const RecordHandle> head = {}; ///< Its record, where what it carries names it.
        /// Of an exchange of Engine.IO, whose packets are what there is to see.
        bool isOfEngineIo = false;
    };

    BodyTranscript(ConnectionRecords &records, Facts facts, const TranscriptOptions &options,
                   TranscriptListener *listener);

    void chunkBegins(const Http1::ChunkBegin &chunk);
    void piece(const Http1::BodyPiece &piece, qint64 t);
    void chunkEnds(const Http1::ChunkEnd &chunk, qint64 t);
    void ends(const Http1::MessageEnd &end, qint64 t);

    /// Where the body lies on the wire, as far as it is still known: all of it where a round
    /// prints it.
    [[nodiscard]] std::vector<ByteRange> wireRanges() const;
    /// In Layer::Content, where the body was coded; else empty.
    [[nodiscard]] ByteRange content() const { return m_content; }

    /// The first octet on the wire that a later record may lie in; @p now is where the wire is.
    [[nodiscard]] qint64 pendingFrom(qint64 now) const;
    /// Octets of the content that belong to a message that has not come to its end.
    [[nodiscard]] qint64 contentInProgress() const
    {
        return m_carried ? m_contentOctets - m_carried->pendingFrom() : 0;
    }
    /// Nothing that was decoded so far is needed any more.
    [[nodiscard]] bool isContentReleasable() const { return !m_isCoded || !m_carried; }

private:
    void decode(QByteArrayView octets, qint64 t);
    void stopDecoding(Violation broken);
    void noteUnknownCoding(qint64 t);
    void takeContent(QByteArrayView content, qint64 t);
    void carry(QByteArrayView octets, qint64 t);
    void cutPiece(const Http1::BodyPiece &piece, qint64 step, qint64 t);
    [[nodiscard]] bool isBodyTooLong() const;
    [[nodiscard]] bool isFramingTooLong() const;
    void checkSize();
    void addDataRecord(ByteRange wire, qint64 t);
    void locate(Record &record, ByteRange body) const;
    [[nodiscard]] QByteArray endDetail(const Http1::MessageEnd &end, qint64 t) const;

    ConnectionRecords &m_records;
    Facts m_facts;
    TranscriptOptions m_options;
    TranscriptListener *m_listener;
    BodyMap m_map;
    std::unique_ptr<ContentDecoder> m_decoder;
    std::unique_ptr<ContentTranscript> m_carried;
    std::optional<ContentTranscript::Chunk> m_chunk;
    qint64 m_chunkBegin = 0; ///< On the wire, its size line.
    ByteRange m_pendingData; ///< Not yet long enough for a record of its own.
    ByteRange m_content; ///< In Layer::Content, where the body is coded.
    qint64 m_contentOctets = 0;
    ViolationSet m_codingViolations;
    qint64 m_framedTo = 0; ///< On the wire: what was framing or a piece so far ends here.
    bool m_isCoded = false; ///< And can be decoded.
    bool m_isOpaque = false; ///< Coded as nobody here can decode it, and nobody was told so far.
    bool m_isTooLarge = false; ///< And the listener was told.
};

} // namespace Pushscope

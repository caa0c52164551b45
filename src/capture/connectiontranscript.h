// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "capture/connectionrecords.h"
#include "capture/flashpolicytranscript.h"
#include "capture/httptranscript.h"
#include "capture/transcriptoptions.h"
#include "capture/unparsedoctets.h"
#include "capture/websockettranscript.h"

#include <array>
#include <memory>
#include <optional>

namespace Pushscope {

/// How a transport came to its end, in the contract's words.
struct TransportEnd {
    std::optional<Role> by; ///< Whose FIN or reset came first; nullopt: an error ended it.
    QByteArrayView how = "fin"; ///< conn.close `how`
    std::optional<Error> error;
};

/// How one direction of a connection came to its end.
enum class DirectionEnd : quint8 {
    Finished,  ///< Its sender ended it.
    BrokenOff, ///< By a reset or an error: a body until close is not complete (RFC 9112 §8).
    CutByUs,   ///< The end that records did: what is missing is no fault of its sender's.
};

/// Turns the octets of one connection, of either direction or both, into records. The same code
/// serves the client, the mock and whoever stands between or decodes later, so that one dialogue
/// reads the same for all of them.
///
/// Threads: as BatchBuilder.
class ConnectionTranscript
{
public:
    /// @param counters null where records have no exchange numbers (decoding).
    /// @param listener may be null; outlives the transcript.
    ConnectionTranscript(BatchBuilder &batch, CaptureCounters *counters,
                         ConnectionRecords::Ids ids, std::optional<Role> self,
                         const TranscriptOptions &options, TranscriptListener *listener);
    ~ConnectionTranscript();

    [[nodiscard]] ConnectionRecords &records() { return m_records; }
    [[nodiscard]] HttpTranscript &http() { return m_http; }
    /// Null until protocols were switched to WebSocket.
    [[nodiscard]] WebSocketTranscript *webSocket() { return m_webSocket.get(); }

    /// Records heads, handshakes and ends, but no bodies and no frames.
    void setHeadsOnly(bool isHeadsOnly);

    /// @p octets of one read or write, with the time of the capture.
    void octets(Role from, QByteArrayView octets, qint64 t);
    /// That direction is over: what was cut off comes out. What the end that records wrote itself
    /// and left unfinished breaks no rule either.
    void finish(Role from, qint64 t, DirectionEnd end = DirectionEnd::Finished);

    /// ws.closed: to be added once, after the transport ended. @p isRefused where HTTP answered
    /// instead. @return its code, as CloseEvent has it.
    int addClosed(const TransportEnd &end, bool isRefused, qint64 t);

    /// The messages of the WebSocket, which may not be open yet, are packets of that session.
    void readMessagesAs(std::shared_ptr<EngineIoTranscript> session);

    /// The answer to a Flash Player whose question is not at hand (decoding).
    void assumeFlashPolicy() { m_flashPolicy.assumeAsked(); }

    /// The frames of a connection whose handshake is not at hand (decoding).
    void assumeWebSocket(std::optional<WebSocket::DeflateParameters> deflate);

private:
    void finishDirection(Role from, qint64 t, bool isWhole);
    void switchToWebSocket(qint64 t);
    void switchToOther(qint64 t);
    /// The last @p octets of the direction are of that protocol.
    void takeOther(Role from, qint64 octets, qint64 t);

    ConnectionRecords m_records;
    TranscriptOptions m_options;
    TranscriptListener *m_listener;
    bool m_isHeadsOnly = false;
    FlashPolicyTranscript m_flashPolicy;
    HttpTranscript m_http;
    std::unique_ptr<WebSocketTranscript> m_webSocket;
    std::optional<std::array<UnparsedOctets, 2>> m_other; ///< Of a protocol that is neither.
    std::shared_ptr<EngineIoTranscript> m_session; ///< For m_webSocket, until there is one.
};

} // namespace Pushscope

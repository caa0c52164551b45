// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/role.h"
#include "protocol/http1/chunkeddecoder.h"
#include "protocol/http1/fieldsection.h"
#include "protocol/http1/message.h"
#include "protocol/http1/octetreader.h"

#include <deque>

namespace Pushscope::Http1 {

struct BodyLength;

/// Turns the octets of one direction of an HTTP/1.1 connection into messages, as many as come.
///
/// Sans-I/O: feed() takes what the transport delivered, next() hands out what can be told of it,
/// in order. How the octets were cut never changes the values, but for where BodyPiece and
/// Unparsed are cut. Every octet fed is in the range of exactly one RequestHead, ResponseHead,
/// ChunkEnd, BodyPiece outside chunks, MessageEnd or Unparsed, until protocols are switched.
///
/// The parser reports, it does not judge: what breaks a rule comes out all the same, with a
/// Violation per rule. Only where the next boundary cannot be found (a bad chunk size, a start
/// line that is none, a limit) it ends the message and hands out all that follows as Unparsed;
/// so it does with what follows a message after which the connection closes.
///
/// Spec: RFC 9112.
/// Threads: reentrant, not thread-safe.
class MessageParser
{
public:
    /// @param sender who wrote these octets: a client sends requests, a server responses.
    explicit MessageParser(Role sender, Limits limits = {});

    /// Takes @p octets, 0 or more of them, which must stay valid until next() gave nullopt.
    /// No effect after finish(), SwitchedProtocols or switchProtocols().
    void feed(QByteArrayView octets);

    /// The next value; nullopt while more octets are needed, and after SwitchedProtocols.
    [[nodiscard]] std::optional<Event> next();

    /// Says that the stream ended. next() then gives what is left: a body until close is complete,
    /// anything else that was begun is not, and is Violation::CutOff.
    void finish();

    /// Role::Server: what the next response without one answers; to be called in the order of the
    /// requests. It decides whether there is a body (HEAD, CONNECT) or a switch. Where it was
    /// never called, each response is taken for one to GET; where it was, a response too many
    /// has Violation::OctetsAfterEnd.
    void expectResponseTo(const RequestHead &request);

    /// Role::Client: the response was 101, or 2xx to CONNECT, so what follows the last value is no
    /// HTTP. To be called before next() is asked for more than that request's MessageEnd.
    void switchProtocols();

    /// After SwitchedProtocols or switchProtocols(): what was fed and not consumed; valid as long
    /// as what was fed, or until the next call.
    [[nodiscard]] QByteArrayView remainder();

    /// Of the next octet to be consumed.
    [[nodiscard]] qint64 offset() const { return m_reader.offset(); }

    /// A message was begun and its MessageEnd is not out yet.
    [[nodiscard]] bool isInMessage() const;
    /// A head is out and its MessageEnd is not.
    [[nodiscard]] bool isInBody() const;

private:
    enum class State : quint8 {
        StartLine,
        Fields,
        Body,
        ChunkedBody,
        End,    ///< The message is over, MessageEnd is due.
        Switch, ///< SwitchedProtocols is due.
        Switched,
        Lost, ///< All that follows is Unparsed.
    };
    enum class Expected : quint8 { Ordinary, ToHead, ToConnect };

    std::optional<Event> step();
    std::optional<Event> readStartLine();
    void takeEmptyLine(const OctetReader::Line &line);
    void takeStartLine(const OctetReader::Line &line);
    void cutOffStartLine();
    std::optional<Event> readFields();
    Event completeHead();
    Event abandonHead(Violation violation);
    Event takeHead();
    [[nodiscard]] BodyLength readBodyLength();
    void decideBody();
    [[nodiscard]] bool decideResponse(const BodyLength &body);
    std::optional<Event> readBody();
    void forbidLength(const BodyLength &body);
    void finishBody();
    std::optional<Event> readChunkedBody();
    Event endMessage();
    void leaveMessage();
    std::optional<Event> readLost();
    void lose(ViolationSet violations);

    [[nodiscard]] ViolationSet &headViolations();
    [[nodiscard]] std::vector<FieldLine> &headFields();
    [[nodiscard]] Violation notAStartLine() const;

    Role m_sender;
    Limits m_limits;
    OctetReader m_reader;
    State m_state = State::StartLine;
    bool m_isFinished = false;
    bool m_hasMessages = false; ///< At least one head is complete.

    QByteArray m_leading; ///< Empty lines before the start line.
    qint64 m_headBegin = 0;
    RequestHead m_request; ///< The head at hand is this one or the next, as m_sender says.
    ResponseHead m_response;
    FieldSection m_fields;

    // Of the message at hand, once its head is complete.
    bool m_isPersistent = true; ///< The connection outlives it (§9.3).
    bool m_maySwitch = false;   ///< It asks to: what follows may be no HTTP, as its answer tells.
    bool m_isSwitching = false; ///< It is the last one that is HTTP.
    bool m_isBoundaryKnown = true; ///< What follows it can be told.
    qint64 m_remaining = 0;        ///< Octets of a body by content length still to come.
    MessageEnd m_end;
    ChunkedDecoder m_chunks;

    ViolationSet m_lostViolations; ///< For the next Unparsed.

    bool m_isExpecting = false; ///< expectResponseTo() was called.
    std::deque<Expected> m_expected;
};

} // namespace Pushscope::Http1

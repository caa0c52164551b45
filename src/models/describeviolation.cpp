// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/describe.h"
#include "models/words.h"

#include <array>

namespace Pushscope {

namespace {

/// A rule: where it stands, and the sentence about breaking it; %1 is the section.
struct Rule {
    Violation violation;
    const char *section; ///< As people cite it.
    const char *url;
    const char *sentence;
};

constexpr const char *Framing = "https://www.rfc-editor.org/rfc/rfc6455#section-5.2";
constexpr const char *Masking = "https://www.rfc-editor.org/rfc/rfc6455#section-5.1";
constexpr const char *Fragmentation = "https://www.rfc-editor.org/rfc/rfc6455#section-5.4";
constexpr const char *ControlFrames = "https://www.rfc-editor.org/rfc/rfc6455#section-5.5";
constexpr const char *CloseFrame = "https://www.rfc-editor.org/rfc/rfc6455#section-5.5.1";
constexpr const char *ClientHandshake = "https://www.rfc-editor.org/rfc/rfc6455#section-4.1";
constexpr const char *ServerHandshake = "https://www.rfc-editor.org/rfc/rfc6455#section-4.2.1";
constexpr const char *FieldSyntax = "https://www.rfc-editor.org/rfc/rfc9112#section-5";
constexpr const char *ParsingAnEventStream
    = "https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream";
constexpr const char *InterpretingAnEventStream
    = "https://html.spec.whatwg.org/multipage/server-sent-events.html"
      "#event-stream-interpretation";
constexpr const char *EngineIo = "https://github.com/socketio/engine.io-protocol";
constexpr const char *SocketIo = "https://github.com/socketio/socket.io-protocol";
constexpr const char *Multipart = "https://www.rfc-editor.org/rfc/rfc2046#section-5.1";

// In the order of Violation.
constexpr std::array<Rule, ViolationCount> Rules{ {
    { Violation::MaskedByServer, "RFC 6455 §5.1", Masking,
      QT_TRANSLATE_NOOP("Words",
                        "A server must not mask the frames it sends, and this one is masked; "
                        "a client must close the connection on it (%1).") },
    { Violation::UnmaskedByClient, "RFC 6455 §5.1", Masking,
      QT_TRANSLATE_NOOP("Words",
                        "A client must mask every frame it sends, and this one is not masked; "
                        "a server must close the connection on it (%1).") },
    { Violation::UndefinedRsvBit, "RFC 6455 §5.2", Framing,
      QT_TRANSLATE_NOOP("Words",
                        "A reserved bit is set to which no negotiated extension gives a meaning; "
                        "it must be 0 (%1).") },
    { Violation::ReservedOpcode, "RFC 6455 §5.2", Framing,
      QT_TRANSLATE_NOOP("Words",
                        "The opcode is reserved for later use; the receiver must fail the "
                        "connection (%1).") },
    { Violation::NonMinimalLength, "RFC 6455 §5.2", Framing,
      QT_TRANSLATE_NOOP("Words",
                        "The payload length is written with more octets than it needs; the "
                        "shortest form must be used (%1).") },
    { Violation::LengthTopBit, "RFC 6455 §5.2", Framing,
      QT_TRANSLATE_NOOP("Words",
                        "The most significant bit of the 64-bit payload length must be 0 and is "
                        "1, so where the frame ends cannot be known (%1).") },
    { Violation::ControlTooLong, "RFC 6455 §5.5", ControlFrames,
      QT_TRANSLATE_NOOP("Words",
                        "A control frame must have at most 125 octets of payload, and this one "
                        "has more (%1).") },
    { Violation::ControlFragmented, "RFC 6455 §5.5", ControlFrames,
      QT_TRANSLATE_NOOP("Words",
                        "A control frame must not be fragmented, and the FIN bit of this one is "
                        "0 (%1).") },
    { Violation::UnexpectedContinuation, "RFC 6455 §5.4", Fragmentation,
      QT_TRANSLATE_NOOP("Words",
                        "A continuation frame came although no fragmented message is open "
                        "(%1).") },
    { Violation::ExpectedContinuation, "RFC 6455 §5.4", Fragmentation,
      QT_TRANSLATE_NOOP("Words",
                        "A new message began before the last fragment of the one that is open; "
                        "fragments of two messages must not be interleaved (%1).") },
    { Violation::InvalidUtf8, "RFC 6455 §8.1, HTML §9.2.5",
      "https://www.rfc-editor.org/rfc/rfc6455#section-8.1",
      QT_TRANSLATE_NOOP("Words",
                        "Text must be valid UTF-8 and these octets are not: a WebSocket endpoint "
                        "must fail the connection, an EventSource shows replacement characters "
                        "(%1).") },
    { Violation::InvalidCloseCode, "RFC 6455 §7.4",
      "https://www.rfc-editor.org/rfc/rfc6455#section-7.4",
      QT_TRANSLATE_NOOP("Words",
                        "This status code must not be sent in a Close frame: it is reserved or "
                        "outside the ranges in use (%1).") },
    { Violation::ClosePayloadOneOctet, "RFC 6455 §5.5.1", CloseFrame,
      QT_TRANSLATE_NOOP("Words",
                        "The payload of a Close frame is either empty or starts with a status "
                        "code of two octets, and this one has a single octet (%1).") },
    { Violation::DataAfterClose, "RFC 6455 §5.5.1", CloseFrame,
      QT_TRANSLATE_NOOP("Words",
                        "No more data frames must be sent after a Close frame, and here is one "
                        "(%1).") },
    { Violation::BadDeflate, "RFC 7692 §7.2.2",
      "https://www.rfc-editor.org/rfc/rfc7692#section-7.2.2",
      QT_TRANSLATE_NOOP("Words",
                        "The compressed payload cannot be inflated; it is shown as it came "
                        "(%1).") },
    { Violation::TooLarge, "RFC 9110 §17.5, RFC 6455 §10.4",
      "https://www.rfc-editor.org/rfc/rfc9110#section-17.5",
      QT_TRANSLATE_NOOP("Words",
                        "This is larger than the limit set for a message, so the rest was not "
                        "taken (%1).") },
    { Violation::MethodNotGet, "RFC 6455 §4.1", ClientHandshake,
      QT_TRANSLATE_NOOP("Words",
                        "The method of an opening handshake must be GET, and it is another "
                        "(%1).") },
    { Violation::HttpVersionTooLow, "RFC 6455 §4.2.1", ServerHandshake,
      QT_TRANSLATE_NOOP("Words",
                        "An opening handshake needs HTTP/1.1 or higher, and this request is of "
                        "a lower version (%1).") },
    { Violation::HostMissing, "RFC 6455 §4.2.1", ServerHandshake,
      QT_TRANSLATE_NOOP("Words",
                        "The opening handshake has no Host field, which the request must carry "
                        "(%1).") },
    { Violation::UpgradeMissing, "RFC 6455 §4.1", ClientHandshake,
      QT_TRANSLATE_NOOP("Words",
                        "The opening handshake needs an Upgrade field with the value websocket, "
                        "and it is missing or says something else (%1).") },
    { Violation::ConnectionMissing, "RFC 6455 §4.1", ClientHandshake,
      QT_TRANSLATE_NOOP("Words",
                        "The opening handshake needs a Connection field with the token Upgrade, "
                        "and it is missing; a proxy that was not set up for WebSocket often "
                        "removes it (%1).") },
    { Violation::KeyMissing, "RFC 6455 §4.1", ClientHandshake,
      QT_TRANSLATE_NOOP("Words",
                        "The request has no Sec-WebSocket-Key field, without which it is no "
                        "opening handshake (%1).") },
    { Violation::KeyNot16Octets, "RFC 6455 §4.1", ClientHandshake,
      QT_TRANSLATE_NOOP("Words",
                        "Sec-WebSocket-Key must be 16 octets in base64, and this value is not "
                        "(%1).") },
    { Violation::VersionNot13, "RFC 6455 §4.1", ClientHandshake,
      QT_TRANSLATE_NOOP("Words", "Sec-WebSocket-Version must be 13, and it is not (%1).") },
    { Violation::StatusNot101, "RFC 6455 §4.1", ClientHandshake,
      QT_TRANSLATE_NOOP("Words",
                        "The server answered the opening handshake with a status other than 101, "
                        "so no WebSocket was established (%1).") },
    { Violation::AcceptMismatch, "RFC 6455 §4.1", ClientHandshake,
      QT_TRANSLATE_NOOP("Words",
                        "Sec-WebSocket-Accept does not follow from the key of the request: "
                        "whoever answered did not read it, or a cache answered for another "
                        "(%1).") },
    { Violation::UnrequestedSubprotocol, "RFC 6455 §4.1", ClientHandshake,
      QT_TRANSLATE_NOOP("Words",
                        "The server chose a subprotocol that the client did not offer; the "
                        "client must fail the connection (%1).") },
    { Violation::UnrequestedExtension, "RFC 6455 §9.1",
      "https://www.rfc-editor.org/rfc/rfc6455#section-9.1",
      QT_TRANSLATE_NOOP("Words",
                        "The server uses an extension that the client did not offer; the client "
                        "must fail the connection (%1).") },
    { Violation::BadExtensionParameters, "RFC 7692 §7.1",
      "https://www.rfc-editor.org/rfc/rfc7692#section-7.1",
      QT_TRANSLATE_NOOP("Words",
                        "The parameters of the permessage-deflate extension are unknown, "
                        "repeated or out of range; the offer or answer must be declined (%1).") },
    { Violation::BadRequestLine, "RFC 9112 §3", "https://www.rfc-editor.org/rfc/rfc9112#section-3",
      QT_TRANSLATE_NOOP("Words",
                        "The request line is not a method, a target and a version with one blank "
                        "between them (%1).") },
    { Violation::BadStatusLine, "RFC 9112 §4", "https://www.rfc-editor.org/rfc/rfc9112#section-4",
      QT_TRANSLATE_NOOP("Words",
                        "The status line is not a version, a status of three digits and a reason "
                        "(%1).") },
    { Violation::BadFieldLine, "RFC 9112 §5", FieldSyntax,
      QT_TRANSLATE_NOOP("Words",
                        "A field line is not a name, a colon and a value, or has characters that "
                        "are not allowed there (%1).") },
    { Violation::BareLf, "RFC 9112 §2.2", "https://www.rfc-editor.org/rfc/rfc9112#section-2.2",
      QT_TRANSLATE_NOOP("Words",
                        "A line ends in LF alone; senders must write CR LF, and recipients "
                        "differ in what they make of this (%1).") },
    { Violation::ObsFold, "RFC 9112 §5.2", "https://www.rfc-editor.org/rfc/rfc9112#section-5.2",
      QT_TRANSLATE_NOOP("Words",
                        "A field value goes on in the next line; such folding is obsolete and "
                        "must not be sent (%1).") },
    { Violation::SpaceBeforeColon, "RFC 9112 §5.1",
      "https://www.rfc-editor.org/rfc/rfc9112#section-5.1",
      QT_TRANSLATE_NOOP("Words",
                        "There is a blank between a field name and its colon, which is not "
                        "allowed and has been used to smuggle requests (%1).") },
    { Violation::BadChunkSize, "RFC 9112 §7.1",
      "https://www.rfc-editor.org/rfc/rfc9112#section-7.1",
      QT_TRANSLATE_NOOP("Words",
                        "A chunk must begin with its size as a hexadecimal number, extensions "
                        "without blanks behind it, and end where the size says; this one does "
                        "not (%1).") },
    { Violation::MissingLastChunk, "RFC 9112 §8",
      "https://www.rfc-editor.org/rfc/rfc9112#section-8",
      QT_TRANSLATE_NOOP("Words",
                        "The connection ended before the chunk of size 0 that ends a chunked "
                        "body, so the body is incomplete (%1).") },
    { Violation::ContentLengthMismatch, "RFC 9112 §6.3",
      "https://www.rfc-editor.org/rfc/rfc9112#section-6.3",
      QT_TRANSLATE_NOOP("Words",
                        "Content-Length is not a number, is given twice with different values, "
                        "or the body has another length (%1).") },
    { Violation::ContentLengthAndChunked, "RFC 9112 §6.2",
      "https://www.rfc-editor.org/rfc/rfc9112#section-6.2",
      QT_TRANSLATE_NOOP("Words",
                        "Content-Length must not be sent together with Transfer-Encoding; the "
                        "latter counts, and the pair has been used to smuggle requests (%1).") },
    { Violation::OctetsAfterEnd, "RFC 9112 §6.3",
      "https://www.rfc-editor.org/rfc/rfc9112#section-6.3",
      QT_TRANSLATE_NOOP("Words",
                        "Octets came after the end of the last response, to which no request "
                        "belongs (%1).") },
    { Violation::BadContentCoding, "RFC 9110 §8.4",
      "https://www.rfc-editor.org/rfc/rfc9110#section-8.4",
      QT_TRANSLATE_NOOP("Words",
                        "The content is not encoded as Content-Encoding says: its coding is "
                        "broken, does not come to its end, or is followed by other octets. What "
                        "could be decoded is shown (%1).") },
    { Violation::WrongContentType, "HTML §9.2.2",
      "https://html.spec.whatwg.org/multipage/server-sent-events.html#the-eventsource-interface",
      QT_TRANSLATE_NOOP("Words",
                        "The Content-Type is not that of the technique: an EventSource accepts "
                        "nothing but text/event-stream and fails for good on anything else "
                        "(%1).") },
    { Violation::UnterminatedBlock, "HTML §9.2.6", InterpretingAnEventStream,
      QT_TRANSLATE_NOOP("Words",
                        "The stream ended before the blank line that ends a block, so a browser "
                        "discards the event (%1).") },
    { Violation::InvalidRetry, "HTML §9.2.6", InterpretingAnEventStream,
      QT_TRANSLATE_NOOP("Words",
                        "The value of a retry field must be ASCII digits only, and this one is "
                        "ignored (%1).") },
    { Violation::IdContainsNul, "HTML §9.2.6", InterpretingAnEventStream,
      QT_TRANSLATE_NOOP("Words",
                        "The value of an id field contains U+0000, so the whole field is ignored "
                        "(%1).") },
    { Violation::UnknownField, "HTML §9.2.6", InterpretingAnEventStream,
      QT_TRANSLATE_NOOP("Words",
                        "Only event, data, id and retry have a meaning; a field of any other "
                        "name is ignored (%1).") },
    { Violation::BomNotFirst, "HTML §9.2.5", ParsingAnEventStream,
      QT_TRANSLATE_NOOP("Words",
                        "A byte order mark is only skipped at the start of the stream; here it "
                        "becomes part of the field name, which nobody knows (%1).") },
    { Violation::BadPacket, "Engine.IO, Packet encoding", EngineIo,
      QT_TRANSLATE_NOOP("Words", "This is no packet: it cannot be decoded at all (%1).") },
    { Violation::UnknownPacketType, "Engine.IO, Packet types", EngineIo,
      QT_TRANSLATE_NOOP("Words",
                        "The packet is of a type that the protocol does not define "
                        "(%1).") },
    { Violation::BadPayloadLength, "Engine.IO, Payload encoding", EngineIo,
      QT_TRANSLATE_NOOP("Words",
                        "The length before a packet is no number, or ends inside a character "
                        "(%1).") },
    { Violation::BadHandshakeJson, "Engine.IO, Handshake", EngineIo,
      QT_TRANSLATE_NOOP("Words",
                        "The open packet must carry a JSON object with sid, pingInterval and "
                        "pingTimeout, and it does not (%1).") },
    { Violation::MissingAttachment, "Socket.IO, Packet encoding", SocketIo,
      QT_TRANSLATE_NOOP("Words",
                        "The packet announced binary attachments that did not follow (%1).") },
    { Violation::MissingBoundary, "RFC 2046 §5.1", Multipart,
      QT_TRANSLATE_NOOP("Words",
                        "A multipart type needs a boundary parameter and parts that it "
                        "delimits, and there is none (%1).") },
    { Violation::PartWithoutHeaders, "RFC 2046 §5.1", Multipart,
      QT_TRANSLATE_NOOP("Words",
                        "The part has no fields: nothing says what its content is, nor how long "
                        "(%1).") },
    { Violation::PartLengthMismatch, "RFC 2046 §5.1.1",
      "https://www.rfc-editor.org/rfc/rfc2046#section-5.1.1",
      QT_TRANSLATE_NOOP("Words",
                        "The Content-Length of the part differs from what lies between the "
                        "boundaries (%1).") },
    { Violation::NotACall, "JSONP", "https://en.wikipedia.org/wiki/JSONP",
      QT_TRANSLATE_NOOP("Words", "The script is no call of a function with one value (%1).") },
    { Violation::WrongCallback, "JSONP", "https://en.wikipedia.org/wiki/JSONP",
      QT_TRANSLATE_NOOP("Words",
                        "The script calls another function than the request asked for (%1).") },
    { Violation::CutOff, "RFC 9112 §8, RFC 6455 §7.1.7",
      "https://www.rfc-editor.org/rfc/rfc9112#section-8",
      QT_TRANSLATE_NOOP("Words",
                        "The stream ended in the middle of this value; what is shown is all that "
                        "came (%1).") },
    { Violation::BadTransferEncoding, "RFC 9112 §6.1",
      "https://www.rfc-editor.org/rfc/rfc9112#section-6.1",
      QT_TRANSLATE_NOOP("Words",
                        "Transfer-Encoding is not allowed in this message, or its codings are "
                        "not such that the end of the body can be told (%1).") },
    { Violation::BadJson, "RFC 8259 §2", "https://www.rfc-editor.org/rfc/rfc8259#section-2",
      QT_TRANSLATE_NOOP("Words", "The message is no JSON text (%1).") },
    { Violation::BadFraming, "RFC 6202 §3.2", "https://www.rfc-editor.org/rfc/rfc6202#section-3.2",
      QT_TRANSLATE_NOOP("Words",
                        "What should delimit this message is missing or not as it has to be: "
                        "perhaps the body is to be cut in another way (%1).") },
    { Violation::BadBoundary, "RFC 2046 §5.1.1",
      "https://www.rfc-editor.org/rfc/rfc2046#section-5.1.1",
      QT_TRANSLATE_NOOP("Words",
                        "A delimiter is two hyphens and the boundary, alone in its line; this "
                        "one, or the boundary in the Content-Type, is not so (%1).") },
    { Violation::UnexpectedPacket, "Engine.IO, Protocol", EngineIo,
      QT_TRANSLATE_NOOP("Words",
                        "A packet of this type may not be sent by this peer, or not at this "
                        "point of the connection (%1).") },
    { Violation::UnexpectedAttachment, "Socket.IO, Packet encoding", SocketIo,
      QT_TRANSLATE_NOOP("Words",
                        "No packet before it announced this binary attachment, or the packet "
                        "has no placeholder for it (%1).") },
    { Violation::ReservedEvent, "Socket.IO, Sending and receiving data", SocketIo,
      QT_TRANSLATE_NOOP("Words",
                        "The event has a name that the library keeps for itself; the receiver "
                        "drops it or closes the connection (%1).") },
} };

/// The protocols that have words of their own for the same fault; others have none.
enum class Carrier : quint8 { None, Http, WebSocket, EventStream, Packet };

Carrier carrierOf(RecordKind kind)
{
    const QByteArrayView name = recordKindName(kind);
    if (name.startsWith("http."))
        return Carrier::Http;
    if (name.startsWith("ws."))
        return Carrier::WebSocket;
    if (name.startsWith("sse."))
        return Carrier::EventStream;
    return name.startsWith("eio.") || name.startsWith("sio.") ? Carrier::Packet : Carrier::None;
}

struct CarriedRule {
    Carrier carrier;
    Rule rule;
};

// What they do about the same fault differs.
constexpr std::array<CarriedRule, 8> CarriedRules{ {
    { Carrier::Http,
      { Violation::TooLarge, "RFC 9110 §17.5",
        "https://www.rfc-editor.org/rfc/rfc9110#section-17.5",
        QT_TRANSLATE_NOOP("Words",
                          "This is larger than the limit set for it, or its content inflates out "
                          "of all proportion to what was sent, so the rest was not taken "
                          "(%1).") } },
    { Carrier::WebSocket,
      { Violation::TooLarge, "RFC 6455 §10.4",
        "https://www.rfc-editor.org/rfc/rfc6455#section-10.4",
        QT_TRANSLATE_NOOP("Words",
                          "This is larger than the limit set for a message, so the rest was not "
                          "taken (%1).") } },
    { Carrier::EventStream,
      { Violation::TooLarge, "HTML §9.2.6", InterpretingAnEventStream,
        QT_TRANSLATE_NOOP("Words",
                          "No limit is set by the specification of event streams (%1), but this "
                          "is larger than the one set here, so the rest was not taken.") } },
    { Carrier::WebSocket,
      { Violation::InvalidUtf8, "RFC 6455 §8.1",
        "https://www.rfc-editor.org/rfc/rfc6455#section-8.1",
        QT_TRANSLATE_NOOP("Words",
                          "Text must be valid UTF-8 and these octets are not; the receiver must "
                          "fail the connection (%1).") } },
    { Carrier::EventStream,
      { Violation::InvalidUtf8, "HTML §9.2.5", ParsingAnEventStream,
        QT_TRANSLATE_NOOP("Words",
                          "An event stream must be valid UTF-8 and these octets are not; an "
                          "EventSource shows replacement characters in their place (%1).") } },
    { Carrier::Packet,
      { Violation::InvalidUtf8, "Engine.IO, Packet encoding", EngineIo,
        QT_TRANSLATE_NOOP("Words",
                          "A packet that is not binary is text and must be valid UTF-8, and "
                          "these octets are not (%1).") } },
    { Carrier::WebSocket,
      { Violation::CutOff, "RFC 6455 §7.1.7",
        "https://www.rfc-editor.org/rfc/rfc6455#section-7.1.7",
        QT_TRANSLATE_NOOP("Words",
                          "The stream ended in the middle of this value; what is shown is all "
                          "that came (%1).") } },
    { Carrier::EventStream,
      { Violation::CutOff, "RFC 9112 §8", "https://www.rfc-editor.org/rfc/rfc9112#section-8",
        QT_TRANSLATE_NOOP("Words",
                          "The stream ended in the middle of this value; what is shown is all "
                          "that came (%1).") } },
} };

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < Rules.size(); ++i) {
        if (static_cast<std::size_t>(Rules[i].violation) != i)
            return false;
    }
    return true;
}
static_assert(isInOrder());

const Rule &ruleOf(Violation violation)
{
    return Rules[static_cast<std::size_t>(violation)];
}

const Rule &ruleOf(Violation violation, RecordKind kind)
{
    const Carrier carrier = carrierOf(kind);
    for (const CarriedRule &carried : CarriedRules) {
        if (carried.carrier == carrier && carried.rule.violation == violation)
            return carried.rule;
    }
    return ruleOf(violation);
}

} // namespace

QString describe(Violation violation)
{
    return Words::tr(ruleOf(violation).sentence).arg(sectionOf(violation));
}

QString describe(Violation violation, RecordKind kind)
{
    return Words::tr(ruleOf(violation, kind).sentence).arg(sectionOf(violation, kind));
}

QString sectionOf(Violation violation, RecordKind kind)
{
    return QString::fromUtf8(ruleOf(violation, kind).section);
}

QUrl sectionUrl(Violation violation, RecordKind kind)
{
    return QUrl(QString::fromLatin1(ruleOf(violation, kind).url));
}

QString sectionOf(Violation violation)
{
    return QString::fromUtf8(ruleOf(violation).section);
}

QUrl sectionUrl(Violation violation)
{
    return QUrl(QString::fromLatin1(ruleOf(violation).url));
}

} // namespace Pushscope

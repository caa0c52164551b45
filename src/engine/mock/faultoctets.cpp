// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/faultoctets.h"

#include "protocol/websocket/frameserializer.h"

#include <algorithm>

namespace Pushscope {

namespace {

using WebSocket::FrameSpec;
using WebSocket::Opcode;

/// Longer than any reader's usual limit for a line, and still harmless.
constexpr qsizetype HugeOctets = 4 * 1024 * 1024;
/// As many fragments as nobody sends; the message never ends.
constexpr int EndlessFragments = 100;

Http1::FieldLine field(const QByteArray &name, const QByteArray &value)
{
    return { name, value, {} };
}

bool isNamed(const Http1::FieldLine &line, const char *name)
{
    return line.name.compare(name, Qt::CaseInsensitive) == 0;
}

bool drop(Http1::ResponseHead &head, const char *name)
{
    return std::erase_if(head.fields, [name](const auto &line) { return isNamed(line, name); }) > 0;
}

bool put(Http1::ResponseHead &head, const char *name, const QByteArray &value)
{
    drop(head, name);
    head.fields.push_back(field(name, value));
    return true;
}

QByteArray oneFrame(Opcode type, const QByteArray &content, quint8 rsv)
{
    FrameSpec spec;
    spec.opcode = type;
    spec.rsv = rsv;
    return WebSocket::serializeFrame(spec, content);
}

QByteArray endlessly(Opcode type, const QByteArray &content)
{
    FrameSpec spec;
    spec.fin = false;
    spec.opcode = type;
    QByteArray octets;
    for (int i = 0; i < EndlessFragments; ++i) {
        WebSocket::appendFrame(octets, spec, content);
        spec.opcode = Opcode::Continuation;
    }
    return octets;
}

/// The line of @p block that begins with @p name, with its end; where there is none an empty range.
std::pair<qsizetype, qsizetype> lineOf(const QByteArray &block, const QByteArray &name)
{
    qsizetype at = block.startsWith(name) ? 0 : block.indexOf(QByteArray('\n' + name));
    if (at < 0)
        return { 0, 0 };
    at += at > 0 ? 1 : 0;
    const qsizetype end = block.indexOf('\n', at);
    return { at, end < 0 ? block.size() - at : end - at + 1 };
}

void setId(QByteArray &block, const QByteArray &id)
{
    const auto [at, size] = lineOf(block, "id:");
    block.replace(at, size, QByteArray("id: " + id + '\n'));
}

} // namespace

bool spoilHead(const ScenarioFault &fault, Http1::ResponseHead &head)
{
    switch (fault.kind) {
    case FaultKind::WrongAccept:
        return put(head, "Sec-WebSocket-Accept", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    case FaultKind::MissingAccept:
        return drop(head, "sec-websocket-accept");
    case FaultKind::MissingUpgrade:
        return drop(head, "upgrade");
    case FaultKind::MissingConnection:
        return drop(head, "connection");
    case FaultKind::UnaskedSubprotocol:
        return put(head, "Sec-WebSocket-Protocol", "nobody-asked");
    case FaultKind::UnaskedExtension:
        return put(head, "Sec-WebSocket-Extensions", "x-nobody-asked");
    case FaultKind::WrongType:
        return put(head, "Content-Type", "text/html");
    case FaultKind::WrongBoundary:
        return put(head, "Content-Type", "multipart/x-mixed-replace; boundary=another");
    case FaultKind::BothLengths:
        drop(head, "transfer-encoding");
        drop(head, "content-length");
        head.fields.push_back(field("Content-Length", "5"));
        head.fields.push_back(field("Transfer-Encoding", "chunked"));
        return true;
    case FaultKind::BadDeflate:
        // So that RSV1 has a meaning, and what it announces is none.
        return put(head, "Sec-WebSocket-Extensions", "permessage-deflate");
    default:
        return false;
    }
}

std::optional<FaultResponse> responseInstead(const ScenarioFault &fault, const QByteArray &target)
{
    constexpr int Found = 302;
    constexpr int NoContent = 204;
    constexpr int Unavailable = 503;
    constexpr int Forbidden = 403;
    constexpr int BadRequest = 400;
    switch (fault.kind) {
    case FaultKind::Status:
        return FaultResponse{ fault.code > 0 ? fault.code : Forbidden, {}, "a fault\n" };
    case FaultKind::RedirectLoop:
        return FaultResponse{ Found, { field("Location", target) }, {} };
    case FaultKind::NoContent:
        return FaultResponse{ NoContent, {}, {} };
    case FaultKind::Unavailable:
        return FaultResponse{ Unavailable, { field("Retry-After", "1") }, "come back later\n" };
    case FaultKind::HtmlError:
        return FaultResponse{ 200,
                              { field("Content-Type", "text/html; charset=utf-8") },
                              "<!DOCTYPE html><title>Error</title><p>Something went wrong.\n" };
    case FaultKind::RefuseUpgrade:
        return FaultResponse{ BadRequest, {}, "400 no upgrade here\n" };
    default:
        return std::nullopt;
    }
}

std::optional<QByteArray> framesInstead(const ScenarioFault &fault, Opcode type,
                                        const QByteArray &content)
{
    FrameSpec spec;
    spec.opcode = type;
    switch (fault.kind) {
    case FaultKind::MaskedFrame:
        spec.maskingKey = WebSocket::MaskingKey{ 0x37, 0xfa, 0x21, 0x3d };
        return WebSocket::serializeFrame(spec, content);
    case FaultKind::RsvBits:
        return oneFrame(type, content, WebSocket::Rsv1.value);
    case FaultKind::BadDeflate:
        return oneFrame(type, "\xff\xff\xff\xff", WebSocket::Rsv1.value);
    case FaultKind::ReservedOpcode:
        return oneFrame(static_cast<Opcode>(3), content, 0);
    case FaultKind::BadUtf8:
        return oneFrame(Opcode::Text, content + "\xc3\x28", 0);
    case FaultKind::HugeLength:
        spec.announcedLength = quint64{ 1 } << 62;
        return WebSocket::serializeFrame(spec, content);
    case FaultKind::EndlessFragments:
        return endlessly(type, content);
    default:
        return std::nullopt;
    }
}

bool spoilBlock(const ScenarioFault &fault, QByteArray &block, qint64 n)
{
    switch (fault.kind) {
    case FaultKind::MissingBlankLine:
        while (block.endsWith("\n\n"))
            block.chop(1);
        return true;
    case FaultKind::CrOnly:
        block.replace('\n', '\r');
        return true;
    case FaultKind::BomInside:
        block.prepend("\xef\xbb\xbf");
        return true;
    case FaultKind::IdNul:
        setId(block, QByteArray("a\0b", 3));
        return true;
    case FaultKind::HugeEvent:
        block.prepend("data: " + QByteArray(HugeOctets, 'x') + '\n');
        return true;
    case FaultKind::DuplicateId:
        setId(block, "1");
        return true;
    case FaultKind::DecreasingId:
        setId(block, QByteArray::number(1'000'000 - n));
        return true;
    case FaultKind::Retry:
        block.prepend("retry: " + QByteArray::number(fault.time.count()) + '\n');
        return true;
    default:
        return false;
    }
}

bool spoilOpening(const ScenarioFault &fault, QByteArray &opening)
{
    constexpr qsizetype PreambleOctets = 2000;
    if (fault.kind != FaultKind::LateBoundary)
        return false;
    opening.prepend("this is no part yet" + QByteArray(PreambleOctets, '.') + "\r\n");
    return true;
}

bool spoilBody(const ScenarioFault &fault, QByteArray &body)
{
    const qsizetype call = body.indexOf('(');
    if (fault.kind != FaultKind::RenamedCallback || call < 0)
        return false;
    body.replace(0, call, "anotherCallback");
    return true;
}

} // namespace Pushscope

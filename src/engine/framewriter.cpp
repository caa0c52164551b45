// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/framewriter.h"

#include "protocol/websocket/frameserializer.h"

#include <QRandomGenerator>

#include <cstring>

namespace Pushscope {

WebSocket::MaskingKey randomMaskingKey()
{
    const quint32 word = QRandomGenerator::system()->generate();
    WebSocket::MaskingKey key {};
    std::memcpy(key.data(), &word, key.size());
    return key;
}

FrameWriter::FrameWriter(Role self, const std::optional<WebSocket::DeflateParameters> &deflate)
    : m_self(self)
{
    if (deflate)
        m_deflater.emplace(deflate->maxWindowBits(self), deflate->noContextTakeover(self));
}

std::optional<WebSocket::MaskingKey> FrameWriter::maskingKey() const
{
    if (m_self == Role::Server)
        return std::nullopt;
    return randomMaskingKey();
}

QByteArray FrameWriter::message(WebSocket::Opcode type, QByteArrayView content)
{
    WebSocket::FrameSpec spec;
    spec.opcode = type;
    spec.maskingKey = maskingKey();
    if (!m_deflater)
        return WebSocket::serializeFrame(spec, content);
    spec.rsv = WebSocket::Rsv1.value;
    return WebSocket::serializeFrame(spec, m_deflater->deflate(content));
}

QByteArray FrameWriter::control(WebSocket::Opcode opcode, QByteArrayView payload) const
{
    WebSocket::FrameSpec spec;
    spec.opcode = opcode;
    spec.maskingKey = maskingKey();
    return WebSocket::serializeFrame(spec, payload);
}

QByteArray FrameWriter::close(std::optional<quint16> code, QByteArrayView reason) const
{
    return control(WebSocket::Opcode::Close,
                   WebSocket::serializeClosePayload(code, reason));
}

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/frameserializer.h"

#include "protocol/websocket/masking.h"

#include <QtEndian>

namespace Pushscope::WebSocket {

namespace {

constexpr qsizetype MaxReason = 123; ///< §5.5: 125 octets of payload, two of them for the code.

LengthForm shortestForm(quint64 length)
{
    if (length <= 125)
        return LengthForm::SevenBits;
    return length <= 0xffff ? LengthForm::SixteenBits : LengthForm::SixtyFourBits;
}

template <typename T> void appendBigEndian(QByteArray &out, T value)
{
    const T swapped = qToBigEndian(value);
    out.append(reinterpret_cast<const char *>(&swapped), sizeof swapped);
}

void appendHeader(QByteArray &out, const FrameSpec &spec, quint64 payloadLength)
{
    const quint64 length = spec.announcedLength.value_or(payloadLength);
    const unsigned first = (spec.fin ? 0x80U : 0U) | (spec.rsv & 0x7U) << 4
        | (static_cast<unsigned>(spec.opcode) & 0xfU);
    const unsigned mask = spec.maskingKey ? 0x80U : 0U;
    out.append(static_cast<char>(first));
    switch (spec.lengthForm.value_or(shortestForm(length))) {
    case LengthForm::SevenBits:
        out.append(static_cast<char>(mask | (length & 0x7fU)));
        break;
    case LengthForm::SixteenBits:
        out.append(static_cast<char>(mask | 126U));
        appendBigEndian(out, static_cast<quint16>(length & 0xffffU));
        break;
    case LengthForm::SixtyFourBits:
        out.append(static_cast<char>(mask | 127U));
        appendBigEndian(out, length);
        break;
    }
    if (spec.maskingKey)
        out.append(reinterpret_cast<const char *>(spec.maskingKey->data()), 4);
}

} // namespace

QByteArray serializeFrame(const FrameSpec &spec, QByteArrayView payload)
{
    QByteArray out;
    out.reserve(FrameHeader::MaxOctets + payload.size());
    appendFrame(out, spec, payload);
    return out;
}

void appendFrame(QByteArray &out, const FrameSpec &spec, QByteArrayView payload)
{
    appendHeader(out, spec, static_cast<quint64>(payload.size()));
    const qsizetype begin = out.size();
    out.append(payload);
    if (spec.maskingKey) {
        char *data = out.data() + begin;
        applyMask(data, data, payload.size(), *spec.maskingKey);
    }
}

QByteArray serializeHeader(const FrameSpec &spec, quint64 payloadLength)
{
    QByteArray out;
    appendHeader(out, spec, payloadLength);
    return out;
}

QByteArray serializeClosePayload(std::optional<quint16> code, QByteArrayView reason)
{
    QByteArray out;
    if (code) {
        appendBigEndian(out, *code);
        out.append(reason);
    }
    return out;
}

QByteArrayView fittingReason(QByteArrayView reason)
{
    if (reason.size() <= MaxReason)
        return reason;
    qsizetype end = MaxReason;
    while (end > 0 && (static_cast<quint8>(reason[end]) & 0xc0) == 0x80)
        --end; // Inside a character: its first octet goes too.
    return reason.first(end);
}

} // namespace Pushscope::WebSocket

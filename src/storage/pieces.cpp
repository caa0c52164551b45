// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/pieces.h"

#include "storage/varint.h"

#include <limits>

namespace Pushscope {

namespace {

constexpr quint64 FromMask = 0x03;
constexpr quint64 LayerBit = 0x04;
constexpr quint64 ContinuationBit = 0x08;

bool isSameDirection(const Piece &a, const Piece &b)
{
    return a.connection == b.connection && a.from == b.from && a.layer == b.layer;
}

/// Sums of numbers from a file wrap instead of overflowing; the checks afterwards refuse them.
qint64 wrappingSum(qint64 a, qint64 b)
{
    return static_cast<qint64>(static_cast<quint64>(a) + static_cast<quint64>(b));
}

} // namespace

void PieceEncoder::add(const BlockPiece &piece)
{
    const Piece &now = piece.piece;
    appendVarint(m_octets, now.connection);
    appendVarint(m_octets,
                 static_cast<quint64>(now.from) | (now.layer == Layer::Content ? LayerBit : 0)
                     | (piece.isContinuation ? ContinuationBit : 0));
    const qint64 expected = isSameDirection(now, m_last) ? m_last.offset + m_last.length : 0;
    appendSignedVarint(m_octets, now.offset - expected);
    appendVarint(m_octets, static_cast<quint64>(now.length));
    appendSignedVarint(m_octets, now.t - m_last.t);
    appendSignedVarint(m_octets, now.dataOffset - (m_last.dataOffset + m_last.length));
    m_last = now;
}

void PieceEncoder::clear()
{
    m_octets.resize(0);
    m_last = {};
}

std::optional<std::vector<BlockPiece>> decodePieces(QByteArrayView octets, qint64 dataOctets)
{
    std::vector<BlockPiece> pieces;
    VarintReader reader(octets);
    Piece last;
    while (!reader.isAtEnd()) {
        BlockPiece piece;
        Piece &now = piece.piece;
        const quint64 connection = reader.next();
        const quint64 direction = reader.next();
        if (connection > std::numeric_limits<quint32>::max()
            || direction > (FromMask | LayerBit | ContinuationBit)
            || (direction & FromMask) == FromMask)
            return std::nullopt;
        now.connection = static_cast<quint32>(connection);
        now.from = static_cast<From>(direction & FromMask);
        now.layer = (direction & LayerBit) != 0 ? Layer::Content : Layer::Wire;
        piece.isContinuation = (direction & ContinuationBit) != 0;
        const qint64 expected = isSameDirection(now, last) ? last.offset + last.length : 0;
        now.offset = wrappingSum(expected, reader.nextSigned());
        const quint64 length = reader.next();
        now.t = wrappingSum(last.t, reader.nextSigned());
        now.dataOffset = wrappingSum(last.dataOffset + last.length, reader.nextSigned());
        if (!reader.isGood() || length > static_cast<quint64>(dataOctets) || now.dataOffset < 0
            || now.dataOffset > dataOctets - static_cast<qint64>(length) || now.offset < 0
            || now.offset > std::numeric_limits<qint64>::max() - static_cast<qint64>(length))
            return std::nullopt;
        now.length = static_cast<qint64>(length);
        pieces.push_back(piece);
        last = now;
    }
    return pieces;
}

} // namespace Pushscope

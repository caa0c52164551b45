// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/restcoverer.h"

#include "storage/pieces.h"

#include <algorithm>

namespace Pushscope {

namespace {

/// Blocks whose pieces are read at a time.
constexpr auto SelectPieces
    = "SELECT id, pieces, length(data) FROM block WHERE id>? ORDER BY id LIMIT 64";

} // namespace

RestCoverer::RestCoverer(Database &database, OctetCoverer &coverer)
    : m_database(database)
    , m_coverer(coverer)
    , m_select(database, SelectPieces)
    , m_isTrimmed(database.integer("SELECT count(*) FROM meta WHERE name='dropped'", 0) > 0)
{
}

Result<qint64> RestCoverer::coverBlocks(qint64 id)
{
    std::vector<Piece> pieces;
    qint64 last = 0;
    {
        const StatementScope scope(m_select);
        m_select.bind(1, id);
        auto step = m_select.step();
        for (; step == Statement::Step::Row; step = m_select.step()) {
            // A damaged tree could lead round in circles.
            if (m_select.integer(0) <= std::max(id, last))
                return fileError(ErrorCode::Damaged, m_database.path(), {});
            last = m_select.integer(0);
            const auto decoded = decodePieces(m_select.view(1), m_select.integer(2));
            if (!decoded)
                return fileError(ErrorCode::Damaged, m_database.path(), {});
            for (const BlockPiece &each : *decoded)
                pieces.push_back(each.piece);
        }
        if (step == Statement::Step::Failed)
            return m_database.lastError();
    }
    for (const Piece &piece : pieces) {
        const SeenOctets::Direction direction{ piece.connection, piece.from, piece.layer };
        for (const ByteRange &range :
             m_coverer.seen().missing(direction, { piece.offset, piece.offset + piece.length })) {
            if (!take(direction, range))
                return m_database.lastError();
        }
    }
    return last;
}

bool RestCoverer::take(const SeenOctets::Direction &direction, ByteRange range)
{
    const PlacedText text = PlacedText::ofRange(direction.connection, direction.from,
                                                direction.layer, range, m_coverer.reader());
    const qint64 first = m_coverer.seen().first(direction);
    // Whatever told what these octets are is gone.
    const bool isBeforeAll = m_isTrimmed && (first < 0 || range.begin < first);
    const bool isFrames
        = direction.layer == Layer::Wire && m_webSockets.contains(direction.connection);
    if (isBeforeAll || isFrames)
        return m_coverer.apply(direction.connection, direction.from, text.blanking());
    const auto [known, isNew] = m_rests.try_emplace(
        direction, Rest{ RunningText(direction.connection, direction.from), range.begin });
    Rest &rest = known->second;
    if (rest.end != range.begin) {
        if (!rest.text.look(m_coverer))
            return false;
        rest.text = RunningText(direction.connection, direction.from);
    }
    rest.end = range.end;
    m_waitingOctets += text.text().size();
    if (!rest.text.append(text, m_coverer))
        return false;
    return m_waitingOctets < MaxWaitingOctets || lookAtAll();
}

bool RestCoverer::lookAtAll()
{
    m_waitingOctets = 0;
    const bool isDone = std::all_of(m_rests.begin(), m_rests.end(), [this](auto &rest) {
        return rest.second.text.look(m_coverer);
    });
    m_rests.clear();
    return isDone;
}

Result<Done> RestCoverer::finish()
{
    if (!lookAtAll())
        return m_database.lastError();
    return Done{};
}

} // namespace Pushscope

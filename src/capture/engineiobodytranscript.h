// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/contenttranscript.h"
#include "protocol/engineio/payloadparser.h"

#include <QByteArray>

#include <memory>
#include <optional>

namespace Pushscope {

class EngineIoTranscript;

/// Turns the body of a poll or of a POST into eio.packet records: a payload, or the script or form
/// by which JSONP polling carries one.
///
/// The answer of a POST, `ok`, is no payload: it is to be read as Plain.
class EngineIoBodyTranscript final : public ContentTranscript
{
public:
    /// @param form of Kind::EngineIo.
    EngineIoBodyTranscript(const Setup &setup, const BodyForm &form);

    void octets(QByteArrayView octets, qint64 t, Chunk *chunk) override;
    void finish(qint64 t) override;
    [[nodiscard]] qint64 pendingFrom() const override;

private:
    void feed(QByteArrayView octets, qint64 t);
    void drain(qint64 t);
    void finishJsonp(qint64 t);
    void take(const EngineIo::Packet &packet, qint64 t);

    std::shared_ptr<EngineIoTranscript> m_session;
    bool m_isJsonp;
    QByteArray m_callback; ///< The digits of `j`; empty for any.
    qint64 m_maxOctets;
    QByteArray m_begin; ///< While the revision is not known; JSONP: all of the body.
    std::optional<EngineIo::PayloadParser> m_parser;
    std::optional<ByteRange> m_content; ///< JSONP: of the payload, in Layer::Content.
};

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/framedraft.h"

#include "models/describe.h"
#include "models/words.h"
#include "protocol/websocket/closecode.h"
#include "protocol/websocket/messagereader.h"

#include <algorithm>

namespace Pushscope {

using namespace WebSocket;

namespace {

struct Meaning {
    quint16 code;
    const char *sentence;
};

constexpr Meaning Meanings[] = {
    { StatusCode::NormalClosure,
      QT_TRANSLATE_NOOP("Words", "What the connection was for is done.") },
    { StatusCode::GoingAway,
      QT_TRANSLATE_NOOP("Words", "An end goes away: the server stops, or the page is left.") },
    { StatusCode::ProtocolError, QT_TRANSLATE_NOOP("Words", "The other end broke the protocol.") },
    { StatusCode::UnsupportedData,
      QT_TRANSLATE_NOOP("Words", "Data came of a kind that is not taken here, as binary.") },
    { StatusCode::InvalidPayloadData,
      QT_TRANSLATE_NOOP("Words", "Data came that is not what it says, as text that is no UTF-8.") },
    { StatusCode::PolicyViolation,
      QT_TRANSLATE_NOOP("Words", "A message is against this end's rules; no other code fits.") },
    { StatusCode::MessageTooBig, QT_TRANSLATE_NOOP("Words", "A message is too big.") },
    { StatusCode::MandatoryExtension,
      QT_TRANSLATE_NOOP("Words", "The client needs an extension that the server did not accept.") },
    { StatusCode::InternalError,
      QT_TRANSLATE_NOOP("Words", "Something unexpected keeps this end from going on.") },
    { StatusCode::ServiceRestart,
      QT_TRANSLATE_NOOP("Words", "The server restarts: reconnect after some seconds.") },
    { StatusCode::TryAgainLater,
      QT_TRANSLATE_NOOP("Words", "The server is overloaded: reconnect later, or to another.") },
    { StatusCode::BadGateway,
      QT_TRANSLATE_NOOP("Words", "The server is a gateway and got an invalid answer.") },
    { StatusCode::Unauthorized, QT_TRANSLATE_NOOP("Words", "Who asks has to authenticate first.") },
    { StatusCode::Forbidden, QT_TRANSLATE_NOOP("Words", "Who asks is known and not allowed to.") },
    { StatusCode::Timeout, QT_TRANSLATE_NOOP("Words", "It took too long.") },
};

/// What a server's reader that has read nothing else finds wrong in the frame.
ViolationSet violationsOf(const FrameDraft &draft)
{
    const auto real = static_cast<quint64>(draft.payload.size());
    const quint64 announced = std::min(real, draft.spec.announcedLength.value_or(real));
    const QByteArray octets = draftOctets(draft);
    ViolationSet found;
    MessageReader reader(Role::Client);
    const auto take = [&] {
        while (const auto outcome = reader.next())
            std::visit([&found](const auto &one) { found.add(one.violations); }, *outcome);
    };
    // Where the length is too short, what follows is another frame, and so is what it breaks.
    reader.feed(QByteArrayView(octets).chopped(static_cast<qsizetype>(real - announced)));
    take();
    reader.finish();
    take();
    if (const auto failure = reader.failure())
        found.add(failure->violation);
    found.remove(Violation::CutOff); // Told by lengthRemark().
    found.remove(Violation::TooLarge); // Our own limit.
    return found;
}

quint64 mostOf(LengthForm form)
{
    switch (form) {
    case LengthForm::SevenBits:
        return 125;
    case LengthForm::SixteenBits:
        return 0xffff;
    case LengthForm::SixtyFourBits:
        break;
    }
    return ~quint64(0);
}

} // namespace

QByteArray draftOctets(const FrameDraft &draft)
{
    return serializeFrame(draft.spec, draft.payload);
}

QByteArray draftHeader(const FrameDraft &draft)
{
    return serializeHeader(draft.spec, static_cast<quint64>(draft.payload.size()));
}

QStringList brokenRules(const FrameDraft &draft)
{
    QStringList sentences;
    const ViolationSet violations = violationsOf(draft);
    for (int i = 0; i < ViolationCount; ++i) {
        const auto violation = static_cast<Violation>(i);
        if (violations.contains(violation))
            sentences << describe(violation, RecordKind::WsFrame);
    }
    return sentences;
}

QString lengthRemark(const FrameDraft &draft)
{
    const auto real = static_cast<quint64>(draft.payload.size());
    const quint64 announced = draft.spec.announcedLength.value_or(real);
    if (draft.spec.lengthForm && announced > mostOf(*draft.spec.lengthForm))
        return Words::tr("The length does not fit the bits it is written in: its high bits are lost.");
    if (announced > real)
        return Words::tr("The server waits for %1 more octets: what is sent next is taken for them.")
            .arg(announced - real);
    if (announced < real)
        return Words::tr("The server takes the last %1 octets for the next frame.")
            .arg(real - announced);
    return {};
}

QStringList brokenCloseRules(std::optional<quint16> code, const QByteArray &reason)
{
    FrameDraft draft;
    draft.spec.opcode = Opcode::Close;
    draft.spec.maskingKey = MaskingKey{};
    draft.payload = serializeClosePayload(code, reason);
    return brokenRules(draft);
}

QString closeCodeMeaning(quint16 code)
{
    const auto *found = std::find_if(std::begin(Meanings), std::end(Meanings),
                                     [code](const Meaning &each) { return each.code == code; });
    return found == std::end(Meanings) ? QString() : Words::tr(found->sentence);
}

QString closeCodeWords(quint16 code)
{
    const QByteArrayView name = statusCodeName(code);
    if (!name.isEmpty())
        return QString::fromUtf8(name);
    switch (statusCodeCategory(code)) {
    case StatusCodeCategory::Unused:
        return Words::tr("not used");
    case StatusCodeCategory::Protocol:
        return Words::tr("kept for the protocol, without a meaning yet");
    case StatusCodeCategory::Registered:
        return Words::tr("for libraries and frameworks, not registered");
    case StatusCodeCategory::Private:
        return Words::tr("private: whatever both ends agree on");
    case StatusCodeCategory::OutOfRange:
        break;
    }
    return Words::tr("out of range");
}

} // namespace Pushscope

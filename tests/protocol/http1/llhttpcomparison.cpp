// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "llhttpcomparison.h"
#include "protocol/http1/grammar.h"

#include <llhttp.h>

#include <algorithm>

namespace Pushscope::Http1 {

namespace {

bool hasError(const Comparison &comparison, QByteArrayView text)
{
    return comparison.theirs.error.contains(text);
}

/// The first message of ours that llhttp had not finished; nullptr where there is none.
const PlainMessage *refusedMessage(const Comparison &comparison)
{
    const auto finished = static_cast<std::size_t>(
        std::count_if(comparison.theirs.messages.begin(), comparison.theirs.messages.end(),
                      [](const PlainMessage &message) { return message.isComplete; }));
    const std::vector<PlainMessage> &ours = comparison.ours.messages;
    if (finished < ours.size())
        return &ours[finished];
    return comparison.ours.cutOff ? &*comparison.ours.cutOff : nullptr;
}

bool hasField(const std::vector<std::pair<QByteArray, QByteArray>> &fields, const char *name)
{
    return std::any_of(fields.begin(), fields.end(), [name](const auto &field) {
        return field.first.compare(name, Qt::CaseInsensitive) == 0;
    });
}

bool hasTwoUnnamed(const std::vector<std::pair<QByteArray, QByteArray>> &fields)
{
    const auto first = std::adjacent_find(fields.begin(), fields.end(), [](auto &a, auto &b) {
        return a.first.isEmpty() && b.first.isEmpty();
    });
    return first != fields.end();
}

bool hasEmptyMember(const QByteArray &list)
{
    const QByteArrayList members = list.split(',');
    return std::any_of(members.begin(), members.end(),
                       [](const QByteArray &member) { return member.trimmed().isEmpty(); });
}

bool isKnownMethod(const QByteArray &method)
{
#define NAME(number, name, string) #string,
    static const QByteArrayList Methods{ HTTP_METHOD_MAP(NAME) };
#undef NAME
    return Methods.contains(method);
}

bool hasConnection(const PlainMessage &message, QByteArrayView option)
{
    return std::any_of(message.fields.begin(), message.fields.end(), [option](const auto &field) {
        const QByteArrayList options = field.second.toLower().split(',');
        return isEqualIgnoringCase(field.first, "Connection")
            && std::any_of(options.begin(), options.end(), [option](const QByteArray &member) {
                   return member.trimmed() == option;
               });
    });
}

bool anyOfOurs(const Comparison &comparison, bool (*applies)(const PlainMessage &))
{
    return std::any_of(comparison.ours.messages.begin(), comparison.ours.messages.end(), applies);
}

bool anyChunkExtension(const Comparison &comparison, bool (*applies)(const QByteArray &))
{
    const auto &messages = comparison.ours.messages;
    return std::any_of(messages.begin(), messages.end(), [applies](const PlainMessage &message) {
        return std::any_of(message.chunkExtensions.begin(), message.chunkExtensions.end(), applies);
    });
}

const Difference Differences[] = {
    { "RFC 9110 §9.1: any token is a method; llhttp knows a list.",
      [](const Comparison &c) {
          const PlainMessage *message = refusedMessage(c);
          return (hasError(c, "HPE_INVALID_METHOD") || hasError(c, "Invalid method for HTTP"))
              && message && isToken(message->method) && !isKnownMethod(message->method);
      } },
    { "RFC 9110 §2.5: later minor versions are to be read; llhttp knows 0.9, 1.0, 1.1, 2.0.",
      [](const Comparison &c) {
          const PlainMessage *message = refusedMessage(c);
          return hasError(c, "HPE_INVALID_VERSION") && message && message->version.size() == 8
              && message->version.startsWith("HTTP/1.") && isDigit(message->version.back());
      } },
    { "RFC 9112 §7.1.1: there may be several extensions; llhttp 8.1 refuses what follows a value.",
      [](const Comparison &c) {
          return hasError(c, "Invalid character in chunk size")
              && anyChunkExtension(c, [](const QByteArray &text) {
                     return text.contains('=') && text.lastIndexOf(';') > text.indexOf('=');
                 });
      } },
    { "RFC 9110 §5.6.4: quoted strings may hold quoted pairs; llhttp 8.1 knows none.",
      [](const Comparison &c) {
          return hasError(c, "Invalid character in chunk extensions quote")
              && anyChunkExtension(c, [](const QByteArray &text) { return text.contains('\\'); });
      } },
    { "RFC 9110 §5.6.3: tabs are white space; llhttp sees no option or coding before one.",
      [](const Comparison &c) {
          const QByteArray wire = c.wire.toLower();
          return wire.contains("chunked\t") || wire.contains("close\t")
              || wire.contains("keep-alive\t") || wire.contains("upgrade\t");
      } },
    { "RFC 3986 §3.1: digits, `+`, `-` and `.` may be in a scheme; llhttp wants letters.",
      [](const Comparison &c) {
          const PlainMessage *message = refusedMessage(c);
          return hasError(c, "Unexpected char in url schema") && message
              && message->target.contains("://") && isAlpha(message->target.front());
      } },
    { "llhttp lets CONNECT go without a target or a version, as if HTTP/0.9 had had it.",
      [](const Comparison &c) {
          return std::any_of(c.theirs.messages.begin(), c.theirs.messages.end(),
                             [](const PlainMessage &message) {
                                 return message.method == "CONNECT" && message.version.isEmpty();
                             });
      } },
    { "RFC 9110 §5.6.3: tabs are white space; llhttp refuses one after a Content-Length.",
      [](const Comparison &c) {
          return hasError(c, "Invalid character in Content-Length")
              && c.wire.sliced(c.theirs.refusedAt).startsWith('\t');
      } },
    { "Ours keeps every line around one without a name apart; llhttp folds them into one.",
      [](const Comparison &c) {
          return anyOfOurs(c, [](const PlainMessage &message) {
              return hasTwoUnnamed(message.fields) || hasTwoUnnamed(message.trailers);
          });
      } },
    { "RFC 9112 §9.3: close wins; in HTTP/1.0 llhttp lets keep-alive win.",
      [](const Comparison &c) {
          return anyOfOurs(c, [](const PlainMessage &message) {
              return message.version != "HTTP/1.1" && hasConnection(message, "close")
                  && hasConnection(message, "keep-alive");
          });
      } },
    { "RFC 9112 §5.2: a fold is white space; llhttp begins to look for options anew after it.",
      [](const Comparison &c) {
          return c.ours.violations.contains(Violation::ObsFold)
              && anyOfOurs(c, [](const PlainMessage &message) {
                     return hasField(message.fields, "Connection")
                         || hasField(message.fields, "Transfer-Encoding");
                 });
      } },
    { "RFC 9110 §15.2.2: 101 switches protocols; llhttp wants Upgrade and Connection beside it.",
      [](const Comparison &c) {
          return anyOfOurs(c, [](const PlainMessage &message) {
              return message.status == 101
                  && !(hasField(message.fields, "Upgrade") && hasConnection(message, "upgrade"));
          });
      } },
    { "RFC 9110 §6.5.1: fields for framing and connection mean nothing in trailers; llhttp heeds "
      "them.",
      [](const Comparison &c) {
          return anyOfOurs(c, [](const PlainMessage &message) {
              return hasField(message.trailers, "Connection")
                  || hasField(message.trailers, "Transfer-Encoding");
          });
      } },
    { "Where a request asks to upgrade, llhttp takes a body whose end cannot be told for none.",
      [](const Comparison &c) {
          return anyOfOurs(c, [](const PlainMessage &message) {
              return !message.method.isEmpty() && message.isUpgrade && !message.isComplete
                  && hasField(message.fields, "Transfer-Encoding");
          });
      } },
    { "RFC 9110 §15.2: after an interim response the final one comes; llhttp closes at a close.",
      [](const Comparison &c) {
          return anyOfOurs(c, [](const PlainMessage &message) {
              return message.status >= 100 && message.status <= 199 && !message.isKeptAlive;
          });
      } },
    { "RFC 9112 §6.3: a 101 has no body; llhttp reads what its fields announce.",
      [](const Comparison &c) {
          return anyOfOurs(c, [](const PlainMessage &message) {
              return message.status == 101
                  && (hasField(message.fields, "Content-Length")
                      || hasField(message.fields, "Transfer-Encoding"));
          });
      } },
    { "RFC 9110 §5.6.1: empty list members are ignored; llhttp sees no chunked in `chunked,`.",
      [](const Comparison &c) {
          return anyOfOurs(c, [](const PlainMessage &message) {
              return std::any_of(message.fields.begin(), message.fields.end(),
                                 [](const auto &field) {
                                     return isEqualIgnoringCase(field.first, "Transfer-Encoding")
                                         && hasEmptyMember(field.second);
                                 });
          });
      } },
    { "llhttp reads `HTTP/1.1  200 OK` as an empty status; ours sees the 200.",
      [](const Comparison &c) {
          return c.ours.violations.contains(Violation::BadStatusLine)
              && std::any_of(c.theirs.messages.begin(), c.theirs.messages.end(),
                             [](const PlainMessage &message) {
                                 return message.method.isEmpty() && message.status == 0
                                     && !message.reason.isEmpty();
                             });
      } },
};

/// Makes equal what llhttp tells later than ours, or not at all, of a message that is cut off.
void forgetUntold(std::vector<PlainMessage> &messages)
{
    if (messages.empty() || messages.back().isComplete)
        return;
    messages.back().trailers.clear();
    messages.back().chunkExtensions.clear();
    messages.back().isUpgrade = false;
}

bool isOnlyCutOff(ViolationSet violations)
{
    violations.remove(Violation::CutOff);
    violations.remove(Violation::MissingLastChunk);
    return violations.isEmpty();
}

} // namespace

std::span<const Difference> differences()
{
    return Differences;
}

std::optional<std::size_t> knownDifference(const Comparison &comparison)
{
    for (std::size_t i = 0; i < std::size(Differences); ++i) {
        if (Differences[i].applies(comparison))
            return i;
    }
    return std::nullopt;
}

Comparison compareWithLlhttp(Role sender, const QByteArray &wire)
{
    return { sender, wire, askLlhttp(sender, wire), readPlain(sender, wire) };
}

QByteArray disagreement(Comparison comparison)
{
    Verdict &theirs = comparison.theirs;
    Reading &ours = comparison.ours;
    if (theirs.isAccepted) {
        forgetUntold(theirs.messages);
        forgetUntold(ours.messages);
        if (theirs.messages != ours.messages)
            return "other messages";
        if (theirs.isCutOff && !ours.violations.contains(Violation::CutOff)
            && !ours.violations.contains(Violation::MissingLastChunk)) {
            return "not cut off";
        }
        return {};
    }
    // Whatever llhttp had finished before it refused must be the same.
    while (!theirs.messages.empty() && !theirs.messages.back().isComplete)
        theirs.messages.pop_back();
    if (ours.messages.size() < theirs.messages.size()
        || !std::equal(theirs.messages.begin(), theirs.messages.end(), ours.messages.begin())) {
        return "other messages before the refusal";
    }
    if (ours.violations.isEmpty())
        return "no violation";
    // A line is judged when it is over, so in an unfinished one a cut off is all that is told.
    if (isOnlyCutOff(ours.violations) && theirs.refusedAt < ours.waitingFrom)
        return "no violation but that the stream was cut off";
    return {};
}

} // namespace Pushscope::Http1

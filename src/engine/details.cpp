// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/details.h"

#include "capture/jsonwriter.h"

namespace Pushscope {

namespace {

/// One attempt is told by the record's address and time; several are told one by one.
void writeAttempts(JsonWriter &detail, const QList<ConnectAttempt> &attempts)
{
    if (attempts.size() < 2)
        return;
    QByteArray list;
    for (const ConnectAttempt &attempt : attempts) {
        if (!list.isEmpty())
            list += ',';
        JsonWriter json(list);
        json.string("address", attempt.address);
        json.integer("start_ns", attempt.startNs);
        json.integer("duration_ns", attempt.durationNs);
        json.string("outcome", attempt.outcome);
        json.finish();
    }
    detail.verbatim("attempts", QByteArray('[' + list + ']'));
}

} // namespace

QByteArrayView endedHowName(EndedHow how)
{
    switch (how) {
    case EndedHow::Fin:
        return "fin";
    case EndedHow::Reset:
        return "reset";
    case EndedHow::Timeout:
        return "timeout";
    case EndedHow::TlsAlert:
        return "tls-alert";
    case EndedHow::NeverConnected:
        break;
    }
    return "never-connected";
}

TransportEnd toTransportEnd(const EndFacts &facts)
{
    return { facts.by, endedHowName(facts.how), facts.error };
}

QByteArray openDetail(const OpenFacts &facts)
{
    QByteArray json;
    JsonWriter detail(json);
    detail.string("local", facts.local);
    detail.string("remote", facts.remote);
    if (facts.dnsNs >= 0)
        detail.integer("dns_ns", facts.dnsNs);
    if (facts.connectNs >= 0)
        detail.integer("connect_ns", facts.connectNs);
    if (facts.tlsNs >= 0)
        detail.integer("tls_ns", facts.tlsNs);
    writeAttempts(detail, facts.attempts);
    if (facts.tls) {
        detail.beginObject("tls");
        detail.string("version", facts.tls->version);
        detail.string("cipher", facts.tls->cipher);
        if (!facts.tls->alpn.isEmpty())
            detail.string("alpn", facts.tls->alpn);
        detail.string("subject", facts.tls->subject);
        detail.string("issuer", facts.tls->issuer);
        detail.string("expires", facts.tls->expires);
        detail.boolean("verified", facts.tls->isVerified);
        detail.beginArray("errors");
        for (const QByteArray &error : facts.tls->errors)
            detail.element(error);
        detail.end();
        detail.end();
    }
    detail.finish();
    return json;
}

QByteArray closeDetail(const TransportEnd &end, qint64 clientOctets, qint64 serverOctets,
                       const QList<ConnectAttempt> &attempts)
{
    QByteArray json;
    JsonWriter detail(json);
    detail.string("by", end.by ? fromName(fromRole(*end.by)) : QByteArrayView("error"));
    detail.string("how", end.how);
    if (end.error)
        detail.string("error", errorCodeName(end.error->code));
    detail.integer("client_octets", clientOctets);
    detail.integer("server_octets", serverOctets);
    writeAttempts(detail, attempts);
    detail.finish();
    return json;
}

QByteArray attemptDetail(Role role, QByteArrayView technique, QByteArrayView url)
{
    QByteArray json;
    JsonWriter detail(json);
    detail.string("role", role == Role::Client ? QByteArrayView("client") : QByteArrayView("mock"));
    detail.string("technique", technique);
    detail.string("url", url);
    detail.finish();
    return json;
}

QByteArray errorDetail(const Error &error)
{
    QByteArray json;
    JsonWriter detail(json);
    detail.string("where", errorSiteName(error.where));
    detail.string("code", errorCodeName(error.code));
    for (const auto &[name, value] : error.data)
        detail.string(name, value);
    detail.finish();
    return json;
}

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The options of curl 8, by its manual page.

#include "models/pastedparts.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace Pushscope::PastedParts {

namespace {

constexpr qint64 MsPerSecond = 1000;

constexpr Option Options[] = {
    { 'A', "user-agent", true, Fate::Read },
    { 'b', "cookie", true, Fate::Read },
    { 'd', "data", true, Fate::Read },
    { '\0', "data-ascii", true, Fate::Read },
    { '\0', "data-raw", true, Fate::Read },
    { '\0', "data-binary", true, Fate::Read },
    { '\0', "data-urlencode", true, Fate::Read },
    { '\0', "json", true, Fate::Read },
    { 'e', "referer", true, Fate::Read },
    { 'G', "get", false, Fate::Read },
    { 'H', "header", true, Fate::Read },
    { 'I', "head", false, Fate::Read },
    { 'k', "insecure", false, Fate::Read },
    { 'm', "max-time", true, Fate::Read },
    { 'u', "user", true, Fate::Read },
    { 'X', "request", true, Fate::Read },
    { 'r', "range", true, Fate::Read },
    { '\0', "url", true, Fate::Read },
    { '\0', "url-query", true, Fate::Read },
    { '\0', "cacert", true, Fate::Read },
    { '\0', "compressed", false, Fate::Read },
    { '\0', "connect-timeout", true, Fate::Read },
    { '\0', "oauth2-bearer", true, Fate::Read },
    { ':', "next", false, Fate::Read },
    // How it prints, waits and follows: a window does that its own way.
    { 's', "silent", false, Fate::Print },
    { 'S', "show-error", false, Fate::Print },
    { 'v', "verbose", false, Fate::Print },
    { 'i', "include", false, Fate::Print },
    { '\0', "show-headers", false, Fate::Print },
    { 'N', "no-buffer", false, Fate::Print },
    { '\0', "buffer", false, Fate::Print },
    { '#', "progress-bar", false, Fate::Print },
    { '\0', "no-progress-meter", false, Fate::Print },
    { '\0', "progress-meter", false, Fate::Print },
    { 'f', "fail", false, Fate::Print },
    { '\0', "fail-with-body", false, Fate::Print },
    { '\0', "fail-early", false, Fate::Print },
    { 'w', "write-out", true, Fate::Print },
    { 'o', "output", true, Fate::Print },
    { 'O', "remote-name", false, Fate::Print },
    { 'J', "remote-header-name", false, Fate::Print },
    { 'D', "dump-header", true, Fate::Print },
    { '\0', "trace", true, Fate::Print },
    { '\0', "trace-ascii", true, Fate::Print },
    { '\0', "trace-time", false, Fate::Print },
    { '\0', "stderr", true, Fate::Print },
    { '\0', "styled-output", false, Fate::Print },
    { 'q', "disable", false, Fate::Print },
    { 'g', "globoff", false, Fate::Print },
    { 'L', "location", false, Fate::Print },
    { '\0', "http1.1", false, Fate::Print },
    { '\0', "basic", false, Fate::Print },
    { '\0', "keepalive", false, Fate::Print },
    { '\0', "tcp-nodelay", false, Fate::Print },
    { '\0', "noproxy", true, Fate::Print },
    { '\0', "path-as-is", false, Fate::Print },
    // What matters and has no counterpart here.
    { '0', "http1.0", false },
    { '1', "tlsv1", false },
    { '4', "ipv4", false },
    { '6', "ipv6", false },
    { '\0', "anyauth", false },
    { '\0', "digest", false },
    { '\0', "negotiate", false },
    { '\0', "ntlm", false },
    { '\0', "aws-sigv4", true },
    { '\0', "http2", false },
    { '\0', "http2-prior-knowledge", false },
    { '\0', "http3", false },
    { '\0', "http3-only", false },
    { '\0', "tlsv1.0", false },
    { '\0', "tlsv1.1", false },
    { '\0', "tlsv1.2", false },
    { '\0', "tlsv1.3", false },
    { '\0', "tls-max", true },
    { '\0', "ciphers", true },
    { '\0', "location-trusted", false },
    { '\0', "raw", false },
    { '\0', "tr-encoding", false },
    { 'c', "cookie-jar", true },
    { 'j', "junk-session-cookies", false },
    { 'C', "continue-at", true },
    { 'E', "cert", true, Fate::Read },
    { '\0', "cert-type", true },
    { '\0', "key", true, Fate::Read },
    { '\0', "key-type", true },
    { '\0', "pass", true },
    { '\0', "capath", true },
    { '\0', "pinnedpubkey", true },
    { '\0', "ca-native", false },
    { 'F', "form", true },
    { '\0', "form-string", true },
    { 'K', "config", true },
    { 'n', "netrc", false },
    { '\0', "netrc-file", true },
    { '\0', "netrc-optional", false },
    { 'p', "proxytunnel", false },
    { 'T', "upload-file", true },
    { 'U', "proxy-user", true, Fate::Read },
    { 'x', "proxy", true, Fate::Read },
    { '\0', "socks5", true, Fate::Read },
    { '\0', "socks5-hostname", true, Fate::Read },
    { '\0', "preproxy", true },
    { '\0', "proxy-header", true },
    { '\0', "proxy-insecure", false },
    { '\0', "proxy-cacert", true },
    { '\0', "socks4", true },
    { '\0', "socks4a", true },
    { 'Y', "speed-limit", true },
    { 'y', "speed-time", true },
    { 'z', "time-cond", true },
    { 'Z', "parallel", false },
    { '\0', "max-redirs", true },
    { '\0', "max-filesize", true },
    { '\0', "limit-rate", true },
    { '\0', "rate", true },
    { '\0', "retry", true },
    { '\0', "retry-all-errors", false },
    { '\0', "retry-connrefused", false },
    { '\0', "retry-delay", true },
    { '\0', "retry-max-time", true },
    { '\0', "resolve", true },
    { '\0', "connect-to", true },
    { '\0', "interface", true },
    { '\0', "dns-servers", true },
    { '\0', "doh-url", true },
    { '\0', "local-port", true },
    { '\0', "unix-socket", true },
    { '\0', "abstract-unix-socket", true },
    { '\0', "haproxy-protocol", false },
    { '\0', "etag-compare", true },
    { '\0', "etag-save", true },
    { '\0', "expect100-timeout", true },
    { '\0', "keepalive-time", true },
    { '\0', "proto", true },
    { '\0', "proto-default", true },
    { '\0', "proto-redir", true },
    { '\0', "post301", false },
    { '\0', "post302", false },
    { '\0', "post303", false },
    { '\0', "request-target", true },
};

/// What stands in a query as it is: RFC 3986 §2.3.
QByteArray percentEncoded(const QByteArray &text)
{
    return text.toPercentEncoding();
}

/// Reads what curl would send.
class CurlReader
{
public:
    Reading read(const QByteArrayList &words);

private:
    void take(const Given &given);
    bool takeData(const QByteArray &name, const Given &given);
    void addData(const QByteArray &piece, bool isJson);
    bool takeCertificate(const QByteArray &name, const Given &given);
    void takeEncoded(const Given &given);
    void takeCookies(const Given &given);
    void takeTime(const Given &given, std::optional<qint64> &ms);
    void addField(const QByteArray &name, const QByteArray &value);
    [[nodiscard]] bool hasField(const char *name) const;
    void finish();

    Reading m_reading;
    QByteArrayList m_query;
    std::optional<QByteArray> m_data;
    QByteArray m_proxyUser;
    bool m_isGet = false;
    bool m_isHead = false;
    bool m_isJson = false;
    bool m_isCompressed = false;
};

Reading CurlReader::read(const QByteArrayList &words)
{
    for (const Given &given : givenOptions(words, Options, { .hasEquals = false, .negates = true })) {
        if (m_reading.hasMore)
            break;
        if (given.spelling.isEmpty())
            m_reading.urls.append(given.value);
        else if (!given.option)
            m_reading.unknown.append(given.spelling);
        else if (given.option->fate == Fate::Lost)
            m_reading.lost.append(given.spelling);
        else if (given.option->fate == Fate::Read)
            take(given);
    }
    finish();
    return m_reading;
}

void CurlReader::take(const Given &given)
{
    CommandOptions &options = m_reading.options;
    const QByteArray name = given.option->name;
    if (takeData(name, given) || takeCertificate(name, given))
        return;
    if (name == "header") {
        if (given.value.startsWith('@'))
            m_reading.files.append(given.spelling);
        else if (!takeField(m_reading, given.value))
            m_reading.unknown.append(given.spelling);
    } else if (name == "user-agent") {
        addField("User-Agent", given.value);
    } else if (name == "referer") {
        addField("Referer", given.value);
    } else if (name == "range") {
        addField("Range", "bytes=" + given.value);
    } else if (name == "oauth2-bearer") {
        addField("Authorization", "Bearer " + given.value);
    } else if (name == "cookie") {
        takeCookies(given);
    } else if (name == "user") {
        options.user = given.value;
    } else if (name == "request") {
        options.method = given.value;
    } else if (name == "proxy" || name.startsWith("socks5")) {
        const bool isSocks = name != "proxy";
        if (!takeProxy(m_reading, isSocks ? QByteArray("socks5://" + given.value) : given.value))
            m_reading.lost.append(given.spelling);
    } else if (name == "proxy-user") {
        m_proxyUser = given.value;
    } else if (name == "insecure") {
        options.isInsecure = true;
    } else if (name == "connect-timeout") {
        takeTime(given, options.timeoutMs);
    } else if (name == "max-time") {
        takeTime(given, options.durationMs);
    } else if (name == "url") {
        m_reading.urls.append(given.value);
    } else if (name == "get") {
        m_isGet = true;
    } else if (name == "head") {
        m_isHead = true;
    } else if (name == "compressed") {
        m_isCompressed = true;
    } else if (name == "next") {
        m_reading.hasMore = true;
    }
}

bool CurlReader::takeCertificate(const QByteArray &name, const Given &given)
{
    CommandOptions &options = m_reading.options;
    if (name == "cacert") {
        options.caCertificateFile = QString::fromUtf8(given.value);
    } else if (name == "key") {
        options.clientKeyFile = QString::fromUtf8(given.value);
    } else if (name == "cert") {
        QByteArray path;
        for (qsizetype i = 0; i < given.value.size(); ++i) {
            if (given.value[i] == ':') {
                m_reading.lost.append(given.spelling + " (its password)");
                break;
            }
            const bool isEscape = given.value[i] == '\\' && i + 1 < given.value.size()
                && (given.value[i + 1] == ':' || given.value[i + 1] == '\\');
            path += given.value[isEscape ? ++i : i];
        }
        options.clientCertificateFile = QString::fromUtf8(path);
    } else {
        return false;
    }
    return true;
}

bool CurlReader::takeData(const QByteArray &name, const Given &given)
{
    if (name == "data-urlencode" || name == "url-query") {
        takeEncoded(given);
        return true;
    }
    const bool isRaw = name == "data-raw";
    const bool isJson = name == "json";
    if (!isRaw && !isJson && name != "data" && name != "data-ascii" && name != "data-binary")
        return false;
    if (!isRaw && given.value.startsWith('@'))
        m_reading.files.append(given.spelling);
    else
        addData(given.value, isJson);
    return true;
}

void CurlReader::addData(const QByteArray &piece, bool isJson)
{
    // Pieces of --json are put together as they are, all others with an ampersand.
    m_isJson = m_isJson || isJson;
    m_data = m_data ? QByteArray(*m_data + (isJson ? "" : "&") + piece) : piece;
}

void CurlReader::takeEncoded(const Given &given)
{
    const QByteArray name = given.option->name;
    QByteArray value = given.value;
    if (name == "url-query" && value.startsWith('+')) {
        m_query.append(value.mid(1)); // As it stands.
        return;
    }
    const qsizetype equals = value.indexOf('=');
    const qsizetype at = value.indexOf('@');
    if (at >= 0 && (equals < 0 || at < equals)) {
        m_reading.files.append(given.spelling);
        return;
    }
    const QByteArray encoded = equals > 0
        ? QByteArray(value.left(equals + 1) + percentEncoded(value.mid(equals + 1)))
        : percentEncoded(value.mid(equals + 1));
    if (name == "url-query")
        m_query.append(encoded);
    else
        addData(encoded, false);
}

void CurlReader::takeCookies(const Given &given)
{
    if (!given.value.contains('=')) {
        m_reading.files.append(given.spelling);
        return;
    }
    for (const QByteArray &cookie : given.value.split(';')) {
        if (!cookie.trimmed().isEmpty())
            m_reading.options.cookies.append(cookie.trimmed());
    }
}

void CurlReader::takeTime(const Given &given, std::optional<qint64> &ms)
{
    bool isNumber = false;
    const double seconds = given.value.toDouble(&isNumber);
    constexpr double MostSeconds = 24.0 * 24 * 3600; // What a timer can wait.
    if (isNumber && seconds > 0 && seconds <= MostSeconds)
        ms = static_cast<qint64>(seconds * MsPerSecond);
    else
        m_reading.unknown.append(given.spelling);
}

void CurlReader::addField(const QByteArray &name, const QByteArray &value)
{
    m_reading.options.headers.append(
        { name, value.isEmpty() ? std::nullopt : std::optional(value) });
}

bool CurlReader::hasField(const char *name) const
{
    const auto &headers = m_reading.options.headers;
    return std::any_of(headers.begin(), headers.end(), [name](const auto &field) {
        return field.first.compare(name, Qt::CaseInsensitive) == 0;
    });
}

void CurlReader::finish()
{
    CommandOptions &options = m_reading.options;
    if (!m_proxyUser.isEmpty() && !options.proxy.isEmpty()) {
        QUrl proxy(QString::fromUtf8(options.proxy));
        const qsizetype colon = m_proxyUser.indexOf(':');
        proxy.setUserName(QString::fromUtf8(m_proxyUser.left(colon)), QUrl::DecodedMode);
        if (colon >= 0)
            proxy.setPassword(QString::fromUtf8(m_proxyUser.mid(colon + 1)), QUrl::DecodedMode);
        options.proxy = proxy.toEncoded();
    }
    if (m_isGet && m_data)
        m_query.append(*m_data);
    else if (m_data)
        options.body = m_data;
    if (options.body && !hasField("Content-Type")) {
        // What curl says where nobody says anything.
        addField("Content-Type",
                 m_isJson ? "application/json" : "application/x-www-form-urlencoded");
    }
    if (m_isJson && !hasField("Accept"))
        addField("Accept", "application/json");
    if (m_isCompressed && !hasField("Accept-Encoding"))
        addField("Accept-Encoding", "gzip, deflate, br");
    if (m_isHead && options.method.isEmpty())
        options.method = "HEAD";
    const QByteArray usual = options.body ? "POST" : "GET";
    if (options.method == usual)
        options.method.clear();
    if (!m_query.isEmpty() && !m_reading.urls.isEmpty()) {
        QByteArray &url = m_reading.urls.first();
        const QByteArray fragment = url.contains('#') ? url.mid(url.indexOf('#')) : QByteArray();
        url.chop(fragment.size());
        url += (url.contains('?') ? "&" : "?") + m_query.join('&') + fragment;
    }
}

} // namespace

Reading readCurl(const QByteArrayList &words)
{
    return CurlReader().read(words);
}

} // namespace Pushscope::PastedParts

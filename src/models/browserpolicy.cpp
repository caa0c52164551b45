// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/browserpolicy.h"

#include <QRegularExpression>

#include <algorithm>

namespace Pushscope {

namespace {

/// A host-source or scheme-source in its parts. Spec: CSP3 §2.3.1.
struct SourceExpression {
    QString scheme;
    QString host; ///< Empty: a scheme-source.
    QString port; ///< Digits, `*` or nothing.
    QString path; ///< With its slash; empty for none.
};

std::optional<SourceExpression> parseExpression(const QString &text)
{
    static const QRegularExpression schemeOnly(QStringLiteral("^([A-Za-z][A-Za-z0-9+.-]*):$"));
    static const QRegularExpression hostSource(QStringLiteral(
        "^(?:([A-Za-z][A-Za-z0-9+.-]*)://)?(\\*|(?:\\*\\.)?[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*\\.?"
        "|\\[[0-9A-Fa-f:.]+\\])(?::(\\d+|\\*))?(/[^?#]*)?$"));
    if (const auto match = schemeOnly.match(text); match.hasMatch())
        return SourceExpression{ match.captured(1).toLower(), {}, {}, {} };
    const auto match = hostSource.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    return SourceExpression{ match.captured(1).toLower(), match.captured(2).toLower(),
                             match.captured(3), match.captured(4) };
}

// "A is http and B is https; A is ws and B is wss, http, or https; A is wss and B is https."
bool schemePartMatches(const QString &part, const QString &scheme)
{
    const bool isHttps = scheme == QLatin1StringView("https");
    if (part == scheme)
        return true;
    if (part == QLatin1StringView("http") || part == QLatin1StringView("wss"))
        return isHttps;
    return part == QLatin1StringView("ws") && (isHttps || scheme == QLatin1StringView("http"));
}

// The text has IP addresses match nothing; browsers compare them as they stand, and so is here.
bool hostPartMatches(const QString &part, const QString &host)
{
    if (part == QLatin1StringView("*"))
        return true;
    if (part.startsWith(QLatin1StringView("*.")))
        return host.endsWith(part.mid(1)); // Not the domain itself.
    if (part.startsWith(QLatin1Char('[')))
        return part.mid(1, part.size() - 2) == host;
    return part == host;
}

bool portPartMatches(const QString &part, const BrowserOrigin &target)
{
    if (part.isEmpty())
        return target.isDefaultPort();
    return part == QLatin1StringView("*") || part.toInt() == target.port();
}

bool pathPartMatches(const QString &part, const QString &path)
{
    if (part.isEmpty() || (part == QLatin1StringView("/") && path.isEmpty()))
        return true;
    QStringList wanted = part.split(QLatin1Char('/'));
    const QStringList given = path.split(QLatin1Char('/'));
    // "If path A's final character is /, it is a prefix."
    const bool isExact = !part.endsWith(QLatin1Char('/'));
    if (!isExact)
        wanted.removeLast();
    if (wanted.size() > given.size() || (isExact && wanted.size() != given.size()))
        return false;
    for (qsizetype n = 0; n < wanted.size(); ++n) {
        if (QUrl::fromPercentEncoding(wanted.at(n).toUtf8())
            != QUrl::fromPercentEncoding(given.at(n).toUtf8()))
            return false;
    }
    return true;
}

// 'self': the same origin, or the same host over a scheme that is no worse, on default ports.
bool selfMatches(const BrowserOrigin &self, const BrowserOrigin &target)
{
    if (self.isSameOrigin(target))
        return true;
    const bool isPortFine
        = self.port() == target.port() || (self.isDefaultPort() && target.isDefaultPort());
    return !self.isOpaque() && self.host() == target.host() && isPortFine
        && target.scheme() == QLatin1StringView("https");
}

bool expressionMatches(const QString &text, const QUrl &url, const BrowserOrigin &self)
{
    const BrowserOrigin target = BrowserOrigin::fromUrl(url);
    if (text == QLatin1StringView("*"))
        return defaultPortOf(target.scheme()) > 0;
    if (text.compare(QLatin1StringView("'self'"), Qt::CaseInsensitive) == 0)
        return selfMatches(self, target);
    const auto source = parseExpression(text);
    if (!source)
        return false;
    if (!source->scheme.isEmpty() && !schemePartMatches(source->scheme, target.scheme()))
        return false;
    if (source->host.isEmpty())
        return true;
    if (target.host().isEmpty())
        return false;
    if (source->scheme.isEmpty() && !schemePartMatches(self.scheme(), target.scheme()))
        return false;
    return hostPartMatches(source->host, target.host()) && portPartMatches(source->port, target)
        && pathPartMatches(source->path, url.path(QUrl::FullyEncoded));
}

QString withoutHeaderName(const QString &text)
{
    static const QRegularExpression name(QStringLiteral("^\\s*content-security-policy\\s*:"),
                                         QRegularExpression::CaseInsensitiveOption);
    return QString(text).remove(name);
}

} // namespace

QString BrowserPolicy::Directive::text() const
{
    return sources.isEmpty() ? name
                             : QString(name + QLatin1Char(' ') + sources.join(QLatin1Char(' ')));
}

bool BrowserPolicy::Directive::has(const QString &keyword) const
{
    return sources.contains(keyword, Qt::CaseInsensitive);
}

bool BrowserPolicy::Directive::hasNonceOrHash() const
{
    return std::ranges::any_of(sources, [](const QString &source) {
        return source.startsWith(QLatin1StringView("'nonce-"), Qt::CaseInsensitive)
            || source.startsWith(QLatin1StringView("'sha"), Qt::CaseInsensitive);
    });
}

QList<BrowserPolicy> BrowserPolicy::parseAll(const QString &text)
{
    static const QRegularExpression between(QStringLiteral("[,\\r\\n]"));
    static const QRegularExpression blanks(QStringLiteral("\\s+"));
    QList<BrowserPolicy> policies;
    for (const QString &serialized : text.split(between, Qt::SkipEmptyParts)) {
        BrowserPolicy policy;
        const QString directives = withoutHeaderName(serialized);
        for (const QString &token : directives.split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
            QStringList words = token.split(blanks, Qt::SkipEmptyParts);
            if (words.isEmpty())
                continue;
            const QString name = words.takeFirst().toLower();
            // "If policy's directive set contains a directive whose name is directive name,
            // continue": the first counts.
            if (!policy.directive(QLatin1StringView(name.toLatin1())))
                policy.m_directives.append({ name, words });
        }
        if (!policy.isEmpty())
            policies.append(policy);
    }
    return policies;
}

const BrowserPolicy::Directive *
BrowserPolicy::governing(std::initializer_list<QLatin1StringView> names) const
{
    for (QLatin1StringView name : names) {
        if (const Directive *found = directive(name))
            return found;
    }
    return nullptr;
}

const BrowserPolicy::Directive *BrowserPolicy::directive(QLatin1StringView name) const
{
    const auto found = std::ranges::find_if(
        m_directives, [name](const Directive &directive) { return directive.name == name; });
    return found == m_directives.end() ? nullptr : &*found;
}

std::optional<QString> matchingSource(const BrowserPolicy::Directive &directive, const QUrl &url,
                                      const BrowserOrigin &self)
{
    // 'none' beside other expressions is ignored, and matches nothing by itself.
    for (const QString &source : directive.sources) {
        if (expressionMatches(source, url, self))
            return source;
    }
    return std::nullopt;
}

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/pastedparts.h"

#include <algorithm>

namespace Pushscope::PastedParts {

namespace {

/// Cuts the words of a command line into options and operands.
class OptionReader
{
public:
    OptionReader(const QByteArrayList &words, std::span<const Option> options, Spelling spelling)
        : m_words(words)
        , m_options(options)
        , m_spelling(spelling)
    {
    }

    QList<Given> read();

private:
    void readLong(const QByteArray &word);
    void readLetters(const QByteArray &word);
    [[nodiscard]] const Option *named(const QByteArray &name) const;
    [[nodiscard]] const Option *lettered(char letter) const;
    QByteArray nextWord() { return m_at + 1 < m_words.size() ? m_words[++m_at] : QByteArray(); }

    const QByteArrayList &m_words;
    std::span<const Option> m_options;
    Spelling m_spelling;
    qsizetype m_at = 0;
    QList<Given> m_given;
};

const Option *OptionReader::named(const QByteArray &name) const
{
    const auto found = std::find_if(m_options.begin(), m_options.end(), [&](const Option &option) {
        return !name.isEmpty() && name == option.name;
    });
    return found == m_options.end() ? nullptr : &*found;
}

const Option *OptionReader::lettered(char letter) const
{
    const auto found = std::find_if(m_options.begin(), m_options.end(), [&](const Option &option) {
        return option.letter == letter && letter != '\0';
    });
    return found == m_options.end() ? nullptr : &*found;
}

QList<Given> OptionReader::read()
{
    bool isOperand = false;
    for (; m_at < m_words.size(); ++m_at) {
        const QByteArray word = m_words[m_at];
        if (isOperand || word == "-" || !word.startsWith('-'))
            m_given.append({ nullptr, word, {} });
        else if (word == "--")
            isOperand = true;
        else if (word.startsWith("--"))
            readLong(word);
        else
            readLetters(word);
    }
    return m_given;
}

void OptionReader::readLong(const QByteArray &word)
{
    static constexpr Option Negated{ .letter = '\0', .name = "no-…", .fate = Fate::Print };
    const qsizetype equals = m_spelling.hasEquals ? word.indexOf('=') : -1;
    const QByteArray name = word.mid(2, equals < 0 ? -1 : equals - 2);
    const QByteArray spelling = "--" + name;
    const Option *option = named(name);
    if (!option && m_spelling.negates && name.startsWith("no-") && named(name.mid(3)))
        option = &Negated;
    QByteArray value = equals < 0 ? QByteArray() : word.mid(equals + 1);
    if (option && option->hasValue && equals < 0)
        value = nextWord();
    m_given.append({ option, value, spelling });
}

void OptionReader::readLetters(const QByteArray &word)
{
    for (qsizetype i = 1; i < word.size(); ++i) {
        const Option *option = lettered(word[i]);
        const QByteArray spelling = QByteArray("-") + word[i];
        if (!option || !option->hasValue) {
            m_given.append({ option, {}, spelling });
            continue;
        }
        QByteArray value = word.mid(i + 1);
        if (value.isEmpty())
            value = nextWord();
        else if (m_spelling.hasEquals && value.startsWith('='))
            value = value.mid(1);
        m_given.append({ option, value, spelling });
        return;
    }
}

bool isNamed(const QByteArray &name, const char *wanted)
{
    return name.compare(wanted, Qt::CaseInsensitive) == 0;
}

/// Fields of RFC 6455 §4.1 that a client makes itself.
bool isHandshakeField(const QByteArray &name)
{
    for (const char *wanted : { "Connection", "Upgrade", "Sec-WebSocket-Key",
                                "Sec-WebSocket-Version", "Sec-WebSocket-Extensions",
                                "Sec-WebSocket-Protocol" }) {
        if (isNamed(name, wanted))
            return true;
    }
    return false;
}

void takeHandshakeField(Reading &reading, const QByteArray &name, const QByteArray &value)
{
    if (isNamed(name, "Sec-WebSocket-Protocol")) {
        for (const QByteArray &one : value.split(',')) {
            if (!one.trimmed().isEmpty())
                reading.options.subprotocols.append(one.trimmed());
        }
        return;
    }
    if (isNamed(name, "Sec-WebSocket-Extensions"))
        reading.options.offersDeflate = value.toLower().contains("permessage-deflate");
    if (isNamed(name, "Sec-WebSocket-Key"))
        reading.remade.append(name);
}

/// Keeps of Accept-Encoding what is decoded here, so that what comes can be read.
QByteArray decodable(Reading &reading, const QByteArray &value)
{
    QByteArrayList kept;
    for (const QByteArray &part : value.split(',')) {
        const QByteArray coding = part.trimmed().split(';').first().trimmed().toLower();
        if (coding == "zstd" || coding == "dcb" || coding == "dcz")
            reading.codings.append(coding);
        else if (!coding.isEmpty())
            kept.append(part.trimmed());
    }
    return kept.isEmpty() ? QByteArray("identity") : kept.join(", ");
}

void takeCookieField(Reading &reading, const QByteArray &value)
{
    for (const QByteArray &cookie : value.split(';')) {
        if (!cookie.trimmed().isEmpty())
            reading.options.cookies.append(cookie.trimmed());
    }
}

} // namespace

QList<Given> givenOptions(const QByteArrayList &words, std::span<const Option> options,
                          Spelling spelling)
{
    return OptionReader(words, options, spelling).read();
}

bool takeProxy(Reading &reading, const QByteArray &address)
{
    constexpr int UsualPort = 1080;
    QByteArray text = address.contains("://") ? address : QByteArray("http://" + address);
    if (text.startsWith("socks5h://"))
        text.remove(6, 1); // The proxy looks names up either way.
    QUrl url(QString::fromUtf8(text), QUrl::StrictMode);
    const bool isKnown
        = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("socks5");
    if (!url.isValid() || url.host().isEmpty() || !isKnown)
        return false;
    url.setPort(url.port(UsualPort));
    url.setPath({});
    reading.options.proxy = url.toEncoded();
    return true;
}

bool takeField(Reading &reading, const QByteArray &line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon > 0) {
        const QByteArray value = line.mid(colon + 1).trimmed();
        reading.options.headers.append(
            { line.left(colon).trimmed(), value.isEmpty() ? std::nullopt : std::optional(value) });
        return true;
    }
    if (line.size() > 1 && line.endsWith(';')) {
        reading.options.headers.append({ line.chopped(1).trimmed(), QByteArray("") });
        return true;
    }
    return false;
}

void settleFields(Reading &reading)
{
    CommandOptions &options = reading.options;
    const auto headers = std::exchange(options.headers, {});
    const auto isUpgrade = [](const auto &field) {
        return isNamed(field.first, "Upgrade") && field.second
            && field.second->toLower() == "websocket";
    };
    const bool upgrades = std::any_of(headers.begin(), headers.end(), isUpgrade);
    const bool isAddress = !reading.urls.isEmpty() && reading.urls.first().toLower().startsWith("ws");
    if (upgrades || isAddress)
        options.technique = Technique::WebSocket;
    const bool isWebSocket = options.technique == Technique::WebSocket;
    if (upgrades)
        options.offersDeflate = false; // Unless Sec-WebSocket-Extensions says otherwise.
    for (const auto &[name, value] : headers) {
        if (isWebSocket && value && isHandshakeField(name)) {
            takeHandshakeField(reading, name, *value);
        } else if (value && isNamed(name, "Origin") && options.origin.isEmpty()) {
            options.origin = *value;
        } else if (value && isNamed(name, "Last-Event-ID")) {
            options.lastEventId = *value;
        } else if (value && isNamed(name, "Accept") && *value == "text/event-stream") {
            options.technique = Technique::Sse; // Which asks for it by itself.
        } else if (value && isNamed(name, "Cookie")) {
            takeCookieField(reading, *value);
        } else if (value && isNamed(name, "Accept-Encoding")) {
            options.headers.append({ name, decodable(reading, *value) });
        } else if (value && isNamed(name, "Content-Type") && options.body
                   && *value == guessedContentType(*options.body)) {
            continue; // The client's own guess.
        } else {
            options.headers.append({ name, value });
        }
    }
}

} // namespace Pushscope::PastedParts

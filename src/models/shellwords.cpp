// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/shellwords.h"

#include <QString>

#include <algorithm>
#include <optional>

namespace Pushscope {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isNameStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool isNamePart(char c)
{
    return isNameStart(c) || (c >= '0' && c <= '9');
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

void appendCodePoint(QByteArray &out, char32_t code)
{
    out += QString::fromUcs4(&code, 1).toUtf8();
}

/// Reads a POSIX command line, a state per kind of quote.
class PosixReader
{
public:
    explicit PosixReader(QByteArrayView line)
        : m_line(line)
    {
    }

    ShellWords read();

private:
    [[nodiscard]] bool isAtEnd() const { return m_at >= m_line.size(); }
    [[nodiscard]] char peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_line.size() ? m_line[m_at + ahead] : '\0';
    }
    void endWord();
    void put(char c);
    bool readOperator();
    void readBackslash();
    void readSingle();
    void readDouble();
    void readDollar(bool isQuoted);
    void readAnsi();
    void readAnsiEscape();
    void readNumber(int base, int most, bool isCodePoint);

    QByteArrayView m_line;
    qsizetype m_at = 0;
    std::optional<QByteArray> m_word; ///< The one being read; a quoted empty one is a word too.
    ShellWords m_read;
};

void PosixReader::endWord()
{
    if (m_word)
        m_read.words.append(*m_word);
    m_word.reset();
}

void PosixReader::put(char c)
{
    if (!m_word)
        m_word.emplace();
    m_word->append(c);
}

ShellWords PosixReader::read()
{
    while (!isAtEnd()) {
        const char c = peek();
        if (isBlank(c)) {
            endWord();
            ++m_at;
            // A line's end ends the command; what is pasted may have blank lines before it.
            if (c == '\n' && !m_read.words.isEmpty()
                && !QByteArrayView(m_line.sliced(m_at)).trimmed().isEmpty()) {
                m_read.stoppedAt = "\n";
                break;
            }
        } else if (c == '#' && !m_word) {
            const qsizetype end = m_line.indexOf('\n', m_at); // §2.3: a comment.
            m_at = end < 0 ? m_line.size() : end;
        } else if (c == '\\') {
            readBackslash();
        } else if (c == '\'') {
            readSingle();
        } else if (c == '"') {
            readDouble();
        } else if (c == '$' || c == '`') {
            readDollar(false);
        } else if (readOperator()) {
            break;
        } else {
            put(c);
            ++m_at;
        }
    }
    endWord();
    return m_read;
}

bool PosixReader::readOperator()
{
    constexpr QByteArrayView Operators("|&;<>()");
    if (!Operators.contains(peek()))
        return false;
    // A number right before a redirection is the descriptor, not a word.
    const bool isRedirection = peek() == '<' || peek() == '>';
    if (isRedirection && m_word
        && std::all_of(m_word->begin(), m_word->end(), [](char c) { return c >= '0' && c <= '9'; }))
        m_word.reset();
    m_read.stoppedAt = QByteArray(1, peek());
    return true;
}

void PosixReader::readBackslash()
{
    // §2.2.1: a backslash before a line's end joins the lines.
    if (peek(1) == '\r' && peek(2) == '\n') {
        m_at += 3;
    } else if (peek(1) == '\n') {
        m_at += 2;
    } else if (m_at + 1 >= m_line.size()) {
        ++m_at; // Of a line that was copied without the next one.
    } else {
        put(peek(1));
        m_at += 2;
    }
}

void PosixReader::readSingle()
{
    if (!m_word)
        m_word.emplace();
    const qsizetype end = m_line.indexOf('\'', m_at + 1);
    m_read.isUnclosed = end < 0;
    const qsizetype stop = end < 0 ? m_line.size() : end;
    m_word->append(m_line.sliced(m_at + 1, stop - m_at - 1));
    m_at = end < 0 ? stop : end + 1;
}

void PosixReader::readDouble()
{
    if (!m_word)
        m_word.emplace();
    ++m_at;
    while (!isAtEnd() && peek() != '"') {
        const char c = peek();
        // §2.2.3: within double quotes a backslash escapes only these.
        constexpr QByteArrayView Escaped("$`\"\\");
        if (c == '\\' && m_at + 1 < m_line.size() && Escaped.contains(peek(1))) {
            put(peek(1));
            m_at += 2;
        } else if (c == '\\' && peek(1) == '\n') {
            m_at += 2;
        } else if (c == '$' || c == '`') {
            readDollar(true);
        } else {
            put(c);
            ++m_at;
        }
    }
    m_read.isUnclosed = isAtEnd();
    ++m_at;
}

void PosixReader::readDollar(bool isQuoted)
{
    if (peek() == '$' && peek(1) == '\'' && !isQuoted) {
        readAnsi();
        return;
    }
    const qsizetype begin = m_at;
    qsizetype end = m_at + 1;
    const auto closed = [this](char mark, qsizetype from) {
        const qsizetype found = m_line.indexOf(mark, from);
        return found < 0 ? m_line.size() : found + 1;
    };
    if (peek() == '`') {
        end = closed('`', end);
    } else if (peek(1) == '{') {
        end = closed('}', end);
    } else if (peek(1) == '(') {
        end = closed(')', end);
    } else if (isNameStart(peek(1))) {
        while (end < m_line.size() && isNamePart(m_line[end]))
            ++end;
    }
    if (end > begin + 1)
        m_read.variables.append(m_line.sliced(begin, end - begin).toByteArray());
    for (; m_at < end; ++m_at)
        put(m_line[m_at]);
}

void PosixReader::readAnsi()
{
    if (!m_word)
        m_word.emplace();
    m_at += 2;
    while (!isAtEnd() && peek() != '\'') {
        if (peek() == '\\') {
            readAnsiEscape();
        } else {
            put(peek());
            ++m_at;
        }
    }
    m_read.isUnclosed = isAtEnd();
    ++m_at;
}

void PosixReader::readAnsiEscape()
{
    const char c = peek(1);
    m_at += 2;
    constexpr QByteArrayView Letters("abefnrtv");
    constexpr char Values[] = "\a\b\x1b\f\n\r\t\v";
    if (const qsizetype letter = Letters.indexOf(c); letter >= 0 && c != '\0') {
        put(Values[letter]);
    } else if (c == 'x') {
        readNumber(16, 2, false);
    } else if (c == 'u') {
        readNumber(16, 4, true);
    } else if (c == 'U') {
        readNumber(16, 8, true);
    } else if (c >= '0' && c <= '7') {
        --m_at;
        readNumber(8, 3, false);
    } else if (m_at <= m_line.size()) {
        put(c); // \\ \' \" \? and what has no meaning.
    }
}

void PosixReader::readNumber(int base, int most, bool isCodePoint)
{
    char32_t value = 0;
    for (int digits = 0; digits < most && !isAtEnd(); ++digits, ++m_at) {
        const int digit = hexDigit(peek());
        if (digit < 0 || digit >= base)
            break;
        value = value * static_cast<char32_t>(base) + static_cast<char32_t>(digit);
    }
    if (!isCodePoint) {
        put(static_cast<char>(value & 0xff));
        return;
    }
    // Two halves of a surrogate pair, each written as \uXXXX.
    if (QChar::isHighSurrogate(value) && peek() == '\\' && peek(1) == 'u') {
        const qsizetype before = m_at;
        m_at += 2;
        char32_t low = 0;
        for (int digits = 0; digits < 4 && hexDigit(peek()) >= 0; ++digits, ++m_at)
            low = low * 16 + static_cast<char32_t>(hexDigit(peek()));
        if (QChar::isLowSurrogate(low)) {
            appendCodePoint(*m_word, QChar::surrogateToUcs4(static_cast<char16_t>(value),
                                                            static_cast<char16_t>(low)));
            return;
        }
        m_at = before;
    }
    appendCodePoint(*m_word, value);
}

/// What cmd.exe hands to the program: carets resolved, cut at the first operator.
QByteArray withoutCarets(QByteArrayView line, QByteArray &stoppedAt)
{
    QByteArray out;
    bool isQuoted = false;
    for (qsizetype at = 0; at < line.size(); ++at) {
        const char c = line[at];
        if (c == '^' && !isQuoted) {
            if (at + 1 < line.size() && line[at + 1] == '\r')
                ++at;
            const bool joinsLines = at + 1 < line.size() && line[at + 1] == '\n';
            at += joinsLines ? 2 : 1;
            if (at < line.size() && line[at] == '\r')
                ++at;
            if (at < line.size())
                out += line[at]; // Literally, be it a quote, an operator or a line's end.
            continue;
        }
        if (c == '"')
            isQuoted = !isQuoted;
        constexpr QByteArrayView Operators("|&<>");
        if (!isQuoted && (Operators.contains(c) || c == '\n')) {
            if (c != '\n' || !line.sliced(at).trimmed().isEmpty())
                stoppedAt = QByteArray(1, c);
            break;
        }
        if (c != '\r')
            out += c;
    }
    return out;
}

/// The rules of Microsoft's C run time: a backslash is special before a quote only, and two quotes
/// in a quoted stretch are one.
ShellWords windowsWords(QByteArrayView line)
{
    ShellWords read;
    const QByteArray command = withoutCarets(line, read.stoppedAt);
    std::optional<QByteArray> word;
    bool isQuoted = false;
    const auto current = [&word]() -> QByteArray & { return word ? *word : word.emplace(); };
    for (qsizetype at = 0; at < command.size(); ++at) {
        const char c = command[at];
        if (c == '\\') {
            qsizetype slashes = 1;
            while (at + slashes < command.size() && command[at + slashes] == '\\')
                ++slashes;
            at += slashes - 1;
            const bool isBeforeQuote = at + 1 < command.size() && command[at + 1] == '"';
            current() += QByteArray(isBeforeQuote ? slashes / 2 : slashes, '\\');
            if (isBeforeQuote && slashes % 2 == 1) {
                current() += '"';
                ++at;
            }
        } else if (c == '"') {
            if (isQuoted && at + 1 < command.size() && command[at + 1] == '"') {
                current() += '"';
                ++at;
            } else {
                isQuoted = !isQuoted;
                current();
            }
        } else if (isBlank(c) && !isQuoted) {
            if (word)
                read.words.append(*word);
            word.reset();
        } else {
            current() += c;
        }
    }
    if (word)
        read.words.append(*word);
    read.isUnclosed = isQuoted;
    return read;
}

/// `NAME=value`, as it may stand before a command.
bool isAssignment(const QByteArray &word)
{
    const qsizetype equals = word.indexOf('=');
    return equals > 0 && isNameStart(word.front())
        && std::all_of(word.begin(), word.begin() + equals, isNamePart);
}

} // namespace

Shell shellOf(QByteArrayView line)
{
    const bool isWindows = line.contains("^\"") || line.contains("^\n") || line.contains("^\r\n");
    return isWindows ? Shell::Windows : Shell::Posix;
}

ShellWords shellWords(QByteArrayView line, Shell shell)
{
    QByteArrayView command = line.trimmed();
    for (const char *prompt : { "$ ", "% ", "> " }) {
        if (command.startsWith(prompt))
            command = command.sliced(2).trimmed();
    }
    ShellWords read
        = shell == Shell::Windows ? windowsWords(command) : PosixReader(command).read();
    while (!read.words.isEmpty() && isAssignment(read.words.first()))
        read.words.removeFirst();
    return read;
}

QByteArray shellQuoted(const QByteArray &word)
{
    constexpr QByteArrayView Plain("-_./:=@%+,");
    const auto isPlain = [&](char c) {
        return isNamePart(c) || (Plain.contains(c) && c != '\0');
    };
    if (!word.isEmpty() && std::all_of(word.begin(), word.end(), isPlain))
        return word;
    const auto isControl = [](char c) {
        return static_cast<uchar>(c) < 0x20 || static_cast<uchar>(c) == 0x7f;
    };
    QByteArray quoted = word;
    if (!std::any_of(word.begin(), word.end(), isControl))
        return QByteArray('\'' + quoted.replace('\'', "'\\''") + '\'');
    quoted.clear();
    for (const char c : word) {
        if (c == '\\' || c == '\'')
            quoted += '\\';
        if (c == '\n')
            quoted += "\\n";
        else if (c == '\r')
            quoted += "\\r";
        else if (c == '\t')
            quoted += "\\t";
        else if (isControl(c))
            quoted += "\\x" + QByteArray(1, c).toHex();
        else
            quoted += c;
    }
    return QByteArray("$'" + quoted + '\'');
}

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/shellwords.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace Pushscope;

using Words = QList<QByteArray>;

/// Command lines cut into words as shells do it.
class TestShellWords : public QObject
{
    Q_OBJECT

private slots:
    void cuts_data();
    void cuts();
    void tellsShells();
    void tellsWhatItCannotDo_data();
    void tellsWhatItCannotDo();
    void quotes_data();
    void quotes();
    void aShellAgrees_data();
    void aShellAgrees();
};

void TestShellWords::cuts_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<Shell>("shell");
    QTest::addColumn<Words>("words");
    const Shell posix = Shell::Posix;
    const Shell windows = Shell::Windows;
    QTest::newRow("blanks") << QByteArray("  a \t b  ") << posix << Words{ "a", "b" };
    QTest::newRow("nothing") << QByteArray("  ") << posix << Words{};
    QTest::newRow("2.2.2 single") << QByteArray("a 'b \" \\ $c'") << posix
                                  << Words{ "a", "b \" \\ $c" };
    QTest::newRow("2.2.2 empty") << QByteArray("a '' b") << posix << Words{ "a", "", "b" };
    QTest::newRow("2.2.2 quote in a quote") << QByteArray("'it'\\''s'") << posix << Words{ "it's" };
    QTest::newRow("2.2.3 double") << QByteArray(R"("a 'b' \" \\ \n")") << posix
                                  << Words{ R"(a 'b' " \ \n)" };
    QTest::newRow("2.2.3 joined lines") << QByteArray("\"a\\\nb\"") << posix << Words{ "ab" };
    QTest::newRow("2.2.1 backslash") << QByteArray(R"(a\ b \"c\")") << posix
                                     << Words{ "a b", "\"c\"" };
    QTest::newRow("2.2.1 joined lines")
        << QByteArray("curl \\\n  -v \\\r\n  x") << posix << Words{ "curl", "-v", "x" };
    QTest::newRow("2.2.1 last line missing") << QByteArray("a b \\") << posix << Words{ "a", "b" };
    QTest::newRow("parts of a word") << QByteArray("a'b'\"c\"$'d'e") << posix << Words{ "abcde" };
    QTest::newRow("ansi letters") << QByteArray(R"($'\a\b\e\f\n\r\t\v\\\'\"')") << posix
                                  << Words{ "\a\b\x1b\f\n\r\t\v\\'\"" };
    QTest::newRow("ansi numbers") << QByteArray(R"($'\x41\102\u00e9\U0001F600')") << posix
                                  << Words{ "AB\xc3\xa9\xf0\x9f\x98\x80" };
    QTest::newRow("ansi surrogates") << QByteArray(R"($'\ud83d\ude00')") << posix
                                     << Words{ "\xf0\x9f\x98\x80" };
    QTest::newRow("ansi exclamation mark") << QByteArray(R"($'a\u0021')") << posix
                                           << Words{ "a!" };
    QTest::newRow("2.3 comment") << QByteArray("# why\na b # c") << posix << Words{ "a", "b" };
    QTest::newRow("a number sign in a word") << QByteArray("a#b") << posix << Words{ "a#b" };
    QTest::newRow("prompt") << QByteArray("$ curl x") << posix << Words{ "curl", "x" };
    QTest::newRow("assignment") << QByteArray("A=b C='d e' curl x") << posix
                                << Words{ "curl", "x" };
    QTest::newRow("descriptor") << QByteArray("curl x 2>/dev/null") << posix
                                << Words{ "curl", "x" };

    QTest::newRow("cmd quotes") << QByteArray(R"(curl "a b" "say \"hi\"")") << windows
                                << Words{ "curl", "a b", "say \"hi\"" };
    QTest::newRow("cmd two quotes") << QByteArray(R"(curl "a ""b"" c")") << windows
                                    << Words{ "curl", "a \"b\" c" };
    QTest::newRow("cmd carets") << QByteArray(R"(curl ^"https://x/?a=1^&b=^%^20c^" -H ^"a: ^\^"b^\^"^")")
                                << windows
                                << Words{ "curl", "https://x/?a=1&b=%20c", "-H", "a: \"b\"" };
    QTest::newRow("cmd joined lines") << QByteArray("curl a ^\r\n  -H b") << windows
                                      << Words{ "curl", "a", "-H", "b" };
    QTest::newRow("cmd line in a value") << QByteArray("curl ^\"a^\n\nb^\"") << windows
                                         << Words{ "curl", "a\nb" };
    QTest::newRow("cmd backslashes") << QByteArray(R"(curl C:\a\\b "c\\" d)") << windows
                                     << Words{ "curl", R"(C:\a\\b)", "c\\", "d" };
    QTest::newRow("cmd caret in quotes") << QByteArray("curl \"a^b\"") << windows
                                         << Words{ "curl", "a^b" };
}

void TestShellWords::cuts()
{
    QFETCH(QByteArray, line);
    QFETCH(Shell, shell);
    const ShellWords read = shellWords(line, shell);
    QTEST(read.words, "words");
    QVERIFY(!read.isUnclosed);
}

void TestShellWords::tellsShells()
{
    QCOMPARE(shellOf("curl 'a' \\\n -v"), Shell::Posix);
    QCOMPARE(shellOf("curl \"a\""), Shell::Posix);
    QCOMPARE(shellOf("curl ^\"a^\""), Shell::Windows);
    QCOMPARE(shellOf("curl \"a\" ^\n -v"), Shell::Windows);
}

void TestShellWords::tellsWhatItCannotDo_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<ShellWords>("read");
    ShellWords read;
    read.words = { "a", "b" };
    read.stoppedAt = "|";
    QTest::newRow("pipe") << QByteArray("a b | jq .") << read;
    read.stoppedAt = "&";
    QTest::newRow("background") << QByteArray("a b& c") << read;
    read.stoppedAt = "\n";
    QTest::newRow("second line") << QByteArray("a b\nc d") << read;
    read.stoppedAt.clear();
    QTest::newRow("last line's end") << QByteArray("a b\n\n") << read;
    read.isUnclosed = true;
    QTest::newRow("single quote open") << QByteArray("a 'b") << read;
    QTest::newRow("double quote open") << QByteArray("a \"b") << read;
    QTest::newRow("ansi quote open") << QByteArray("a $'b") << read;
    read = {};
    read.words = { "a", "$B", "${C}d", "$(e f)", "`g`", "$" };
    read.variables = { "$B", "${C}", "$(e f)", "`g`" };
    QTest::newRow("variables") << QByteArray("a $B \"${C}d\" $(e f) `g` $") << read;
}

void TestShellWords::tellsWhatItCannotDo()
{
    QFETCH(QByteArray, line);
    QFETCH(ShellWords, read);
    const ShellWords found = shellWords(line, Shell::Posix);
    QCOMPARE(found.words, read.words);
    QCOMPARE(found.stoppedAt, read.stoppedAt);
    QCOMPARE(found.variables, read.variables);
    QCOMPARE(found.isUnclosed, read.isUnclosed);
}

void TestShellWords::quotes_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QByteArray>("quoted");
    QTest::newRow("plain") << QByteArray("a-b_c./d:1") << QByteArray("a-b_c./d:1");
    QTest::newRow("nothing") << QByteArray() << QByteArray("''");
    QTest::newRow("blank") << QByteArray("a b") << QByteArray("'a b'");
    QTest::newRow("quote") << QByteArray("it's") << QByteArray("'it'\\''s'");
    QTest::newRow("specials") << QByteArray("$a`b\"c\\!*?") << QByteArray("'$a`b\"c\\!*?'");
    QTest::newRow("line end") << QByteArray("a\nb'\\") << QByteArray("$'a\\nb\\'\\\\'");
    QTest::newRow("controls") << QByteArray("\t\r\x01"
                                            "f")
                              << QByteArray("$'\\t\\r\\x01f'");
    QTest::newRow("not ASCII") << QByteArray("\xc3\xa9") << QByteArray("'\xc3\xa9'");
}

void TestShellWords::quotes()
{
    QFETCH(QByteArray, word);
    QTEST(shellQuoted(word), "quoted");
    const QByteArray line = "x " + shellQuoted(word);
    QCOMPARE(shellWords(line, Shell::Posix).words, (Words{ "x", word }));
}

void TestShellWords::aShellAgrees_data()
{
    QTest::addColumn<QByteArray>("word");
    for (const char *word : { "", "a b", "it's", "$HOME `id` \"x\"", "a\nb\tc", "\\n", "!!", "~",
                              "{a,b}", "*", "\x01\x7f\x1b[0m", "'\n'", "-n" })
        QTest::addRow("%s", QByteArray(word).toPercentEncoding().constData()) << QByteArray(word);
}

void TestShellWords::aShellAgrees()
{
    QFETCH(QByteArray, word);
    const QString bash = QStandardPaths::findExecutable(QStringLiteral("bash"));
    QVERIFY(!bash.isEmpty());
    QProcess shell;
    shell.start(bash, { QStringLiteral("-c"),
                        QStringLiteral("printf %s ") + QString::fromUtf8(shellQuoted(word)) });
    QVERIFY(shell.waitForFinished());
    QCOMPARE(shell.readAllStandardOutput(), word);
}

QTEST_GUILESS_MAIN(TestShellWords)
#include "tst_shellwords.moc"

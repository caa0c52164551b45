// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/unescapedtext.h"

#include <QTest>

using namespace Pushscope;

class TestUnescapedText : public QObject
{
    Q_OBJECT

private slots:
    void strings_data();
    void strings();
    void urls_data();
    void urls();
};

namespace {

/// What every octet was before, one after the other, is all there was.
void checkOrigins(const UnescapedText &unescaped, const QByteArray &before)
{
    qint64 at = 0;
    for (qsizetype i = 0; i < unescaped.text().size(); ++i) {
        const ByteRange origin = unescaped.origin({ i, i + 1 });
        QCOMPARE(origin.begin, at);
        QVERIFY(origin.size() >= 1);
        at = origin.end;
    }
    QCOMPARE(at, qint64(before.size()));
    QCOMPARE(unescaped.isOther(), unescaped.text() != before);
}

} // namespace

void TestUnescapedText::strings_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("reads");
    const auto row = [](const char *text, const char *reads) {
        QTest::newRow(*text != '\0' ? text : "nothing") << QByteArray(text) << QByteArray(reads);
    };
    row("", "");
    row("abc", "abc");
    row(R"(a\/b)", "a/b");
    row(R"(\u0026\u003D\u003d)", "&==");
    row(R"(\\u0026\\\\\/\\\"x)", "&/\"x");
    row(R"(a\nb\tc\rd)", "a\nb\tc\nd");
    row(R"(\u00e9\u12)", R"(\u00e9\u12)");
    row(R"(\b\\)", R"(\b\\)");
    row(R"(\u 026)", R"(\u 026)");
    row(R"(\)", R"(\)");
}

void TestUnescapedText::strings()
{
    QFETCH(QByteArray, text);
    const UnescapedText unescaped = UnescapedText::ofStrings(text);
    QTEST(unescaped.text(), "reads");
    checkOrigins(unescaped, text);
}

void TestUnescapedText::urls_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("reads");
    const auto row = [](const char *text, const char *reads) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(reads);
    };
    row("abc", "abc");
    row("%22a%22%3a%7B", "\"a\":{");
    row("%", "%");
    row("%2", "%2");
    row("%%41", "%A");
    row("%zz%+1%41", "%zz%+1A");
}

void TestUnescapedText::urls()
{
    QFETCH(QByteArray, text);
    const UnescapedText unescaped = UnescapedText::ofUrls(text);
    QTEST(unescaped.text(), "reads");
    checkOrigins(unescaped, text);
}

QTEST_APPLESS_MAIN(TestUnescapedText)
#include "tst_unescapedtext.moc"

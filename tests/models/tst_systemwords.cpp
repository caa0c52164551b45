// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/describe.h"
#include "models/systemwords.h"

#include <QTest>
#include <QTranslator>

using namespace Pushscope;

namespace {

/// A language in which all that it knows of a context ends in a mark.
class Marked final : public QTranslator
{
public:
    Marked(const char *context, const char *known)
        : m_context(context)
        , m_known(known)
    {
    }
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *context, const char *sourceText, const char *,
                                    int) const override
    {
        return m_context == context && m_known == sourceText
            ? QString(QString::fromLatin1(sourceText) + u'!')
            : QString();
    }

private:
    QByteArray m_context;
    QByteArray m_known;
};

} // namespace

class TestSystemWords : public QObject
{
    Q_OBJECT

private slots:
    void words_data();
    void words();
    void standInSentences();
};

void TestSystemWords::words_data()
{
    QTest::addColumn<QByteArray>("context");
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<bool>("isTranslated");
    QTest::newRow("Qt's") << QByteArray("QIODevice") << QByteArray("No such file or directory")
                          << true;
    QTest::newRow("glibc's") << QByteArray("Words") << QByteArray("No route to host") << true;
    QTest::newRow("OpenSSL's") << QByteArray("Words") << QByteArray("unknown CA") << true;
    // A word of ours that happens to be the same is something else.
    QTest::newRow("not of the system") << QByteArray("Words") << QByteArray("the server") << false;
    QTest::newRow("another language's")
        << QByteArray("Words") << QByteArray("Datei oder Verzeichnis nicht gefunden") << false;
    QTest::newRow("nothing") << QByteArray("Words") << QByteArray() << false;
}

void TestSystemWords::words()
{
    QFETCH(QByteArray, context);
    QFETCH(QByteArray, said);
    QFETCH(bool, isTranslated);
    const QString text = QString::fromUtf8(said);
    QCOMPARE(systemWords(text), text); // Without a catalogue.
    Marked language(context.constData(), said.constData());
    QVERIFY(QCoreApplication::installTranslator(&language));
    QCOMPARE(systemWords(text), isTranslated ? QString(text + u'!') : text);
}

void TestSystemWords::standInSentences()
{
    Marked language("QIODevice", "Permission denied");
    QVERIFY(QCoreApplication::installTranslator(&language));
    const Error error{ ErrorCode::StorageFailed,
                       ErrorSite::Storage,
                       { { "path", "/a" }, { "system", "Permission denied" } } };
    QCOMPARE(describe(error), QStringLiteral("/a could not be read or written. The system says: "
                                             "Permission denied!."));
}

QTEST_GUILESS_MAIN(TestSystemWords)
#include "tst_systemwords.moc"

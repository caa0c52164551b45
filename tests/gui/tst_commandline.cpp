// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commandline.h"
#include "storage/stores.h"

#include <QDirIterator>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Pushscope;

/// The command line of the desktop application.
class TestCommandLine : public QObject
{
    Q_OBJECT

private slots:
    void understands();
    void understands_data();
    void refuses();
    void refuses_data();
    void answersWithoutADisplay();
    void answersWithoutADisplay_data();
    void closesTheCaptureOnASignal();
};

void TestCommandLine::understands_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("link");
    QTest::addColumn<bool>("isDemo");

    const QString none;
    QTest::newRow("nothing") << QStringList() << none << none << none << false;
    QTest::newRow("file") << QStringList{ QStringLiteral("a.pushscope") }
                          << QStringLiteral("a.pushscope") << none << none << false;
    QTest::newRow("URL") << QStringList{ QStringLiteral("wss://feed.example/a") } << none
                         << QStringLiteral("wss://feed.example/a") << none << false;
    QTest::newRow("URL, scheme in capitals")
        << QStringList{ QStringLiteral("HTTP://feed.example/") } << none
        << QStringLiteral("http://feed.example/") << none << false;
    QTest::newRow("link") << QStringList{ QStringLiteral("--link"),
                                          QStringLiteral("ws://feed.example/") }
                          << none << none << QStringLiteral("ws://feed.example/") << false;
    QTest::newRow("tour") << QStringList{ QStringLiteral("--demo") } << none << none << none
                          << true;
}

void TestCommandLine::understands()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, file);
    QFETCH(QString, url);
    QFETCH(QString, link);
    QFETCH(bool, isDemo);

    const CommandLine line
        = parseCommandLine(QStringList{ QStringLiteral("pushscope") } + arguments);
    QCOMPARE(line.wish, CommandLine::Wish::Window);
    QCOMPARE(line.file, file);
    QCOMPARE(line.url.value_or(QUrl()).toString(), url);
    QCOMPARE(line.link.value_or(QString()), link);
    QCOMPARE(line.isDemo, isDemo);
}

void TestCommandLine::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("word");

    QTest::newRow("unknown option")
        << QStringList{ QStringLiteral("--colour") } << QStringLiteral("colour");
    QTest::newRow("unknown theme")
        << QStringList{ QStringLiteral("--theme"), QStringLiteral("pink") }
        << QStringLiteral("pink");
    QTest::newRow("unknown language")
        << QStringList{ QStringLiteral("--lang"), QStringLiteral("tlh") } << QStringLiteral("tlh");
    QTest::newRow("two files") << QStringList{ QStringLiteral("a"), QStringLiteral("b") }
                               << QStringLiteral("b");
    QTest::newRow("URL without a host")
        << QStringList{ QStringLiteral("ws://") } << QStringLiteral("ws://");
}

void TestCommandLine::refuses()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, word);

    const CommandLine line
        = parseCommandLine(QStringList{ QStringLiteral("pushscope") } + arguments);
    QCOMPARE(line.wish, CommandLine::Wish::Refused);
    QVERIFY2(line.text.contains(word), qPrintable(line.text));
    QVERIFY(!line.text.contains(QLatin1Char('\n')));
}

void TestCommandLine::answersWithoutADisplay_data()
{
    QTest::addColumn<QString>("argument");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("word");

    QTest::newRow("help") << QStringLiteral("--help") << 0 << QByteArray("--demo");
    QTest::newRow("version") << QStringLiteral("--version") << 0
                             << QByteArray("pushscope " PUSHSCOPE_VERSION);
    QTest::newRow("wrong") << QStringLiteral("--wrong") << 2 << QByteArray("wrong");
}

void TestCommandLine::answersWithoutADisplay()
{
    QFETCH(QString, argument);
    QFETCH(int, status);
    QFETCH(QByteArray, word);

    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("none such"));
    environment.insert(QStringLiteral("LANG"), QStringLiteral("zh_CN.UTF-8"));
    program.setProcessEnvironment(environment);
    program.setProcessChannelMode(QProcess::MergedChannels);
    program.start(QStringLiteral(PUSHSCOPE_BIN "/pushscope"), { argument });
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.exitCode(), status);
    QVERIFY(program.readAll().contains(word));
}

void TestCommandLine::closesTheCaptureOnASignal()
{
    const QTemporaryDir home;
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    environment.insert(QStringLiteral("XDG_DATA_HOME"), home.filePath(QStringLiteral("data")));
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home.filePath(QStringLiteral("config")));
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(PUSHSCOPE_BIN "/pushscope"), { QStringLiteral("--demo") });
    QVERIFY(program.waitForStarted());
    const auto recording = [&home] {
        QDirIterator files(home.path(), { QLatin1Char('*') + CaptureSuffix }, QDir::Files,
                           QDirIterator::Subdirectories);
        return files.hasNext() ? files.next() : QString();
    };
    QTRY_VERIFY_WITH_TIMEOUT(!recording().isEmpty(), 20'000);
    const auto records = [&recording] {
        const auto store = openCapture(recording());
        return store ? store.value()->pages().extent().records : 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(records() > 10, 20'000);
    program.terminate();
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 143);
    // Whole, and kept to be offered at the next start.
    const auto kept = unsavedCaptures(QFileInfo(recording()).path());
    QCOMPARE(kept.size(), std::size_t(1));
    QVERIFY(kept.front().records > 10);
    const auto store = openCapture(kept.front().path);
    QVERIFY(store);
    QVERIFY(!store.value()->damage());
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"

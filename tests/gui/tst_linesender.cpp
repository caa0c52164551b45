// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/livestatus.h"
#include "gui/composer/linesender.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace Pushscope;

using State = LineSender::State;

/// A file sent line by line, against a session that a test plays.
class TestLineSender : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void sendsEachLine_data();
    void sendsEachLine();
    void keepsTheRate();
    void waitsForTheSession();
    void readsNoMoreThanItSends();
    void pausesAndGoesOn();
    void stops();
    void goesOnInAnother();
    void endsWithTheSession();
    void fails_data();
    void fails();

private:
    QString file(const QByteArray &content);
    bool start(const QByteArray &content, double perSecond = LineSender::MostPerSecond);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LineSender> m_sender;
    SessionStatus m_status;
    QList<QByteArray> m_sent;
};

void TestLineSender::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_sender = std::make_unique<LineSender>();
    m_status = {};
    m_status.session = 3;
    m_status.canSend = true;
    m_sent.clear();
}

QString TestLineSender::file(const QByteArray &content)
{
    QFile file(m_folder->filePath(QStringLiteral("lines.txt")));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(content);
    return file.fileName();
}

bool TestLineSender::start(const QByteArray &content, double perSecond)
{
    return m_sender->start(
        file(content), perSecond, m_status,
        [](const QByteArray &line) -> std::variant<QByteArray, QString> {
            if (line == "bad")
                return QStringLiteral("bad it is.");
            return line;
        },
        [this](const QByteArray &line) { m_sent.append(line); });
}

void TestLineSender::sendsEachLine_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QList<QByteArray>>("lines");
    QTest::newRow("nothing") << QByteArray() << QList<QByteArray>{};
    QTest::newRow("one") << QByteArray("a") << QList<QByteArray>{ "a" };
    QTest::newRow("last line's end") << QByteArray("a\nb\n") << QList<QByteArray>{ "a", "b" };
    QTest::newRow("CRLF") << QByteArray("a\r\nb\r\n") << QList<QByteArray>{ "a", "b" };
    QTest::newRow("empty lines") << QByteArray("\na\n\n\r\nb") << QList<QByteArray>{ "a", "b" };
    const QByteArray wide(200'000, 'w'); // Longer than what is read at once.
    QTest::newRow("wide") << QByteArray("a\n" + wide + "\nb")
                          << QList<QByteArray>{ "a", wide, "b" };
    QTest::newRow("UTF-8") << QByteArray("\xe6\x97\xa5") << QList<QByteArray>{ "\xe6\x97\xa5" };
}

void TestLineSender::sendsEachLine()
{
    QFETCH(QByteArray, content);
    QVERIFY(start(content));
    QTRY_COMPARE(m_sender->state(), State::Done);
    QTEST(m_sent, "lines");
    QCOMPARE(m_sender->progress().messages, m_sent.size());
    QCOMPARE(m_sender->progress().octets, m_sender->progress().total);
    QVERIFY(m_sender->sentence().isEmpty());
}

void TestLineSender::keepsTheRate()
{
    QElapsedTimer timer;
    timer.start();
    QVERIFY(start("1\n2\n3\n4\n5\n6\n", 50));
    QTRY_COMPARE(m_sender->state(), State::Done);
    QCOMPARE(m_sent.size(), 6);
    QVERIFY(timer.elapsed() >= 100); // The first at once, then one in 20 ms.
}

void TestLineSender::waitsForTheSession()
{
    // More than may wait: the rest comes when the session tells that it sent some.
    QByteArray content;
    for (int i = 0; i < 2500; ++i)
        content += QByteArray::number(i) + '\n';
    QVERIFY(start(content));
    QTRY_COMPARE(m_sent.size(), LineSender::MostWaitingMessages);
    m_sender->takeStatus(&m_status); // Nothing was sent.
    QCoreApplication::processEvents();
    QCOMPARE(m_sent.size(), LineSender::MostWaitingMessages);
    m_status.messagesSent = 1000;
    m_sender->takeStatus(&m_status);
    QTRY_COMPARE(m_sent.size(), 2000);
    m_status.messagesSent = 2000;
    m_status.queuedOctets = LineSender::MostWaitingOctets; // The kernel does not take it.
    m_sender->takeStatus(&m_status);
    QCoreApplication::processEvents();
    QCOMPARE(m_sent.size(), 2000);
    m_status.queuedOctets = 0;
    m_sender->takeStatus(&m_status);
    QTRY_COMPARE(m_sender->state(), State::Done);
    QCOMPARE(m_sent.size(), 2500);
    QCOMPARE(m_sent.last(), QByteArray("2499"));
}

void TestLineSender::readsNoMoreThanItSends()
{
    // 8 MiB in lines of 512 KiB: two of them may wait.
    const QByteArray line(512 * 1024, 'l');
    QByteArray content;
    for (int i = 0; i < 16; ++i)
        content += line + '\n';
    QVERIFY(start(content));
    QTRY_COMPARE(m_sent.size(), 2);
    QVERIFY(m_sender->progress().octets <= 2 * (line.size() + 1));
    QCOMPARE(m_sender->state(), State::Running);
}

void TestLineSender::pausesAndGoesOn()
{
    QVERIFY(start("1\n2\n3\n", 0.1));
    QTRY_COMPARE(m_sent.size(), 1);
    m_sender->pause();
    QCOMPARE(m_sender->state(), State::Paused);
    m_sender->takeStatus(&m_status);
    m_sender->setRate(LineSender::MostPerSecond);
    QCoreApplication::processEvents();
    QCOMPARE(m_sent.size(), 1);
    m_sender->resume();
    QTRY_COMPARE(m_sender->state(), State::Done);
    QCOMPARE(m_sent.size(), 3);
}

void TestLineSender::stops()
{
    QVERIFY(start("1\n2\n", 0.1));
    QTRY_COMPARE(m_sent.size(), 1);
    m_sender->stop();
    QCOMPARE(m_sender->state(), State::Stopped);
    QVERIFY(!m_sender->isUnderWay());
    QVERIFY(start("3\n")); // And again from the beginning.
    QTRY_COMPARE(m_sent.last(), QByteArray("3"));
}

/// As a window does that is built anew in another language.
void TestLineSender::goesOnInAnother()
{
    QVERIFY(start("a\nb\nc\n", 0.1));
    QTRY_COMPARE(m_sent.size(), 1);
    LineSender next;
    QList<QByteArray> sentNext;
    const auto asItIs = [](const QByteArray &line) -> std::variant<QByteArray, QString> {
        return line;
    };
    QVERIFY(next.takeOver(*m_sender, asItIs,
                          [&sentNext](const QByteArray &line) { sentNext.append(line); }));
    QCOMPARE(m_sender->state(), State::Idle);
    QCOMPARE(next.state(), State::Running);
    QCOMPARE(next.session(), 3U);
    QCOMPARE(next.progress().line, 1);
    next.setRate(LineSender::MostPerSecond);
    QTRY_COMPARE(next.state(), State::Done);
    QCOMPARE(sentNext, (QList<QByteArray>{ "b", "c" }));
    QCOMPARE(m_sent, (QList<QByteArray>{ "a" }));
    QCOMPARE(next.progress().messages, 3);
    // There is nothing more to take over.
    QVERIFY(!m_sender->takeOver(next, asItIs, [](const QByteArray &) {}));
}

void TestLineSender::endsWithTheSession()
{
    QVERIFY(start("1\n2\n", 0.1));
    QTRY_COMPARE(m_sent.size(), 1);
    m_status.canSend = false;
    m_sender->takeStatus(&m_status);
    QCOMPARE(m_sender->state(), State::Stopped);
    QVERIFY2(m_sender->sentence().contains(QLatin1String("line 1")),
             qPrintable(m_sender->sentence()));
    QVERIFY(start("1\n2\n", 0.1));
    m_sender->takeStatus(nullptr);
    QCOMPARE(m_sender->state(), State::Stopped);
}

void TestLineSender::fails_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<qsizetype>("sent");
    QTest::addColumn<QString>("part");
    QTest::newRow("8.1 not UTF-8") << QByteArray("a\nb\n\xff\nc") << qsizetype(2)
                                   << QStringLiteral("Line 3 is not UTF-8");
    QTest::newRow("a line that cannot be sent")
        << QByteArray("a\nbad\nc") << qsizetype(1) << QStringLiteral("Line 2: bad it is.");
    QTest::newRow("a line without end")
        << QByteArray(LineSender::MostLineOctets + 100'000, 'x') << qsizetype(0)
        << QStringLiteral("Line 1 is longer than 16 MiB");
}

void TestLineSender::fails()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, part);
    QVERIFY(start(content));
    QTRY_COMPARE(m_sender->state(), State::Failed);
    QTEST(m_sent.size(), "sent");
    QVERIFY2(m_sender->sentence().startsWith(part), qPrintable(m_sender->sentence()));
    QVERIFY(!m_sender->start(m_folder->filePath(QStringLiteral("none")), 1, m_status, {}, {}));
    QVERIFY(m_sender->sentence().contains(QLatin1String("none cannot be read")));
    QVERIFY(!m_sender->start(m_folder->path(), 1, m_status, {}, {})); // A folder.
}

QTEST_GUILESS_MAIN(TestLineSender)
#include "tst_linesender.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/sessions/sessionwords.h"

#include <QTest>

using namespace Pushscope;

class TestSessionWords : public QObject
{
    Q_OBJECT

private slots:
    void subLineSaysWhatIsArriving();
    void toolTips_data();
    void toolTips();
    void toolTipStaysSmall();
};

namespace {

SessionStatus streaming()
{
    SessionStatus status;
    status.technique = Technique::HttpStream;
    status.state = SessionState::Open;
    status.url = QUrl(QStringLiteral("http://me:secret@feed.example/stream"));
    return status;
}

} // namespace

void TestSessionWords::subLineSaysWhatIsArriving()
{
    SessionStatus status = streaming();
    QCOMPARE(sessionSubLine(status, 1), QStringLiteral("HTTP streaming · open"));
    status.inProgressOctets = 12;
    QCOMPARE(sessionSubLine(status, 1), QStringLiteral("HTTP streaming · open · 12 B arriving"));
}

void TestSessionWords::toolTips_data()
{
    QTest::addColumn<QByteArray>("inProgress");
    QTest::addColumn<qint64>("inProgressOctets");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("toolTip"); // Behind the URL.
    QTest::newRow("nothing") << QByteArray() << qint64(0) << QByteArray() << QString();
    QTest::newRow("a message") << QByteArray("{\"a\"\n") << qint64(5) << QByteArray()
                               << QStringLiteral("\nArriving: {\"a\"↵");
    QTest::newRow("octets that are no text")
        << QByteArray("\xFF\x01") << qint64(2) << QByteArray()
        << QStringLiteral("\nArriving: ff 01");
    QTest::newRow("a text") << QByteArray() << qint64(0) << QByteArray("Once\nupon")
                            << QStringLiteral("\nText so far, 2.5 messages a second:\nOnce\nupon");
}

void TestSessionWords::toolTips()
{
    QFETCH(QByteArray, inProgress);
    QFETCH(qint64, inProgressOctets);
    QFETCH(QByteArray, text);
    QFETCH(QString, toolTip);
    SessionStatus status = streaming();
    status.inProgress = inProgress;
    status.inProgressOctets = inProgressOctets;
    status.text = text;
    status.textMessages = text.isEmpty() ? 0 : 3;
    status.textMessagesPerSecond = 2.5;
    QCOMPARE(sessionToolTip(status), QString(QStringLiteral("http://feed.example/stream") + toolTip));
}

void TestSessionWords::toolTipStaysSmall()
{
    SessionStatus status = streaming();
    status.inProgress = QByteArray(4096, 'a');
    status.inProgressOctets = 1'000'000;
    status.text = QByteArray(64 * 1024, 'b') + "end";
    status.textMessages = 2;
    const QString toolTip = sessionToolTip(status);
    QVERIFY(toolTip.size() < 1200);
    QVERIFY(toolTip.endsWith(QLatin1String("bend")));
}

QTEST_MAIN(TestSessionWords)
#include "tst_sessionwords.moc"

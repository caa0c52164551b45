// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/document/capturedocument.h"
#include "gui/inspector/inspectorpane.h"
#include "gui/inspector/timingpage.h"
#include "gui/windowfixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace Pushscope;

/// What the inspector says of a record is the same while it is recorded and after the file was
/// saved and opened again, on every page.
class TestInspectorReopened : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void saysTheSame_data();
    void saysTheSame();

private:
    [[nodiscard]] QStringList pagesOf(MainWindow &window, qint64 records);

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<MockPeer> m_peer;
};

void TestInspectorReopened::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_peer = std::make_unique<MockPeer>();
    QVERIFY(m_peer->start());
}

void TestInspectorReopened::cleanup()
{
    m_fixture.reset();
    m_peer.reset();
}

/// The text of every page about each of the first @p records.
QStringList TestInspectorReopened::pagesOf(MainWindow &window, qint64 records)
{
    auto *pane = window.findChild<InspectorPane *>();
    auto *timing = pane->findChild<TimingPage *>();
    pane->setPage(InspectorPane::Page::Timing);
    QStringList texts;
    for (qint64 seq = 1; seq <= records; ++seq) {
        QSignalSpy shown(pane, &InspectorPane::shown);
        QSignalSpy measured(timing, &TimingPage::shown);
        pane->setCurrentRecord(seq);
        if (!QTest::qWaitFor([&] { return pane->currentSeq() == seq && !shown.isEmpty(); }))
            return texts;
        if (pane->page() == InspectorPane::Page::Timing
            && !QTest::qWaitFor([&] { return !measured.isEmpty(); }))
            return texts;
        // What other records add comes a little later.
        if (!QTest::qWaitFor([&] { return pane->isSettled(); }))
            return texts;
        texts << pane->plainText();
    }
    return texts;
}

void TestInspectorReopened::saysTheSame_data()
{
    QTest::addColumn<Technique>("technique");
    QTest::addColumn<QString>("path");
    QTest::newRow("websocket") << Technique::WebSocket << QStringLiteral("/ws");
    QTest::newRow("sse") << Technique::Sse << QStringLiteral("/sse");
    QTest::newRow("short-poll") << Technique::ShortPoll << QStringLiteral("/poll");
    QTest::newRow("http-stream") << Technique::HttpStream << QStringLiteral("/stream");
    QTest::newRow("multipart") << Technique::Multipart << QStringLiteral("/multipart");
    QTest::newRow("iframe-poll") << Technique::IframePoll << QStringLiteral("/iframe-poll");
    QTest::newRow("jsonp") << Technique::Jsonp << QStringLiteral("/jsonp");
}

void TestInspectorReopened::saysTheSame()
{
    QFETCH(Technique, technique);
    QFETCH(QString, path);
    MainWindow &window = m_fixture->open();
    ClientOptions options;
    options.technique = technique;
    options.url = m_peer->url(path, technique == Technique::WebSocket);
    window.connectTo(options);
    QTRY_VERIFY(window.document());
    QTRY_VERIFY(newestStatus(window).messagesReceived >= 2);
    window.document()->disconnectAll();
    QTRY_VERIFY(!window.document()->hasLiveSessions());
    QTRY_COMPARE(window.document()->recording().queuedRecords, 0);
    QTRY_VERIFY(!window.document()->sessions().empty());
    const qint64 records = window.document()->extent().records;
    QVERIFY(records > 5);
    const QStringList live = pagesOf(window, records);
    QCOMPARE(live.size(), records);
    QVERIFY(live.join(QString()).contains(QStringLiteral("read 1\t")));
    QVERIFY(live.join(QString()).contains(QStringLiteral("Wait for response")));

    m_fixture->dialogs.savePath = m_fixture->path(QStringLiteral("kept.pushscope"));
    QSignalSpy saved(window.document(), &CaptureDocument::saved);
    window.document()->save(m_fixture->dialogs.savePath);
    QTRY_COMPARE(saved.size(), 1);
    m_fixture->closeAll();
    MainWindow &again = m_fixture->open();
    again.openFile(m_fixture->dialogs.savePath);
    QTRY_VERIFY(again.document());
    QTRY_VERIFY(!again.document()->sessions().empty());
    const QStringList reopened = pagesOf(again, records);
    QCOMPARE(reopened.size(), records);
    for (qsizetype i = 0; i < live.size(); ++i)
        QCOMPARE(reopened.at(i), live.at(i));
}

QTEST_MAIN(TestInspectorReopened)
#include "tst_inspectorreopened.moc"

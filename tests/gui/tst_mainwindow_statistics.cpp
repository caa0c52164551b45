// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/document/capturedocument.h"
#include "gui/statistics/statisticsexport.h"
#include "gui/statistics/statisticspane.h"
#include "gui/timeline/timelineview.h"
#include "gui/windowfixture.h"

#include <QAction>
#include <QDockWidget>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTableView>
#include <QTest>

using namespace Pushscope;

/// The statistics in a window, with real traffic.
class TestMainWindowStatistics : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void opensByKeyAndMenu();
    void countsWhatTheSessionCounts_data();
    void countsWhatTheSessionCounts();
    void saysTheSameAfterReopening();
    void followsTheTimelinesRange();
    void exports_data();
    void exports();
    void saysWhyItCouldNotExport();

private:
    template <typename T> [[nodiscard]] T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    void connectTo(Technique technique, const QString &path);
    /// Some traffic, all of it over, and counted.
    void recordSome();

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<MockPeer> m_peer;
    MainWindow *m_window = nullptr;
    StatisticsPane *m_pane = nullptr;
};

void TestMainWindowStatistics::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_peer = std::make_unique<MockPeer>();
    QVERIFY(m_peer->start());
    m_window = &m_fixture->open();
    m_pane = m_window->findChild<StatisticsPane *>();
}

void TestMainWindowStatistics::cleanup()
{
    m_fixture.reset();
    m_peer.reset();
}

void TestMainWindowStatistics::connectTo(Technique technique, const QString &path)
{
    ClientOptions options;
    options.technique = technique;
    options.url = m_peer->url(path, technique == Technique::WebSocket);
    m_window->connectTo(options);
    QTRY_COMPARE(newestStatus(*m_window).state, SessionState::Open);
}

void TestMainWindowStatistics::recordSome()
{
    connectTo(Technique::WebSocket, QStringLiteral("/ws"));
    QTest::keyClick(m_window, Qt::Key_7, Qt::ControlModifier);
    for (int i = 0; i < 5; ++i)
        m_peer->publish("tick", "\"news\"");
    QTRY_VERIFY(newestStatus(*m_window).messagesReceived >= 5);
    m_window->document()->disconnectAll();
    QTRY_COMPARE(newestStatus(*m_window).state, SessionState::Closed);
    QTRY_VERIFY(m_pane->model().statistics()->records
                == static_cast<quint64>(m_window->document()->extent().records));
    QTRY_COMPARE(m_pane->model().sessions().size(), std::size_t(1));
}

void TestMainWindowStatistics::opensByKeyAndMenu()
{
    connectTo(Technique::Sse, QStringLiteral("/sse"));
    auto *dock = find<QDockWidget>("statisticsDock");
    QVERIFY(!dock->isVisible());
    QTest::keyClick(m_window, Qt::Key_7, Qt::ControlModifier);
    QVERIFY(dock->isVisible());
    QTRY_COMPARE(find<QTableView>("statisticsTable")->model()->rowCount(), 1);
    dock->close();
    QVERIFY(!dock->isVisible());
    find<QAction>("statisticsAction")->trigger();
    QVERIFY(dock->isVisible());
    QTRY_VERIFY(m_pane->isVisible());
    find<QAction>("resetLayoutAction")->trigger();
    QVERIFY(!dock->isVisible());
}

void TestMainWindowStatistics::countsWhatTheSessionCounts_data()
{
    QTest::addColumn<Technique>("technique");
    QTest::addColumn<QString>("path");
    QTest::addColumn<quint64>("framing"); // At most, that no record has.
    QTest::newRow("websocket") << Technique::WebSocket << QStringLiteral("/ws") << quint64(0);
    QTest::newRow("sse") << Technique::Sse << QStringLiteral("/sse") << quint64(32);
    QTest::newRow("http-stream") << Technique::HttpStream << QStringLiteral("/stream")
                                 << quint64(32);
    // The boundary behind the last part, and its chunk.
    QTest::newRow("multipart") << Technique::Multipart << QStringLiteral("/multipart")
                               << quint64(64);
}

void TestMainWindowStatistics::countsWhatTheSessionCounts()
{
    QFETCH(Technique, technique);
    QFETCH(QString, path);
    connectTo(technique, path);
    find<QAction>("statisticsAction")->trigger();
    for (int i = 0; i < 7; ++i)
        m_peer->publish("tick", "\"news\"");
    QTRY_VERIFY(newestStatus(*m_window).messagesReceived >= 7);
    m_window->document()->disconnectAll();
    QTRY_COMPARE(newestStatus(*m_window).state, SessionState::Closed);
    const SessionStatus status = newestStatus(*m_window);
    const auto counted = [this] {
        const auto statistics = m_pane->model().statistics();
        return statistics->sessions.empty() ? SessionStatistics() : statistics->sessions.front();
    };
    QTRY_COMPARE(counted().sides[1].messages, static_cast<quint64>(status.messagesReceived));
    QCOMPARE(counted().sides[0].messages, static_cast<quint64>(status.messagesSent));
    // Every octet on the wire, and each once; but for the end of a chunk behind the last record.
    QFETCH(quint64, framing);
    QTRY_VERIFY(!m_window->document()->connections().empty()
                && m_window->document()->connections().front().tClose >= 0);
    const ConnectionRow connection = m_window->document()->connections().front();
    for (const From from : { From::Client, From::Server }) {
        const auto all = static_cast<quint64>(from == From::Client ? connection.clientOctets
                                                                   : connection.serverOctets);
        const auto octets = [&] { return counted().sides[sideOf(from)].octets; };
        QTRY_VERIFY(octets() <= all && all - octets() <= framing);
    }
}

void TestMainWindowStatistics::saysTheSameAfterReopening()
{
    recordSome();
    m_fixture->dialogs.savePath = m_fixture->path(QStringLiteral("a.pushscope"));
    QTest::keyClick(m_window, Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(m_window->document()->isSaved());
    const QString live = m_pane->text();
    QVERIFY(live.count(QLatin1Char('\n')) == 1);
    m_window->close();
    m_window = &m_fixture->open();
    m_window->openFile(m_fixture->dialogs.savePath);
    QTRY_VERIFY(m_window->document());
    m_pane = m_window->findChild<StatisticsPane *>();
    find<QAction>("statisticsAction")->trigger();
    QTRY_COMPARE(m_pane->text(), live);
}

void TestMainWindowStatistics::followsTheTimelinesRange()
{
    recordSome();
    auto *timeline = m_window->findChild<TimelineView *>();
    const QString whole = m_pane->text();
    timeline->setFocus();
    QTest::keyClick(timeline, Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(timeline->range());
    QVERIFY(m_pane->model().range() == timeline->range());
    QVERIFY(find<QLabel>("statisticsRangeLabel")->isVisible());
    find<QWidget>("statisticsWholeButton")->setFocus();
    QTest::keyClick(find<QWidget>("statisticsWholeButton"), Qt::Key_Space);
    QVERIFY(!timeline->range());
    QTRY_COMPARE(m_pane->text(), whole);
}

void TestMainWindowStatistics::exports_data()
{
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("beginning");
    QTest::newRow("PNG") << QByteArray("exportPngAction") << QStringLiteral("statistics.png")
                         << QByteArray("\x89PNG");
    QTest::newRow("SVG") << QByteArray("exportSvgAction") << QStringLiteral("statistics.svg")
                         << QByteArray("<?xml");
    QTest::newRow("CSV over time")
        << QByteArray("exportTimesAction") << QStringLiteral("statistics-over-time.csv")
        << QByteArray("session,name,technique,role,t_s,");
    QTest::newRow("CSV by session")
        << QByteArray("exportSummaryAction") << QStringLiteral("statistics-by-session.csv")
        << QByteArray("session,name,technique,role,from_s,");
}

void TestMainWindowStatistics::exports()
{
    QFETCH(QByteArray, action);
    QFETCH(QString, file);
    QFETCH(QByteArray, beginning);
    recordSome();
    m_fixture->dialogs.exportPath = m_fixture->path(file);
    QSignalSpy finished(m_window->findChild<StatisticsExport *>(), &StatisticsExport::finished);
    find<QAction>(action.constData())->trigger();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(m_fixture->dialogs.suggestedPath.endsWith(file));
    QFile written(m_fixture->dialogs.exportPath);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QVERIFY(written.read(beginning.size()) == beginning);
    QVERIFY(find<QLabel>("statisticsNoticeLabel")->text().contains(file));
    QVERIFY(written.size() > 200);
}

void TestMainWindowStatistics::saysWhyItCouldNotExport()
{
    recordSome();
    m_fixture->dialogs.exportPath = m_fixture->path(QStringLiteral("nowhere/statistics.png"));
    QSignalSpy finished(m_window->findChild<StatisticsExport *>(), &StatisticsExport::finished);
    find<QAction>("exportPngAction")->trigger();
    QTRY_COMPARE(finished.size(), 1);
    auto *notice = find<QLabel>("statisticsNoticeLabel");
    QVERIFY(notice->isVisible());
    QVERIFY2(notice->text().contains(QStringLiteral("could not be")), qPrintable(notice->text()));
}

QTEST_MAIN(TestMainWindowStatistics)
#include "tst_mainwindow_statistics.moc"

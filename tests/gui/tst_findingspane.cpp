// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/findings/findingspane.h"

#include "gui/findings/findingshint.h"
#include "gui/findings/markedrecords.h"
#include "gui/inspector/inspectorpane.h"
#include "models/findingtraffic.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextBrowser>
#include <QTreeWidget>

using namespace Pushscope;

class TestFindingsPane : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void saysThatThereIsNothing();
    void tellsOfRecordsMarkedByThemselves();
    void countsOnlyWhileItIsSeen();
    void listsWhatItFound();
    void leadsToItsRecords();
    void keepsTheChosenRow();
    void hints();
    void tellsTheInspector();

private:
    void fill();
    template <typename T> [[nodiscard]] T *find(const char *name) const
    {
        return m_pane->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QTreeWidget *list() const
    {
        return m_pane->findChild<QTreeWidget *>(QStringLiteral("findingsView"));
    }
    [[nodiscard]] QTextBrowser *words() const
    {
        return m_pane->findChild<QTextBrowser *>(QStringLiteral("findingBrowser"));
    }

    std::unique_ptr<CannedPages> m_pages;
    std::unique_ptr<FindingTraffic> m_traffic;
    std::unique_ptr<FindingsPane> m_pane;
};

void TestFindingsPane::init()
{
    m_pages = std::make_unique<CannedPages>();
    m_traffic = std::make_unique<FindingTraffic>(*m_pages);
    m_pane = std::make_unique<FindingsPane>();
    m_pane->resize(900, 240);
    m_pane->show();
}

void TestFindingsPane::cleanup()
{
    m_pane.reset();
    m_traffic.reset();
    m_pages.reset();
}

/// A wrong accept, and then a reset.
void TestFindingsPane::fill()
{
    m_traffic->open(1);
    m_traffic->askWebSocket(0);
    m_traffic->acceptWebSocket(5, {}, "AAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    m_traffic->close(8, "client", "fin");
    m_traffic->openWebSocket(2, 100);
    m_traffic->error(900, ErrorCode::Reset, ErrorSite::Tcp);
    m_traffic->close(900, "server", "reset", true);
}

void TestFindingsPane::saysThatThereIsNothing()
{
    m_pane->setPages(m_pages.get());
    QTRY_VERIFY(!m_pane->isReading());
    QVERIFY(m_pane->findChild<QLabel *>(QStringLiteral("noFindingsLabel"))->isVisible());
    QVERIFY(!list()->isVisible());
    QVERIFY(!find<QLabel>("markedRecordsLabel")->isVisible());
}

/// A dropped event breaks no rule and is marked by itself; together they are no finding.
void TestFindingsPane::tellsOfRecordsMarkedByThemselves()
{
    Record dropped;
    dropped.kind = RecordKind::SseEvent;
    dropped.from = From::Server;
    dropped.code = 0;
    for (int i = 0; i < 8; ++i)
        m_pages->add(dropped, "event: a\n\n");
    m_pane->setPages(m_pages.get());
    QTRY_VERIFY(!m_pane->isReading());
    auto *words = find<QLabel>("markedRecordsLabel");
    QTRY_VERIFY2(words->text().contains(QLatin1Char('8')), qPrintable(words->text()));
    QVERIFY(words->isVisible());
    const QString empty = find<QLabel>("noFindingsLabel")->text();
    QVERIFY2(empty.contains(QLatin1String("several records")), qPrintable(empty));
    QSignalSpy requested(m_pane.get(), &FindingsPane::problemsRequested);
    auto *button = find<QPushButton>("showMarkedButton");
    QVERIFY(button->isVisible());
    QTest::keyClick(button, Qt::Key_Space);
    QCOMPARE(requested.size(), 1);
    m_pane->setPages(nullptr);
    QVERIFY(!words->isVisible());
}

void TestFindingsPane::countsOnlyWhileItIsSeen()
{
    Record error;
    error.kind = RecordKind::Error;
    m_pages->add(error);
    MarkedRecords marked;
    QSignalSpy told(&marked, &MarkedRecords::countChanged);
    marked.setPages(m_pages.get());
    marked.setWanted(true);
    QTRY_COMPARE(marked.count(), 1);
    marked.setWanted(false);
    QCOMPARE(marked.count(), 0);
    QCOMPARE(told.size(), 2);
    marked.setWanted(true);
    QTRY_COMPARE(marked.count(), 1);
}

void TestFindingsPane::listsWhatItFound()
{
    fill();
    m_pane->setSessions({ { 1, 1, 0, "quotes", "client", "websocket", "ws://a/", {} } });
    m_pane->setPages(m_pages.get());
    QTRY_COMPARE(list()->topLevelItemCount(), 2);
    const QTreeWidgetItem *first = list()->topLevelItem(0);
    QVERIFY(first->text(0).contains(QStringLiteral("Sec-WebSocket-Accept")));
    QCOMPARE(first->text(1), QStringLiteral("quotes"));
    QCOMPARE(first->text(2), QStringLiteral("1"));
    const QHeaderView *header = list()->header();
    const int wanted = header->fontMetrics().horizontalAdvance(list()->headerItem()->text(2));
    QVERIFY(header->sectionSize(2) > wanted);
    const QString text = words()->toPlainText();
    const FindingText said = describe(m_pane->findings().front());
    QVERIFY2(text.contains(said.sentence) && text.contains(said.fix), qPrintable(text));
    QVERIFY(words()->toHtml().contains(said.url.toString()));
    for (const qint64 seq : m_pane->findings().front().rows)
        QVERIFY(words()->toHtml().contains(QStringLiteral("record:%1").arg(seq)));
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_Down);
    QVERIFY(words()->toPlainText().contains(QStringLiteral("1006")));
}

void TestFindingsPane::leadsToItsRecords()
{
    fill();
    m_pane->setPages(m_pages.get());
    QTRY_COMPARE(list()->topLevelItemCount(), 2);
    QSignalSpy picked(m_pane.get(), &FindingsPane::recordPicked);
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_Return);
    QCOMPARE(picked.size(), 1);
    QCOMPARE(picked.takeFirst().front().toLongLong(), m_pane->findings().front().rows.front());
    emit words()->anchorClicked(QUrl(QStringLiteral("record:3")));
    QCOMPARE(picked.takeFirst().front().toLongLong(), 3);
}

void TestFindingsPane::keepsTheChosenRow()
{
    fill();
    m_pane->setPages(m_pages.get());
    QTRY_COMPARE(list()->topLevelItemCount(), 2);
    list()->setCurrentItem(list()->topLevelItem(1));
    m_traffic->openWebSocket(3, 1000);
    m_traffic->error(1900, ErrorCode::Reset, ErrorSite::Tcp);
    m_traffic->close(1900, "server", "reset", true);
    m_pane->refresh();
    m_pane->refresh(); // Held back, not forgotten.
    QTRY_COMPARE(list()->topLevelItem(1)->text(2), QStringLiteral("2"));
    QCOMPARE(list()->indexOfTopLevelItem(list()->currentItem()), 1);
    QVERIFY(words()->toPlainText().contains(QStringLiteral("1006")));
    m_pane->setPages(nullptr);
    QCOMPARE(list()->topLevelItemCount(), 0);
}

void TestFindingsPane::hints()
{
    FindingsHint hint;
    hint.setFindings({});
    QVERIFY(!hint.isVisible());
    fill();
    connect(m_pane.get(), &FindingsPane::findingsChanged, &hint, &FindingsHint::setFindings);
    m_pane->setPages(m_pages.get());
    QTRY_VERIFY(hint.isVisible());
    QTRY_COMPARE(hint.accessibleName(), QStringLiteral("2 problems across records"));
}

void TestFindingsPane::tellsTheInspector()
{
    fill();
    InspectorPane inspector;
    inspector.setPages(m_pages.get());
    connect(m_pane.get(), &FindingsPane::findingsChanged, &inspector,
            &InspectorPane::setFindings);
    m_pane->setPages(m_pages.get());
    QTRY_COMPARE(m_pane->findings().size(), std::size_t(2));
    const Finding reset = m_pane->findings().back();
    inspector.setCurrentRecord(reset.rows.back());
    QTRY_COMPARE(inspector.currentSeq(), reset.rows.back());
    inspector.setPage(InspectorPane::Page::Problems);
    QCOMPARE(inspector.page(), InspectorPane::Page::Problems);
    auto *browser = inspector.findChild<QTextBrowser *>(QStringLiteral("problemsBrowser"));
    QVERIFY(browser->toPlainText().contains(describe(reset).fix));
    // A row of it is a step away.
    QSignalSpy picked(&inspector, &InspectorPane::recordPicked);
    emit browser->anchorClicked(QUrl(QStringLiteral("record:%1").arg(reset.rows.front())));
    QCOMPARE(picked.size(), 1);
    inspector.setCurrentRecord(1); // It rests on no finding.
    QTRY_COMPARE(inspector.currentSeq(), 1);
    QCOMPARE(inspector.page(), InspectorPane::Page::Summary);
}

QTEST_MAIN(TestFindingsPane)
#include "tst_findingspane.moc"

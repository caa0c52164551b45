// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/filteredit.h"
#include "gui/document/capturedocument.h"
#include "gui/records/markstrip.h"
#include "gui/records/recordheader.h"
#include "gui/records/recordspane.h"
#include "gui/records/recordview.h"
#include "gui/windowfixture.h"

#include <QAction>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QTest>

#include <memory>

using namespace Pushscope;

/// The record list in the real window: note, save, reopen; folding; columns between windows.
class TestMainWindowRecords : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void notesSavesAndReopens();
    void notesAnOpenedFile();
    void saysThatAFileCannotBeNoted();
    void everyColumnIsTheSameAfterReopening();
    void foldsInTheWindow();
    void findsByKey();
    void remembersColumns();

private:
    template <typename T> [[nodiscard]] T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] RecordView *list() const { return find<RecordView>("recordView"); }
    void record(const char *path, bool isWebSocket);
    void saveAs(const char *name);
    void reopen();
    void note(const QString &text);
    [[nodiscard]] QStringList texts() const;

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<MockPeer> m_peer;
    MainWindow *m_window = nullptr;
};

void TestMainWindowRecords::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_peer = std::make_unique<MockPeer>();
    QVERIFY(m_peer->start());
    m_window = &m_fixture->open();
}

void TestMainWindowRecords::cleanup()
{
    m_fixture.reset();
    m_peer.reset();
}

void TestMainWindowRecords::record(const char *path, bool isWebSocket)
{
    ClientOptions options;
    options.technique = isWebSocket ? Technique::WebSocket : Technique::Sse;
    options.url = m_peer->url(QString::fromLatin1(path), isWebSocket);
    m_window->connectTo(options);
    QTRY_COMPARE(newestStatus(*m_window).state, SessionState::Open);
    m_peer->publish("tick", R"({"seen":true})");
    QTRY_VERIFY(newestStatus(*m_window).messagesReceived > 0);
}

void TestMainWindowRecords::saveAs(const char *name)
{
    m_fixture->dialogs.savePath = m_fixture->path(QString::fromLatin1(name));
    QTest::keyClick(m_window, Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(m_window->document()->isSaved());
}

void TestMainWindowRecords::reopen()
{
    m_window->close();
    m_window = &m_fixture->open();
    m_window->openFile(m_fixture->dialogs.savePath);
    QTRY_VERIFY(m_window->document());
    QTRY_VERIFY(list()->rowCount() > 5);
}

void TestMainWindowRecords::note(const QString &text)
{
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_N);
    auto *edit = find<QLineEdit>("noteEdit");
    QVERIFY(edit->isVisible());
    QTest::keyClicks(edit, text);
    QTest::keyClick(edit, Qt::Key_Return);
}

void TestMainWindowRecords::notesSavesAndReopens()
{
    record("/ws", true);
    list()->setCurrentSeq(5);
    QTRY_COMPARE(list()->currentSeq(), 5);
    note(QStringLiteral("this is where it begins"));
    QTRY_VERIFY(list()->notes().isNoted(5));
    QVERIFY(list()
                ->rowDescription(list()->currentRow())
                .contains(QStringLiteral("note: this is where it begins")));
    QVERIFY(find<MarkStrip>("markStrip")->text().contains(QStringLiteral("where it begins")));
    saveAs("noted.pushscope");
    reopen();
    QTRY_VERIFY(list()->notes().isNoted(5));
    QCOMPARE(list()->notes().about(5), QStringList{ QStringLiteral("this is where it begins") });
    list()->setCurrentSeq(5);
    QTRY_COMPARE(list()->currentSeq(), 5);
    QVERIFY(find<MarkStrip>("markStrip")->isVisible());
}

void TestMainWindowRecords::notesAnOpenedFile()
{
    record("/ws", true);
    saveAs("later.pushscope");
    reopen();
    QVERIFY(!m_window->document()->isLive());
    list()->setCurrentSeq(6);
    QTRY_COMPARE(list()->currentSeq(), 6);
    const qint64 rows = list()->rowCount();
    note(QStringLiteral("seen later"));
    QTRY_VERIFY(list()->notes().isNoted(6));
    QTRY_COMPARE(list()->rowCount(), rows + 1); // The note is a record at the end.
    note(QStringLiteral("and again"));
    QTRY_COMPARE(list()->notes().about(6).size(), 2);
    reopen();
    QTRY_COMPARE(list()->notes().about(6),
                 (QStringList{ QStringLiteral("seen later"), QStringLiteral("and again") }));
}

void TestMainWindowRecords::saysThatAFileCannotBeNoted()
{
    record("/ws", true);
    saveAs("shut.pushscope");
    reopen();
    list()->setCurrentSeq(6);
    QTRY_COMPARE(list()->currentSeq(), 6);
    // Gone, since whoever runs the tests may write where it is forbidden.
    QVERIFY(QFile::remove(m_fixture->dialogs.savePath));
    note(QStringLiteral("never"));
    auto *problem = find<QLabel>("noteProblem");
    QTRY_VERIFY(problem->isVisible());
    QVERIFY2(problem->text().size() > 20, qPrintable(problem->text()));
    QCOMPARE(find<QLineEdit>("noteEdit")->text(), QStringLiteral("never"));
}

QStringList TestMainWindowRecords::texts() const
{
    QStringList lines;
    const RecordFacts facts = list()->facts();
    for (qint64 row = 0; row < list()->rowCount(); ++row) {
        const RecordRow *shown = list()->row(row);
        if (!shown)
            return {};
        QStringList cells;
        for (int column = 0; column < RecordColumnCount; ++column)
            cells << cellText(*shown, static_cast<RecordColumn>(column), facts);
        cells << list()->rowDescription(row);
        lines << cells.join(QLatin1Char('|'));
    }
    return lines;
}

void TestMainWindowRecords::everyColumnIsTheSameAfterReopening()
{
    record("/sse", false);
    list()->header()->setShown(ClockColumn, true);
    m_window->document()->disconnectAll();
    QTRY_COMPARE(newestStatus(*m_window).state, SessionState::Closed);
    list()->setCurrentSeq(4);
    QTRY_COMPARE(list()->currentSeq(), 4);
    list()->setFollowing(true);
    note(QStringLiteral("the same"));
    QTRY_VERIFY(list()->notes().isNoted(4));
    const auto hasClock = [this] { return texts().size() > 5 && texts().at(5).contains(u':'); };
    QTRY_VERIFY(hasClock());
    QTRY_VERIFY(list()->row(list()->rowCount() - 1)
                && list()->row(list()->rowCount() - 1)->kind == RecordKind::Note);
    QTRY_VERIFY(texts().at(2).contains(QStringLiteral("session 127.0.0.1"))); // Its name is read.
    const QStringList live = texts();
    saveAs("columns.pushscope");
    reopen();
    QTRY_VERIFY(texts().size() >= live.size());
    QTRY_VERIFY(list()->notes().isNoted(4));
    list()->header()->setShown(ClockColumn, true);
    QTRY_COMPARE(texts().mid(0, live.size()), live);
}

void TestMainWindowRecords::foldsInTheWindow()
{
    ClientOptions options;
    options.technique = Technique::ShortPoll;
    options.url = m_peer->url(QStringLiteral("/poll"));
    options.pollInterval = std::chrono::milliseconds(20);
    m_window->connectTo(options);
    QTRY_VERIFY(list()->rowCount() > 30);
    m_window->document()->disconnectAll();
    QTRY_COMPARE(newestStatus(*m_window).state, SessionState::Closed);
    QTest::keyClick(m_window, Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
    const auto has = [this](RecordKind kind) {
        for (qint64 row = 0; row < list()->rowCount(); ++row) {
            if (list()->row(row) && list()->row(row)->kind == kind)
                return true;
        }
        return false;
    };
    QTRY_VERIFY(!has(RecordKind::HttpRequest));
    QTest::keyClick(list(), Qt::Key_Home);
    QTRY_VERIFY(has(RecordKind::PollResult));
    qint64 result = 0;
    while (list()->row(result)->kind != RecordKind::PollResult)
        ++result;
    list()->setCurrentSeq(list()->row(result)->seq);
    QTRY_COMPARE(list()->currentRow(), result);
    const qint64 rows = list()->rowCount();
    QTest::keyClick(list(), Qt::Key_Right);
    QTRY_VERIFY(list()->rowCount() >= rows + 4);
    QVERIFY(has(RecordKind::HttpRequest) && has(RecordKind::HttpResponse));
    QTest::keyClick(m_window, Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(!list()->placeOf(result).isUnfolded);
}

void TestMainWindowRecords::findsByKey()
{
    record("/ws", true);
    QTest::keyClick(m_window, Qt::Key_G, Qt::ControlModifier);
    auto *edit = find<FilterEdit>("findEdit");
    QTRY_VERIFY(edit->hasFocus());
    QTest::keyClicks(edit, QStringLiteral("seen"));
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY(list()->currentRow() >= 0
                && list()->rowDescription(list()->currentRow()).contains(QStringLiteral("seen")));
    QTest::keyClick(m_window, Qt::Key_F3);
    QTRY_VERIFY(find<QLabel>("findCount")->text().contains(QStringLiteral(" of ")));
}

void TestMainWindowRecords::remembersColumns()
{
    record("/ws", true);
    auto *columns = find<QMenu>("columnsMenu");
    QVERIFY(columns);
    emit columns->aboutToShow();
    columns->findChild<QAction *>(QStringLiteral("column%1Action").arg(DeltaColumn))->trigger();
    list()->header()->moveColumn(WhatColumn, false);
    const int place = list()->header()->visualIndex(WhatColumn);
    saveAs("any.pushscope");
    reopen();
    QVERIFY(!list()->header()->isShown(DeltaColumn));
    QCOMPARE(list()->header()->visualIndex(WhatColumn), place);
    find<QAction>("resetLayoutAction")->trigger();
    QVERIFY(list()->header()->isShown(DeltaColumn));
    QCOMPARE(list()->header()->visualIndex(WhatColumn), place + 1);
}

QTEST_MAIN(TestMainWindowRecords)
#include "tst_mainwindow_records.moc"

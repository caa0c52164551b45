// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/document/failurefinder.h"
#include "support/cannedstore.h"

#include <QDeadlineTimer>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace Pushscope;

class TestFailureFinder : public QObject
{
    Q_OBJECT

private slots:
    void findsTheNewestOfTheSession();
    void findsWhatComesLater();
    void findsWhatComesWhileItIsAsking();
    void prefersTheCloseCodeOfWhatWasOpen_data();
    void prefersTheCloseCodeOfWhatWasOpen();
    void findsNothingWhereNobodyLooks();
    void forgetsWithThePages();
};

namespace {

Record recordOf(RecordKind kind, quint32 session)
{
    Record record;
    record.kind = kind;
    record.session = session;
    return record;
}

} // namespace

void TestFailureFinder::findsTheNewestOfTheSession()
{
    CannedPages pages;
    pages.add(recordOf(RecordKind::Error, 1));
    const qint64 newest = pages.add(recordOf(RecordKind::Error, 1));
    pages.add(recordOf(RecordKind::ConnClose, 1));
    pages.add(recordOf(RecordKind::Error, 2));
    FailureFinder finder;
    finder.setPages(&pages);
    QSignalSpy found(&finder, &FailureFinder::found);
    finder.look(1);
    QTRY_COMPARE(found.size(), 1);
    QCOMPARE(found.first().first().toLongLong(), newest);
}

void TestFailureFinder::findsWhatComesLater()
{
    CannedPages pages;
    pages.add(recordOf(RecordKind::ConnAttempt, 1));
    FailureFinder finder;
    finder.setPages(&pages);
    QSignalSpy found(&finder, &FailureFinder::found);
    finder.look(1);
    QTRY_COMPARE(pages.answered(), 1);
    const qint64 seq = pages.add(recordOf(RecordKind::Error, 1));
    // The answer that found nothing may still be on its way: refresh() comes with every change.
    QTRY_VERIFY((finder.refresh(), !found.isEmpty()));
    QCOMPARE(found.first().first().toLongLong(), seq);
}

void TestFailureFinder::findsWhatComesWhileItIsAsking()
{
    CannedPages pages;
    pages.add(recordOf(RecordKind::ConnAttempt, 1));
    FailureFinder finder;
    finder.setPages(&pages);
    QSignalSpy found(&finder, &FailureFinder::found);
    finder.look(1);
    // Without an event loop the answer is given, but not taken.
    const QDeadlineTimer patience(std::chrono::seconds(5));
    while (pages.answered() < 1 && !patience.hasExpired())
        QThread::yieldCurrentThread();
    QCOMPARE(pages.answered(), 1);
    const qint64 seq = pages.add(recordOf(RecordKind::Error, 1)); // Nobody says that it came.
    QTRY_COMPARE(found.size(), 1);
    QCOMPARE(found.first().first().toLongLong(), seq);
}

void TestFailureFinder::prefersTheCloseCodeOfWhatWasOpen_data()
{
    QTest::addColumn<QByteArray>("how");
    QTest::addColumn<bool>("isPreferred");
    QTest::newRow("reset") << QByteArray("reset") << true;
    QTest::newRow("no Close frame") << QByteArray("fin") << true;
    QTest::newRow("nobody listened") << QByteArray("never-connected") << false;
    QTest::newRow("refused") << QByteArray("http-refusal") << false;
}

void TestFailureFinder::prefersTheCloseCodeOfWhatWasOpen()
{
    QFETCH(QByteArray, how);
    QFETCH(bool, isPreferred);
    CannedPages pages;
    const qint64 error = pages.add(recordOf(RecordKind::Error, 1));
    Record end = recordOf(RecordKind::WsClosed, 1);
    end.detail = "{\"how\":\"" + how + "\"}";
    const qint64 closed = pages.add(end);
    pages.add(recordOf(RecordKind::ConnClose, 1));
    FailureFinder finder;
    finder.setPages(&pages);
    QSignalSpy found(&finder, &FailureFinder::found);
    finder.look(1);
    QTRY_COMPARE(found.size(), 1);
    QCOMPARE(found.first().first().toLongLong(), isPreferred ? closed : error);
}

void TestFailureFinder::findsNothingWhereNobodyLooks()
{
    CannedPages pages;
    pages.add(recordOf(RecordKind::Error, 1));
    FailureFinder finder;
    QSignalSpy found(&finder, &FailureFinder::found);
    finder.setPages(&pages);
    finder.refresh();
    QCOMPARE(pages.answered(), 0);
    QVERIFY(found.isEmpty());
}

void TestFailureFinder::forgetsWithThePages()
{
    CannedPages pages;
    pages.add(recordOf(RecordKind::Error, 1));
    pages.hold(true);
    FailureFinder finder;
    QSignalSpy found(&finder, &FailureFinder::found);
    finder.setPages(&pages);
    finder.look(1);
    finder.setPages(nullptr);
    pages.hold(false);
    QTRY_COMPARE(pages.answered(), 1);
    QCoreApplication::processEvents();
    QVERIFY(found.isEmpty());
}

QTEST_GUILESS_MAIN(TestFailureFinder)
#include "tst_failurefinder.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/recordfollower.h"
#include "models/recordnotes.h"
#include "support/cannedtraffic.h"

#include <QSignalSpy>
#include <QTest>

using namespace Pushscope;

/// RecordNotes and the RecordFollower below it.
class TestRecordNotes : public QObject
{
    Q_OBJECT

private slots:
    void readsNotes();
    void readsEachOnceInOrder();
    void forgetsAnotherCapture();
    void goneReaderIsNotCalled();
};

namespace {

void addNote(CannedPages &pages, qint64 about, const QByteArray &text)
{
    Record note;
    note.kind = RecordKind::Note;
    note.detail = "{\"text\":\"" + text + '"';
    if (about > 0)
        note.detail += ",\"about\":" + QByteArray::number(about);
    note.detail += ",\"written\":\"2026-01-02T03:04:05Z\"}";
    pages.add(note);
}

} // namespace

void TestRecordNotes::readsNotes()
{
    CannedPages pages;
    fillWithTraffic(pages);
    addNote(pages, 7, "look here");
    addNote(pages, 0, "all of it");
    addNote(pages, 7, "again");
    RecordNotes notes;
    QSignalSpy changed(&notes, &RecordNotes::changed);
    notes.setPages(&pages);
    QTRY_COMPARE(notes.notes().size(), std::size_t{ 3 });
    QVERIFY(!changed.isEmpty());
    QVERIFY(notes.isNoted(7));
    QVERIFY(!notes.isNoted(8));
    QCOMPARE(notes.about(7), (QStringList{ QStringLiteral("look here"), QStringLiteral("again") }));
    QCOMPARE(notes.notes()[1].about, 0);
    QCOMPARE(notes.notes()[1].text, QStringLiteral("all of it"));
    QVERIFY(notes.about(99).isEmpty());
    notes.setPages(nullptr);
}

void TestRecordNotes::readsEachOnceInOrder()
{
    CannedPages pages;
    fillWithTraffic(pages);
    constexpr int Many = 600; // More than a page.
    for (int i = 0; i < Many; ++i)
        addNote(pages, i + 1, QByteArray::number(i));
    RecordFollower follower(QStringLiteral("kind:note"));
    std::vector<qint64> seqs;
    connect(&follower, &RecordFollower::arrived, this, [&seqs](const std::vector<Record> &records) {
        for (const Record &record : records)
            seqs.push_back(record.seq);
    });
    follower.setPages(&pages);
    QCOMPARE(follower.pages(), &pages);
    QTRY_COMPARE(seqs.size(), std::size_t{ Many });
    QVERIFY(std::ranges::is_sorted(seqs));
    QCOMPARE(std::ranges::adjacent_find(seqs), seqs.end());
    follower.setPages(nullptr);
}

void TestRecordNotes::forgetsAnotherCapture()
{
    CannedPages first;
    addNote(first, 1, "first");
    CannedPages second;
    RecordNotes notes;
    notes.setPages(&first);
    QTRY_VERIFY(notes.isNoted(1));
    notes.setPages(&second);
    QVERIFY(notes.notes().empty());
    QVERIFY(!notes.isNoted(1));
    addNote(second, 2, "second");
    notes.setPages(&second); // The canned pages do not follow.
    QTRY_VERIFY(notes.isNoted(2));
    notes.setPages(nullptr);
}

void TestRecordNotes::goneReaderIsNotCalled()
{
    CannedPages pages;
    addNote(pages, 1, "first");
    pages.hold(true);
    {
        RecordNotes notes;
        notes.setPages(&pages);
    }
    pages.hold(false);
    QTRY_VERIFY(pages.answered() > 0);
    QCoreApplication::processEvents();
}

QTEST_GUILESS_MAIN(TestRecordNotes)
#include "tst_recordnotes.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/records/recordheader.h"
#include "gui/records/recordview.h"
#include "gui/theme/fonts.h"
#include "models/formatting.h"
#include "support/cannedstore.h"

#include <QFontMetrics>
#include <QTest>

#include <memory>

using namespace Pushscope;

namespace {

// Of the list.
constexpr int Narrow = 700;
constexpr int Wide = 900;

} // namespace

/// How wide the columns of the record list are: as they were made, as what is shown needs it, or as
/// the user wants it.
class TestRecordHeader : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void columnsFitUntilMoved();
    void namesOfSessionsHaveRoom();
    void numbersHaveRoom();
    void whatTheUserMovedStays_data();
    void whatTheUserMovedStays();
    void whatTheUserNarrowedIsNotGrown();
    void whatAnEarlierRunGrewFits();
    void resetForgetsWhatWasMoved();
    void hiddenColumnsAreNotMoved();

private:
    std::unique_ptr<CannedPages> m_pages;
    std::unique_ptr<RecordView> m_view;
};

void TestRecordHeader::init()
{
    m_pages = std::make_unique<CannedPages>();
    m_view = std::make_unique<RecordView>();
    m_view->resize(Wide, 464);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void TestRecordHeader::cleanup()
{
    m_view.reset();
    m_pages.reset();
}

void TestRecordHeader::columnsFitUntilMoved()
{
    const auto session = [this] { return m_view->header()->sectionSize(SessionColumn); };
    const int wide = session();
    m_view->resize(700, 300);
    QTRY_VERIFY(session() < wide);
    m_view->resize(900, 300);
    QTRY_COMPARE(session(), wide);
    m_view->header()->resizeSection(WhatColumn, 150); // From here on they are the user's.
    m_view->resize(700, 300);
    QTRY_COMPARE(m_view->viewport()->width(), 700);
    QCOMPARE(session(), wide);
}

void TestRecordHeader::namesOfSessionsHaveRoom()
{
    m_view->resize(700, 300);
    const auto width = [this] { return m_view->header()->sectionSize(SessionColumn); };
    const auto show = [this](const QByteArray &name) {
        m_view->setSessions({ { 1, 1, 0, name, "client", "websocket", "ws://a/", {} } });
    };
    show("ws");
    const int least = width();
    show("127.0.0.1/quotes");
    const int wanted = m_view->fontMetrics().horizontalAdvance(QStringLiteral("127.0.0.1/quotes"));
    QVERIFY(width() > least && width() >= wanted);
    QCOMPARE(m_view->header()->length(), m_view->viewport()->width()); // The preview gives it.
    show(QByteArray(300, 'x'));
    QVERIFY(width() < 200);
    m_view->header()->resizeSection(SessionColumn, 40); // From here on it is the user's.
    show("127.0.0.1/quotes");
    QCOMPARE(width(), 40);
}

void TestRecordHeader::numbersHaveRoom()
{
    m_view->resize(700, 300);
    Record record;
    record.kind = RecordKind::WsMessage;
    record.from = From::Server;
    m_pages->add(record, "x");
    record.t = qint64{ 157'500 } * 1'000'000;
    m_pages->add(record, QByteArray(1'200'000, 'x'));
    m_view->setPages(m_pages.get());
    const auto width = [this](int column) { return m_view->header()->sectionSize(column); };
    const auto needed = [](const QString &text) {
        return QFontMetrics(wireFont()).horizontalAdvance(text);
    };
    QTRY_VERIFY(width(SizeColumn) > needed(groupedNumber(1'200'000)));
    QVERIFY(width(DeltaColumn) > needed(QStringLiteral("+157.500")));
    QCOMPARE(m_view->header()->length(), m_view->viewport()->width()); // The preview gives it.
    // It is as wide after another size of the window.
    m_view->resize(900, 300);
    m_view->resize(700, 300);
    QTRY_COMPARE(m_view->viewport()->width(), 700);
    QVERIFY(width(SizeColumn) > needed(groupedNumber(1'200'000)));
    m_view->header()->resizeSection(SizeColumn, 30); // From here on it is the user's.
    m_pages->add(record, QByteArray(12'000'000, 'x'));
    m_view->refresh();
    QTRY_COMPARE(m_view->rowCount(), 3);
    QTRY_VERIFY(m_view->row(2));
    QCOMPARE(width(SizeColumn), 30);
}

void TestRecordHeader::whatTheUserMovedStays_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("from"); // Width of the list.
    QTest::addColumn<int>("to");
    QTest::newRow("time between rows, then wider") << int{ DeltaColumn } << 200 << Narrow << Wide;
    QTest::newRow("time between rows, then narrower") << int{ DeltaColumn } << 200 << Wide << Narrow;
    QTest::newRow("size, then narrower") << int{ SizeColumn } << 120 << Wide << Narrow;
    QTest::newRow("session, then wider") << int{ SessionColumn } << 300 << Narrow << Wide;
    QTest::newRow("time, then narrower") << int{ TimeColumn } << 160 << Wide << Narrow;
    QTest::newRow("smaller, then wider") << int{ DeltaColumn } << 40 << Narrow << Wide;
}

void TestRecordHeader::whatTheUserMovedStays()
{
    QFETCH(int, column);
    QFETCH(int, width);
    QFETCH(int, from);
    QFETCH(int, to);
    RecordHeader header;
    header.fit(Wide); // Either way.
    header.fit(from);
    header.resizeSection(column, width);
    const int what = header.sectionSize(WhatColumn);
    header.fit(to);
    QCOMPARE(header.sectionSize(column), width);
    QCOMPARE(header.sectionSize(WhatColumn), what); // Neither do the others move.
}

void TestRecordHeader::whatTheUserNarrowedIsNotGrown()
{
    RecordHeader header;
    const int narrow = header.sectionSize(DeltaColumn);
    header.fit(Wide);
    const int wide = header.sectionSize(DeltaColumn);
    QVERIFY(wide > narrow + 1);
    header.resizeSection(DeltaColumn, narrow + 1);
    header.makeRoomForText(DeltaColumn, QStringLiteral("+12\u2009345.678"));
    QCOMPARE(header.sectionSize(DeltaColumn), narrow + 1);
}

void TestRecordHeader::whatAnEarlierRunGrewFits()
{
    RecordHeader header;
    header.fit(Wide);
    header.makeRoomForText(DeltaColumn, QStringLiteral("+12\u2009345.678"));
    const int grown = header.sectionSize(DeltaColumn);
    RecordHeader next;
    const int narrow = next.sectionSize(DeltaColumn);
    QVERIFY(grown > narrow);
    QVERIFY(next.restoreState(header.saveState()));
    QCOMPARE(next.sectionSize(DeltaColumn), grown);
    next.fit(Narrow);
    QCOMPARE(next.sectionSize(DeltaColumn), narrow);
}

void TestRecordHeader::resetForgetsWhatWasMoved()
{
    RecordHeader header;
    const int narrow = header.sectionSize(WhatColumn);
    header.fit(Wide);
    const int wide = header.sectionSize(WhatColumn);
    header.resizeSection(SizeColumn, 200);
    header.reset();
    QCOMPARE(header.sectionSize(WhatColumn), narrow);
    header.fit(Wide);
    QCOMPARE(header.sectionSize(WhatColumn), wide);
}

void TestRecordHeader::hiddenColumnsAreNotMoved()
{
    RecordHeader header;
    header.setShown(SizeColumn, false);
    header.setShown(SizeColumn, true);
    const int narrow = header.sectionSize(SizeColumn);
    header.fit(Wide);
    QVERIFY(header.sectionSize(SizeColumn) > narrow);
}

QTEST_MAIN(TestRecordHeader)
#include "tst_recordheader.moc"

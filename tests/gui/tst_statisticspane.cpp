// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/statistics/statisticspane.h"
#include "gui/statistics/statisticspicture.h"
#include "gui/statistics/statisticsplotview.h"
#include "gui/statistics/statisticstable.h"
#include "gui/theme/theme.h"
#include "support/cannedstore.h"
#include "support/cannedtraffic.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QBuffer>
#include <QImage>
#include <QLabel>
#include <QProgressBar>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <memory>

using namespace Pushscope;

class TestStatisticsPane : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void saysWhatToDoFirst();
    void listsSessions();
    void showsOneAtLarge();
    void readsValuesByKeyboard();
    void readsValuesByPointer();
    void saysWhichTimes();
    void showsHowFarItIsAndStops();
    void countsOnlyWhileSeen();
    void standsStillWhilePaused();
    void isDrawnInBothThemes();
    void makesPictures();

private:
    template <typename T> [[nodiscard]] T *find(const char *name) const
    {
        return m_pane->findChild<T *>(QString::fromLatin1(name));
    }
    void showTraffic();

    std::unique_ptr<CannedPages> m_pages;
    std::unique_ptr<StatisticsPane> m_pane;
};

void TestStatisticsPane::init()
{
    applyScheme(*qApp, Scheme::Dark);
    m_pages = std::make_unique<CannedPages>();
    m_pane = std::make_unique<StatisticsPane>();
    m_pane->resize(760, 320);
    m_pane->show();
    m_pane->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
}

void TestStatisticsPane::cleanup()
{
    m_pane.reset();
    m_pages.reset();
}

void TestStatisticsPane::showTraffic()
{
    fillWithTraffic(*m_pages);
    m_pane->setPages(m_pages.get());
    QTRY_COMPARE(find<QTableView>("statisticsTable")->model()->rowCount(), 4);
    QTRY_VERIFY(!m_pane->model().isCounting());
}

void TestStatisticsPane::saysWhatToDoFirst()
{
    auto *empty = find<QLabel>("statisticsEmptyLabel");
    QVERIFY(empty->isVisible());
    QVERIFY(empty->text().contains(QStringLiteral("Ctrl+L")));
    showTraffic();
    QVERIFY(!empty->isVisible());
    QVERIFY(find<QTableView>("statisticsTable")->isVisible());
    m_pane->setPages(nullptr);
    QVERIFY(empty->isVisible());
}

void TestStatisticsPane::listsSessions()
{
    const QAbstractItemModelTester tester(find<QTableView>("statisticsTable")->model());
    showTraffic();
    const QStringList lines = m_pane->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 4);
    QVERIFY2(lines.first().startsWith(QStringLiteral("quotes, ")), qPrintable(lines.first()));
    const QAbstractItemModel *model = find<QTableView>("statisticsTable")->model();
    for (int column = 0; column < model->columnCount(); ++column) {
        QVERIFY(!model->headerData(column, Qt::Horizontal).toString().isEmpty());
        QVERIFY(!model->index(0, column).data(Qt::AccessibleTextRole).toString().isEmpty());
    }
}

void TestStatisticsPane::showsOneAtLarge()
{
    showTraffic();
    auto *table = find<QTableView>("statisticsTable");
    table->setFocus();
    const int least = m_pane->minimumSizeHint().height();
    QTest::keyClick(table, Qt::Key_Down);
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(m_pane->shownSession(), 2U);
    QTRY_VERIFY(m_pane->minimumSizeHint().height() > least); // Only while they are seen.
    QVERIFY(!table->isVisible());
    for (const char *name : { "messagesPlot", "octetsPlot", "gapsPlot", "tripsPlot" }) {
        QVERIFY(find<QWidget>(name)->isVisible());
        QVERIFY(!find<QWidget>(name)->accessibleName().isEmpty());
    }
    QVERIFY(!find<QLabel>("statisticsNameLabel")->text().isEmpty());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(!m_pane->shownSession());
    QTRY_COMPARE(m_pane->minimumSizeHint().height(), least);
    QVERIFY(table->hasFocus());
    QCOMPARE(table->currentIndex().row(), 1);
}

void TestStatisticsPane::readsValuesByKeyboard()
{
    showTraffic();
    m_pane->showSession(1);
    auto *plot = find<StatisticsPlotView>("messagesPlot");
    QVERIFY(plot->hasFocus());
    QVERIFY(plot->readout().isEmpty());
    QTest::keyClick(plot, Qt::Key_Right);
    const QString first = plot->readout();
    QVERIFY2(first.contains(QStringLiteral("/s")), qPrintable(first));
    QCOMPARE(plot->accessibleDescription(), first);
    QTest::keyClick(plot, Qt::Key_Right);
    QVERIFY(plot->readout() != first);
    QTest::keyClick(plot, Qt::Key_End);
    const QString last = plot->readout();
    QTest::keyClick(plot, Qt::Key_Right);
    QCOMPARE(plot->readout(), last);
    QTest::keyClick(plot, Qt::Key_Home);
    QCOMPARE(plot->readout(), first);
}

void TestStatisticsPane::readsValuesByPointer()
{
    showTraffic();
    m_pane->showSession(1);
    auto *plot = find<StatisticsPlotView>("octetsPlot");
    QTest::mouseMove(plot, QPoint(plot->width() / 2, plot->height() / 2));
    QTRY_VERIFY(!plot->readout().isEmpty());
    QTest::mouseMove(plot, QPoint(5, plot->height() / 2)); // Where the labels are.
    QTRY_VERIFY(plot->readout().isEmpty());
}

void TestStatisticsPane::saysWhichTimes()
{
    showTraffic();
    const QString whole = m_pane->text();
    m_pane->setRange(20'200'000'000, 25'000'000'000);
    auto *label = find<QLabel>("statisticsRangeLabel");
    QVERIFY(label->isVisible());
    QVERIFY2(label->text().contains(QStringLiteral("20.2–25 s")), qPrintable(label->text()));
    QTRY_VERIFY(!m_pane->model().isCounting());
    QVERIFY(m_pane->text() != whole);
    QSignalSpy wanted(m_pane.get(), &StatisticsPane::wholeRequested);
    QTest::keyClick(find<QToolButton>("statisticsWholeButton"), Qt::Key_Space);
    QCOMPARE(wanted.size(), 1);
    m_pane->setRange(-1, -2);
    QVERIFY(!label->isVisible());
    QTRY_COMPARE(m_pane->text(), whole);
}

void TestStatisticsPane::showsHowFarItIsAndStops()
{
    constexpr int Count = 40 * StatisticsModel::RecordsAtOnce;
    m_pages->generate(Count,
                      [](qint64 seq) {
                          Record record;
                          record.t = seq * 1000;
                          record.kind = RecordKind::WsMessage;
                          record.from = From::Server;
                          record.session = record.connection = record.stream = 1;
                          return record;
                      },
                      {});
    auto *stop = find<QToolButton>("statisticsStopButton");
    connect(
        &m_pane->model(), &StatisticsModel::progressed, m_pane.get(),
        [this, stop] {
            if (m_pane->model().counted() > 0)
                stop->click();
        },
        Qt::SingleShotConnection);
    m_pane->setPages(m_pages.get());
    if (!m_pane->model().isStopped() && !stop->isVisible())
        QTRY_VERIFY(stop->isVisible());
    if (!m_pane->model().isStopped())
        stop->click();
    QVERIFY(m_pane->model().isStopped());
    QTRY_VERIFY(find<QProgressBar>("statisticsProgress")->isVisible());
    QVERIFY(m_pane->model().counted() < Count);
    QTRY_VERIFY(find<QLabel>("statisticsProgressLabel")
                    ->text()
                    .startsWith(QStringLiteral("Stopped after")));
    QTest::keyClick(stop, Qt::Key_Space);
    QTRY_VERIFY(!m_pane->model().isCounting());
    QTRY_VERIFY(!stop->isVisible());
    QCOMPARE(m_pane->model().statistics()->records, static_cast<quint64>(Count));
}

void TestStatisticsPane::countsOnlyWhileSeen()
{
    showTraffic();
    const quint64 counted = m_pane->model().statistics()->records;
    m_pane->hide();
    Record record;
    record.t = m_pages->extent().tLast;
    record.kind = RecordKind::WsMessage;
    record.from = From::Server;
    record.session = 1;
    m_pages->add(record);
    const int answered = m_pages->answered();
    m_pane->refresh();
    QCOMPARE(m_pages->answered(), answered);
    m_pane->show();
    QTRY_COMPARE(m_pane->model().statistics()->records, counted + 1);
}

void TestStatisticsPane::standsStillWhilePaused()
{
    showTraffic();
    const quint64 counted = m_pane->model().statistics()->records;
    m_pane->setPaused(true);
    Record record;
    record.t = m_pages->extent().tLast;
    record.session = 1;
    m_pages->add(record);
    m_pane->refresh();
    QCOMPARE(m_pane->model().statistics()->records, counted);
    m_pane->setPaused(false);
    QTRY_COMPARE(m_pane->model().statistics()->records, counted + 1);
}

void TestStatisticsPane::isDrawnInBothThemes()
{
    showTraffic();
    for (const Scheme scheme : { Scheme::Dark, Scheme::Light }) {
        applyScheme(*qApp, scheme);
        const Theme &theme = scheme == Scheme::Dark ? Theme::dark() : Theme::light();
        QTRY_COMPARE(&Theme::of(m_pane->palette()), &theme);
        for (const bool isLarge : { false, true }) {
            if (isLarge)
                m_pane->showSession(1);
            else
                m_pane->showAll();
            const QImage picture = m_pane->grab().toImage();
            QSet<QRgb> colors;
            for (int y = 0; y < picture.height(); ++y) {
                for (int x = 0; x < picture.width(); ++x)
                    colors.insert(picture.pixel(x, y));
            }
            for (const QColor &color : { theme.in, theme.out, theme.accent })
                QVERIFY2(colors.contains(color.rgb()), qPrintable(color.name()));
        }
    }
}

void TestStatisticsPane::makesPictures()
{
    showTraffic();
    const StatisticsModel &model = m_pane->model();
    const std::vector<StatisticsRow> rows = statisticsRows(*model.statistics(), model.sessions());
    const StatisticsPicture picture(rows, QStringLiteral("Only 1–2 s"));
    QBuffer png;
    QVERIFY(png.open(QIODevice::ReadWrite));
    QVERIFY(picture.writePng(png));
    const QImage image = QImage::fromData(png.data(), "PNG");
    QCOMPARE(image.size(), picture.size() * StatisticsPicture::PngScale);
    QCOMPARE(image.pixelColor(2, 2), QColor(Qt::white)); // In a dark window, too.
    QSet<QRgb> colors;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            colors.insert(image.pixel(x, y));
    }
    QVERIFY(colors.contains(Theme::light().in.rgb()));
    QBuffer svg;
    QVERIFY(svg.open(QIODevice::ReadWrite));
    QVERIFY(picture.writeSvg(svg));
    QSvgRenderer renderer(svg.data());
    QVERIFY(renderer.isValid());
    QCOMPARE(renderer.viewBox().size(), picture.size());
    QVERIFY(svg.data().contains("<text"));
    QVERIFY(svg.data().contains("quotes"));
    QVERIFY(!svg.data().contains("<image")); // Nothing of it is pixels.

    const StatisticsPicture many(std::vector<StatisticsRow>(100, rows.front()), {});
    const StatisticsPicture most(
        std::vector<StatisticsRow>(StatisticsPicture::MaxSessions, rows.front()), {});
    QVERIFY(many.size().height() < most.size().height() + 100);
}

QTEST_MAIN(TestStatisticsPane)
#include "tst_statisticspane.moc"

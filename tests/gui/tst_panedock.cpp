// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/bench.h"
#include "gui/window/panedock.h"

#include <QAction>
#include <QMenu>
#include <QTest>
#include <QToolButton>

using namespace Pushscope;

/// Panes are moved, floated, closed and brought back.
class TestPaneDock : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void hasAHandle_data();
    void hasAHandle();
    void closesAndComesBackFromTheMenu_data() { hasAHandle_data(); }
    void closesAndComesBackFromTheMenu();
    void floatsByDoubleClick_data() { hasAHandle_data(); }
    void floatsByDoubleClick();
    void resetBringsEverythingBack();

private:
    [[nodiscard]] PaneDock *dock(const QString &name) const
    {
        return m_bench->findChild<PaneDock *>(name);
    }

    std::unique_ptr<Bench> m_bench;
};

void TestPaneDock::init()
{
    m_bench = std::make_unique<Bench>();
    m_bench->resize(1280, 700);
    m_bench->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_bench.get()));
}

void TestPaneDock::cleanup()
{
    m_bench.reset();
}

void TestPaneDock::hasAHandle_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name :
         { "sessionsDock", "mockDock", "timelineDock", "composerDock", "inspectorDock" })
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestPaneDock::hasAHandle()
{
    QFETCH(QString, name);

    PaneDock *pane = dock(name);
    PaneHeader *header = pane->header();
    QVERIFY(header->isVisible());
    QVERIFY(header->height() >= 12);
    QVERIFY(!header->toolTip().isEmpty());
    QVERIFY(pane->features().testFlags(QDockWidget::DockWidgetMovable
                                       | QDockWidget::DockWidgetClosable));
    const QToolButton *close = header->closeButton();
    QVERIFY(close->isVisible());
    QVERIFY(close->accessibleName().contains(pane->windowTitle()));
    // Whole within its header, and at its right end.
    QVERIFY(header->rect().contains(close->geometry()));
    QVERIFY(close->geometry().right() > header->width() - 12);
}

void TestPaneDock::closesAndComesBackFromTheMenu()
{
    QFETCH(QString, name);

    PaneDock *pane = dock(name);
    pane->header()->closeButton()->click();
    QVERIFY(!pane->isVisible());
    const QList<QAction *> actions = m_bench->paneActions();
    QVERIFY(actions.contains(pane->toggleViewAction()));
    QVERIFY(!pane->toggleViewAction()->isChecked());
    pane->toggleViewAction()->trigger();
    QVERIFY(pane->isVisible());
}

void TestPaneDock::floatsByDoubleClick()
{
    QFETCH(QString, name);

    PaneDock *pane = dock(name);
    const QPoint where(40, pane->header()->height() / 2);
    QTest::mouseDClick(pane->header(), Qt::LeftButton, {}, where);
    QVERIFY(pane->isFloating());
    QTest::mouseDClick(pane->header(), Qt::LeftButton, {}, where);
    QTRY_VERIFY(!pane->isFloating());
    QVERIFY(pane->isVisible());
}

void TestPaneDock::resetBringsEverythingBack()
{
    dock(QStringLiteral("inspectorDock"))->setFloating(true);
    dock(QStringLiteral("composerDock"))->close();
    m_bench->addDockWidget(Qt::BottomDockWidgetArea, dock(QStringLiteral("sessionsDock")));
    m_bench->resetLayout();
    const auto areaOf = [this](const char *name) {
        return m_bench->dockWidgetArea(dock(QString::fromLatin1(name)));
    };
    QCOMPARE(areaOf("sessionsDock"), Qt::LeftDockWidgetArea);
    QCOMPARE(areaOf("inspectorDock"), Qt::RightDockWidgetArea);
    QCOMPARE(areaOf("composerDock"), Qt::BottomDockWidgetArea);
    for (const char *name : { "sessionsDock", "inspectorDock", "composerDock" }) {
        QVERIFY(dock(QString::fromLatin1(name))->isVisible());
        QVERIFY(!dock(QString::fromLatin1(name))->isFloating());
    }
}

QTEST_MAIN(TestPaneDock)
#include "tst_panedock.moc"

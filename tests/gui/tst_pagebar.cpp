// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/pagebar.h"
#include "gui/theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace Pushscope;

class TestPageBar : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyScheme(*qApp, Scheme::Dark); }
    void showsEveryPageAtEveryWidth();
    void keysChoose();
    void oneTabTakesTheFocus();
    void screenReadersMeetTabs();
};

namespace {

void fillBar(PageBar &bar)
{
    for (const char *text : { "Summary", "Fields", "Headers", "Payload", "Octets", "Timing",
                              "Problems", "Changes", "Browser" })
        bar.addPage(QString::fromLatin1(text));
}

} // namespace

void TestPageBar::showsEveryPageAtEveryWidth()
{
    QWidget window;
    auto *bar = new PageBar(&window);
    fillBar(*bar);
    auto *column = new QVBoxLayout(&window);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(bar);
    column->addStretch();
    window.show();
    for (int width : { 120, 240, 340, 420, 900 }) {
        window.resize(width, 400);
        QTRY_COMPARE(bar->width(), width);
        QTRY_COMPARE(bar->height(), bar->heightForWidth(width));
        for (int i = 0; i < bar->count(); ++i) {
            QVERIFY2(bar->rect().contains(bar->tabRect(i)), qPrintable(bar->pageText(i)));
            for (int other = 0; other < i; ++other)
                QVERIFY(!bar->tabRect(i).intersects(bar->tabRect(other)));
        }
    }
    QVERIFY(bar->heightForWidth(900) < bar->heightForWidth(340));
}

void TestPageBar::keysChoose()
{
    PageBar bar;
    fillBar(bar);
    bar.resize(340, bar.heightForWidth(340));
    bar.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    bar.setPageEnabled(1, false);
    bar.focusCurrent();
    const auto press = [](Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); };
    QSignalSpy chosen(&bar, &PageBar::pageChosen);
    QTRY_VERIFY(QApplication::focusWidget());
    press(Qt::Key_Right); // Over the one that says nothing.
    QCOMPARE(bar.currentIndex(), 2);
    press(Qt::Key_Left);
    QCOMPARE(bar.currentIndex(), 0);
    press(Qt::Key_Left); // Around.
    QCOMPARE(bar.currentIndex(), bar.count() - 1);
    press(Qt::Key_Home);
    QCOMPARE(bar.currentIndex(), 0);
    press(Qt::Key_Down);
    QVERIFY(bar.tabRect(bar.currentIndex()).top() > bar.tabRect(0).top());
    press(Qt::Key_Up);
    QCOMPARE(bar.tabRect(bar.currentIndex()).top(), bar.tabRect(0).top());
    press(Qt::Key_End);
    QCOMPARE(bar.currentIndex(), bar.count() - 1);
    QCOMPARE(chosen.size(), 7);
    bar.setCurrentIndex(1);
    QCOMPARE(bar.currentIndex(), bar.count() - 1); // It has nothing to say.
    QTest::mouseClick(&bar, Qt::LeftButton);       // Beside a tab.
    auto *third = bar.findChild<QWidget *>(QStringLiteral("pageTab3"));
    QTest::mouseClick(third, Qt::LeftButton);
    QCOMPARE(bar.currentIndex(), 3);
}

void TestPageBar::oneTabTakesTheFocus()
{
    PageBar bar;
    fillBar(bar);
    bar.show();
    bar.setCurrentIndex(4);
    int focusable = 0;
    for (const QWidget *tab : bar.findChildren<QWidget *>())
        focusable += tab->focusPolicy() != Qt::NoFocus ? 1 : 0;
    QCOMPARE(focusable, 1);
    QVERIFY(bar.findChild<QWidget *>(QStringLiteral("pageTab4"))->focusPolicy() != Qt::NoFocus);
}

void TestPageBar::screenReadersMeetTabs()
{
    PageBar bar;
    fillBar(bar);
    bar.setAccessibleName(QStringLiteral("Pages"));
    bar.setPageText(6, QStringLiteral("Problems (2)"));
    bar.show();
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&bar);
    QVERIFY(list);
    QCOMPARE(list->role(), QAccessible::PageTabList);
    QCOMPARE(list->childCount(), bar.count());
    QAccessibleInterface *problems = list->child(6);
    QCOMPARE(problems->role(), QAccessible::PageTab);
    QCOMPARE(problems->text(QAccessible::Name), QStringLiteral("Problems (2)"));
    QVERIFY(!problems->state().selected);
    problems->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QVERIFY(problems->state().selected);
    QCOMPARE(bar.currentIndex(), 6);
}

QTEST_MAIN(TestPageBar)
#include "tst_pagebar.moc"

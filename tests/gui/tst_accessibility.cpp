// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/faultsbyhand.h"
#include "gui/address/optionsdialog.h"
#include "gui/mock/faultmenu.h"
#include "gui/theme/theme.h"
#include "gui/windowfixture.h"

#include <QAccessible>
#include <QApplication>
#include <QFile>
#include <QHash>
#include <QKeySequence>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSet>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

#include <utility>

using namespace Pushscope;

/// Everything that takes the focus has a name for screen readers and is reached by keyboard.
class TestAccessibility : public QObject
{
    Q_OBJECT

private slots:
    void namesWhatTakesTheFocus();
    void namesWhatTakesTheFocus_data();
    void reachesEverythingByTab();
    void givesEveryMenuItemALetter();
    void sharesNoLetterInAMenu_data();
    void sharesNoLetterInAMenu();
    void paintsInBothThemes();
};

namespace {

/// A catalogue as it lies in the tree.
class Catalogue final : public QTranslator
{
public:
    explicit Catalogue(const QString &path)
    {
        QFile file(path);
        if (path.isEmpty() || !file.open(QIODevice::ReadOnly))
            return;
        QXmlStreamReader xml(&file);
        QString context;
        QString source;
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement())
                continue;
            if (xml.name() == QLatin1StringView("name"))
                context = xml.readElementText();
            else if (xml.name() == QLatin1StringView("source"))
                source = xml.readElementText();
            else if (xml.name() == QLatin1StringView("translation"))
                m_texts.insert({ context, source },
                               xml.readElementText(QXmlStreamReader::IncludeChildElements));
        }
    }
    [[nodiscard]] bool isEmpty() const override { return m_texts.isEmpty(); }
    [[nodiscard]] QString translate(const char *context, const char *text, const char *,
                                    int) const override
    {
        return m_texts.value({ QString::fromUtf8(context), QString::fromUtf8(text) });
    }

private:
    QHash<std::pair<QString, QString>, QString> m_texts;
};

/// The letters that two entries of one menu share, with their texts.
QStringList sharedLettersOf(const QString &name, const QList<QAction *> &actions)
{
    QStringList shared;
    QHash<QKeySequence, QString> first;
    for (const QAction *action : actions) {
        const QKeySequence letter = QKeySequence::mnemonic(action->text());
        if (letter.isEmpty())
            continue;
        if (first.contains(letter))
            shared.append(name + QStringLiteral(": ") + first.value(letter) + QStringLiteral(" / ")
                          + action->text());
        first.insert(letter, action->text());
    }
    return shared;
}

/// Each client is offered the part that makes sense for it.
QStringList sharedLettersOf(FaultMenu &menu)
{
    QStringList shared;
    for (int by = 0; by < static_cast<int>(ServedBy::Nothing); ++by) {
        menu.setKinds(faultsByHand(static_cast<ServedBy>(by)));
        QList<QAction *> offered;
        for (QAction *action : menu.actions()) {
            if (action->isVisible())
                offered.append(action);
        }
        shared += sharedLettersOf(menu.title() + QString::number(by), offered);
    }
    return shared;
}

QString nameOf(QWidget *widget)
{
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
    return face ? face->text(QAccessible::Name) : QString();
}

QStringList namelessOf(const QWidget &window)
{
    QStringList nameless;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        // Parts of a widget that has the name.
        const bool isInside
            = widget->objectName().startsWith(QLatin1String("qt_")) || widget->focusProxy();
        if (widget->focusPolicy() == Qt::NoFocus || isInside || !widget->isVisible())
            continue;
        if (nameOf(widget).isEmpty())
            nameless.append(QString::fromLatin1(widget->metaObject()->className())
                            + QLatin1Char(' ') + widget->objectName());
    }
    return nameless;
}

} // namespace

void TestAccessibility::namesWhatTakesTheFocus_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("start page") << QStringLiteral("start");
    QTest::newRow("bench") << QStringLiteral("bench");
    QTest::newRow("options") << QStringLiteral("options");
}

void TestAccessibility::namesWhatTakesTheFocus()
{
    QFETCH(QString, what);

    WindowFixture fixture;
    MainWindow &window = fixture.open();
    if (what == QLatin1String("bench")) {
        window.findChild<QPushButton *>(QStringLiteral("mockLink"))->click();
        QVERIFY(window.findChild<QWidget *>(QStringLiteral("recordView"))->isVisible());
    }
    if (what == QLatin1String("options")) {
        OptionsDialog dialog(fixture.dialogs);
        dialog.show();
        QCOMPARE(namelessOf(dialog).join(QLatin1String(", ")), QString());
        return;
    }
    QCOMPARE(namelessOf(window).join(QLatin1String(", ")), QString());
}

void TestAccessibility::reachesEverythingByTab()
{
    WindowFixture fixture;
    MainWindow &window = fixture.open();
    window.findChild<QPushButton *>(QStringLiteral("mockLink"))->click();
    window.activateWindow();
    QTest::keyClick(&window, Qt::Key_L, Qt::ControlModifier);
    QTRY_VERIFY(QApplication::focusWidget());
    QSet<QString> reached;
    constexpr int MoreThanThereAre = 60;
    for (int i = 0; i < MoreThanThereAre; ++i) {
        reached.insert(QApplication::focusWidget()->objectName());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    for (const char *name :
         { "urlEdit", "optionsButton", "connectButton", "pauseButton", "filterEdit", "sessionsView",
           "startButton", "recordView", "receiveOnlyLabel" })
        QVERIFY2(reached.contains(QString::fromLatin1(name)), name);
}

void TestAccessibility::givesEveryMenuItemALetter()
{
    WindowFixture fixture;
    MainWindow &window = fixture.open();
    for (const QMenu *menu : window.menuBar()->findChildren<QMenu *>()) {
        const bool isListOfNames = menu->objectName() == QLatin1String("recentMenu")
            || menu->objectName() == QLatin1String("panesMenu");
        for (const QAction *action : menu->actions()) {
            if (!action->isSeparator() && !isListOfNames)
                QVERIFY2(action->text().contains(QLatin1Char('&')), qPrintable(action->text()));
        }
    }
}

void TestAccessibility::sharesNoLetterInAMenu_data()
{
    QTest::addColumn<QString>("catalogue");
    QTest::newRow("English") << QString();
    QTest::newRow("Chinese") << QStringLiteral(PUSHSCOPE_TEST_DATA
                                               "/../../translations/pushscope_zh_CN.ts");
}

void TestAccessibility::sharesNoLetterInAMenu()
{
    QFETCH(QString, catalogue);
    Catalogue translator(catalogue);
    QCOMPARE(translator.isEmpty(), catalogue.isEmpty());
    if (!translator.isEmpty())
        QCoreApplication::installTranslator(&translator);
    WindowFixture fixture;
    MainWindow &window = fixture.open();
    QStringList shared = sharedLettersOf(QStringLiteral("menu bar"), window.menuBar()->actions());
    qsizetype entries = 0;
    for (QMenu *menu : window.findChildren<QMenu *>()) {
        emit menu->aboutToShow(); // Some are filled only now.
        entries += menu->actions().size();
        if (auto *faults = qobject_cast<FaultMenu *>(menu))
            shared += sharedLettersOf(*faults);
        else
            shared += sharedLettersOf(menu->title(), menu->actions());
    }
    QVERIFY(entries > 40);
    QVERIFY2(shared.isEmpty(), qPrintable(shared.join(QLatin1Char('\n'))));
}

void TestAccessibility::paintsInBothThemes()
{
    WindowFixture fixture;
    MainWindow &window = fixture.open();
    window.findChild<QPushButton *>(QStringLiteral("mockLink"))->click();
    for (const Scheme scheme : { Scheme::Dark, Scheme::Light }) {
        applyScheme(*qApp, scheme);
        const Theme &theme = scheme == Scheme::Dark ? Theme::dark() : Theme::light();
        QTRY_COMPARE(window.palette().color(QPalette::Window), theme.window);
        const QImage image = window.grab().toImage();
        QSet<QRgb> colors;
        for (int y = 0; y < image.height(); y += 3) {
            for (int x = 0; x < image.width(); x += 3)
                colors.insert(image.pixel(x, y));
        }
        QVERIFY(colors.size() > 10); // It is not blank.
        QVERIFY2(colors.contains(theme.pane.rgb()), qPrintable(theme.pane.name()));
        QVERIFY2(colors.contains(theme.window.rgb()), qPrintable(theme.window.name()));
    }
}

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/filterterm.h"
#include "gui/help/helpactions.h"
#include "gui/theme/theme.h"
#include "gui/window/windowcommands.h"
#include "gui/windowfixture.h"

#include <QAction>
#include <QDialog>
#include <QTest>
#include <QTextBrowser>
#include <QTextDocument>

#include <map>

using namespace Pushscope;

/// What the Help menu explains, against what the window really has.
class TestHelpActions : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void listsEveryKey();
    void noKeyIsTwice();
    void listsEveryFilterKey();
    void opensByKey();

private:
    static QString plain(const QString &html)
    {
        QTextDocument document;
        document.setHtml(html);
        return document.toPlainText();
    }

    std::unique_ptr<WindowFixture> m_fixture;
    MainWindow *m_window = nullptr;
};

void TestHelpActions::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_window = &m_fixture->open();
    QVERIFY(QTest::qWaitForWindowActive(m_window));
}

void TestHelpActions::cleanup()
{
    m_fixture.reset();
}

void TestHelpActions::listsEveryKey()
{
    const QString text = plain(keysHtml(*m_window, Theme::dark()));
    int listed = 0;
    for (const QAction *action : m_window->findChildren<QAction *>()) {
        if (action->shortcut().isEmpty() || action->text().isEmpty())
            continue;
        ++listed;
        QVERIFY2(text.contains(plainActionText(action->text())), qPrintable(action->text()));
        QVERIFY2(text.contains(action->shortcut().toString(QKeySequence::NativeText)),
                 qPrintable(action->text()));
    }
    QVERIFY2(listed > 30, qPrintable(QString::number(listed)));
    QVERIFY(!text.contains(QLatin1Char('&')));
}

/// A key that two commands of the whole window share does nothing at all.
void TestHelpActions::noKeyIsTwice()
{
    std::map<QString, QString> seen;
    for (const QAction *action : m_window->findChildren<QAction *>()) {
        if (action->shortcut().isEmpty() || action->shortcutContext() != Qt::WindowShortcut)
            continue;
        const QString key = action->shortcut().toString();
        QVERIFY2(!seen.contains(key),
                 qPrintable(QString(key + u": " + seen[key] + u", " + action->objectName())));
        seen[key] = action->objectName();
    }
    // Two panes' own commands are told apart as well: the list of commands shows both.
    const auto *rename = m_window->findChild<QAction *>(QStringLiteral("renameSessionAction"));
    const auto *edit = m_window->findChild<QAction *>(QStringLiteral("editEndpointAction"));
    QVERIFY(rename && edit && rename->shortcut() != edit->shortcut());
}

void TestHelpActions::listsEveryFilterKey()
{
    const QString text = plain(filterReferenceHtml(Theme::light()));
    for (const FilterKey &key : filterKeys())
        QVERIFY2(text.contains(QString::fromLatin1(key.example)), key.example.data());
    for (const char *part : { "is:problem", "is:heartbeat", "/bid", "number of the connection" })
        QVERIFY2(text.contains(QString::fromLatin1(part)), part);
}

void TestHelpActions::opensByKey()
{
    QTest::keyClick(m_window, Qt::Key_F1);
    auto *keys = m_window->findChild<QDialog *>(QStringLiteral("keysDialog"));
    QVERIFY(keys && keys->isVisible());
    QVERIFY(keys->findChild<QTextBrowser *>()->toPlainText().contains(QStringLiteral("Ctrl+K")));
    QTest::keyClick(keys, Qt::Key_Escape);
    QVERIFY(!keys->isVisible());
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window));
    QTest::keyClick(m_window, Qt::Key_F1, Qt::ShiftModifier);
    auto *filters = m_window->findChild<QDialog *>(QStringLiteral("filterReferenceDialog"));
    QVERIFY(filters && filters->isVisible());
}

QTEST_MAIN(TestHelpActions)
#include "tst_helpactions.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/windowdrop.h"

#include <QApplication>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>
#include <QWidget>

using namespace Pushscope;

/// What may be dropped, and what then happens; the events are those that the platform would send.
class TestWindowDrop : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void offers_data();
    void offers();
    void saysWhatItWouldDoAndDoesIt();
    void leavesWhatItDoesNotKnow();

private:
    [[nodiscard]] QUrl file(const QString &name) const
    {
        return QUrl::fromLocalFile(m_folder.filePath(name));
    }

    QTemporaryDir m_folder;
};

void TestWindowDrop::initTestCase()
{
    for (const char *name : { "a.pushscope", "b.JSON", "c.bin" }) {
        QFile made(m_folder.filePath(QString::fromLatin1(name)));
        QVERIFY(made.open(QIODevice::WriteOnly));
    }
}

void TestWindowDrop::offers_data()
{
    QTest::addColumn<QList<QUrl>>("urls");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *tag, const QList<QUrl> &urls, const QString &text,
                        WindowDrop::Kind kind) {
        QTest::newRow(tag) << urls << text << static_cast<int>(kind);
    };
    using Kind = WindowDrop::Kind;
    row("capture", { file(QStringLiteral("a.pushscope")) }, {}, Kind::Capture);
    row("scenario", { file(QStringLiteral("b.JSON")) }, {}, Kind::Scenario);
    row("any other file", { file(QStringLiteral("c.bin")) }, {}, Kind::Capture);
    row("a folder", { QUrl::fromLocalFile(m_folder.path()) }, {}, Kind::None);
    row("a file that is gone", { file(QStringLiteral("gone")) }, {}, Kind::None);
    row("a link", { QUrl(QStringLiteral("https://a.example/x")) }, {}, Kind::Address);
    row("a foreign scheme", { QUrl(QStringLiteral("mailto:a@a.example")) }, {}, Kind::None);
    row("text with an address", {}, QStringLiteral("  WSS://a.example/x\n"), Kind::Address);
    row("text with a command", {}, QStringLiteral("curl -N http://a.example"), Kind::Address);
    row("a command by its path", {}, QStringLiteral("/usr/bin/websocat ws://a.example"),
        Kind::Address);
    row("any text", {}, QStringLiteral("curly hair"), Kind::None);
    row("nothing", {}, {}, Kind::None);
    row("more text than an address has", {},
        QStringLiteral("http://a/") + QString(70'000, QLatin1Char('a')), Kind::None);
}

void TestWindowDrop::offers()
{
    QFETCH(QList<QUrl>, urls);
    QFETCH(QString, text);
    QMimeData data;
    if (!urls.isEmpty())
        data.setUrls(urls);
    if (!text.isEmpty())
        data.setText(text);
    QTEST(static_cast<int>(WindowDrop::offerOf(data).kind), "kind");
}

void TestWindowDrop::saysWhatItWouldDoAndDoesIt()
{
    QWidget window;
    window.resize(400, 300);
    WindowDrop drop(window);
    QSignalSpy opened(&drop, &WindowDrop::captureDropped);
    QMimeData data;
    data.setUrls({ file(QStringLiteral("a.pushscope")) });
    QDragEnterEvent enter({ 10, 10 }, Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QCOMPARE(enter.dropAction(), Qt::CopyAction);
    auto *hint = window.findChild<QLabel *>(QStringLiteral("dropHint"));
    QVERIFY(hint);
    QCOMPARE(hint->text(), QStringLiteral("Open a.pushscope"));
    QDropEvent let({ 10, 10 }, Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&window, &let);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.first().first().toString(), m_folder.filePath(QStringLiteral("a.pushscope")));
    QVERIFY(!window.findChild<QLabel *>(QStringLiteral("dropHint")));
}

void TestWindowDrop::leavesWhatItDoesNotKnow()
{
    QWidget window;
    WindowDrop drop(window);
    QMimeData data;
    data.setText(QStringLiteral("a poem"));
    QDragEnterEvent enter({ 1, 1 }, Qt::CopyAction, &data, Qt::LeftButton, {});
    enter.setAccepted(false);
    QApplication::sendEvent(&window, &enter);
    QVERIFY(!enter.isAccepted());
    QVERIFY(!window.findChild<QLabel *>(QStringLiteral("dropHint")));
}

QTEST_MAIN(TestWindowDrop)
#include "tst_windowdrop.moc"

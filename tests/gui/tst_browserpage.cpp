// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/browserpage.h"

#include "engine/api/clientoptions.h"
#include "gui/document/capturedocument.h"
#include "gui/inspector/inspectorpane.h"
#include "gui/theme/theme.h"
#include "gui/windowfixture.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QTest>
#include <QTextBrowser>

#include <algorithm>

using namespace Pushscope;

namespace {

BrowserFacts pollFacts(quint32 session = 1)
{
    BrowserFacts facts;
    facts.seq = 7;
    facts.session = session;
    facts.question.url = QUrl(QStringLiteral("https://api.test/feed"));
    facts.question.request.method = "GET";
    facts.question.response.emplace();
    facts.question.response->status = 200;
    facts.question.response->fields.push_back({ "Access-Control-Allow-Origin", "*", {} });
    return facts;
}

/// Without the places where a long value may break.
QString textOf(const BrowserPage &page)
{
    return page.findChild<QTextBrowser *>()->toPlainText().remove(QChar(0x200b));
}

BrowserVerdict verdictOf(const BrowserPage &page, QByteArrayView rule)
{
    const auto found = std::ranges::find_if(
        page.lines(), [rule](const BrowserLine &line) { return line.rule == rule; });
    return found == page.lines().end() ? BrowserVerdict::Told : found->verdict;
}

} // namespace

/// The page by itself, then in a window with real traffic.
class TestBrowserPage : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void asksForTheUrlsOwnOrigin();
    void answersAsIsTyped();
    void saysWhatIsNoOrigin();
    void remembersEachSession();
    void saysThatThereIsNothing();
    void canBeUsedWithoutAMouse();
    void neverTellsByColourAlone();
    void isDrawnInBothThemes();
    void readsTheExchange_data();
    void readsTheExchange();

private:
    [[nodiscard]] QString text() const { return textOf(*m_page); }
    void type(const char *name, const QString &text)
    {
        m_page->findChild<QLineEdit *>(QString::fromLatin1(name))->setText(text);
    }
    void typeOrigin(const QString &text) { type("browserOriginEdit", text); }

    std::unique_ptr<BrowserPage> m_page;
};

void TestBrowserPage::init()
{
    m_page = std::make_unique<BrowserPage>();
    m_page->resize(346, 600);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void TestBrowserPage::asksForTheUrlsOwnOrigin()
{
    m_page->setFacts(pollFacts());
    QCOMPARE(verdictOf(*m_page, "cors"), BrowserVerdict::NotAsked);
    QVERIFY(text().contains(QStringLiteral("A page of https://api.test may do this")));
    QCOMPARE(m_page->findChild<QLineEdit *>(QStringLiteral("browserOriginEdit"))->placeholderText(),
             QStringLiteral("https://api.test"));
}

void TestBrowserPage::answersAsIsTyped()
{
    m_page->setFacts(pollFacts());
    typeOrigin(QStringLiteral("https://shop.example"));
    QCOMPARE(verdictOf(*m_page, "cors"), BrowserVerdict::Allowed);
    m_page->findChild<QCheckBox *>()->click();
    QCOMPARE(verdictOf(*m_page, "cors"), BrowserVerdict::Refused);
    QVERIFY(text().contains(QStringLiteral("Refused to a page of https://shop.example: CORS")));
    QVERIFY(text().contains(QStringLiteral("Access-Control-Allow-Origin: *")));
    m_page->findChild<QCheckBox *>()->click();
    type("browserPolicyEdit", QStringLiteral("connect-src 'self'"));
    QCOMPARE(verdictOf(*m_page, "csp"), BrowserVerdict::Refused);
    type("browserPolicyEdit", {});
    QCOMPARE(verdictOf(*m_page, "csp"), BrowserVerdict::NotAsked);
}

void TestBrowserPage::saysWhatIsNoOrigin()
{
    m_page->setFacts(pollFacts());
    typeOrigin(QStringLiteral("shop"));
    QVERIFY(m_page->lines().isEmpty());
    QVERIFY(text().contains(QStringLiteral("no origin")));
    typeOrigin({});
    QVERIFY(!m_page->lines().isEmpty());
}

void TestBrowserPage::remembersEachSession()
{
    m_page->setFacts(pollFacts(1));
    typeOrigin(QStringLiteral("https://one.example"));
    m_page->findChild<QCheckBox *>()->click();
    m_page->setFacts(pollFacts(2));
    auto *origin = m_page->findChild<QLineEdit *>(QStringLiteral("browserOriginEdit"));
    QCOMPARE(origin->text(), QString());
    QVERIFY(!m_page->findChild<QCheckBox *>()->isChecked());
    m_page->setFacts(pollFacts(1));
    QCOMPARE(origin->text(), QStringLiteral("https://one.example"));
    QVERIFY(m_page->findChild<QCheckBox *>()->isChecked());
    m_page->setPages(nullptr); // Another capture.
    m_page->setFacts(pollFacts(2));
    m_page->setFacts(pollFacts(1));
    QCOMPARE(origin->text(), QString());
}

void TestBrowserPage::saysThatThereIsNothing()
{
    m_page->setFacts(pollFacts());
    emit m_page->findChild<BrowserFactsReader *>()->nothingFound(8);
    QVERIFY(m_page->lines().isEmpty());
    QVERIFY(text().contains(QStringLiteral("belongs to no request")));
    QVERIFY(!m_page->findChild<QLineEdit *>(QStringLiteral("browserOriginEdit"))->isEnabled());
}

void TestBrowserPage::canBeUsedWithoutAMouse()
{
    m_page->setFacts(pollFacts());
    for (QWidget *widget : m_page->findChildren<QWidget *>()) {
        const bool isOurs = qobject_cast<QLineEdit *>(widget) || qobject_cast<QCheckBox *>(widget)
            || qobject_cast<QTextBrowser *>(widget);
        if (!isOurs)
            continue;
        QVERIFY2((widget->focusPolicy() & Qt::TabFocus) != 0, qPrintable(widget->objectName()));
        const bool hasName
            = !widget->accessibleName().isEmpty() || qobject_cast<QCheckBox *>(widget);
        QVERIFY2(hasName, qPrintable(widget->objectName()));
    }
    auto *origin = m_page->findChild<QLineEdit *>(QStringLiteral("browserOriginEdit"));
    origin->setFocus();
    QTest::keyClicks(origin, QStringLiteral("https://a.example"));
    QCOMPARE(verdictOf(*m_page, "cors"), BrowserVerdict::Allowed);
    QTest::keyClick(origin, Qt::Key_Tab);
    QTRY_COMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("browserPolicyEdit"));
}

void TestBrowserPage::neverTellsByColourAlone()
{
    BrowserFacts facts = pollFacts();
    facts.question.requestsUnderWay = BrowserQuestion::MostConnections;
    facts.question.request.method = "PUT";
    m_page->setFacts(facts);
    typeOrigin(QStringLiteral("https://a.example"));
    type("browserPolicyEdit", QStringLiteral("connect-src 'none'"));
    for (const char *said :
         { "✓", "✗", "?", "…", "→", "allowed", "refused", "it depends", "waits" })
        QVERIFY2(text().contains(QString::fromUtf8(said)), said);
    type("browserPolicyEdit", {});
    for (const char *said : { "–", "not asked" })
        QVERIFY2(text().contains(QString::fromUtf8(said)), said);
}

void TestBrowserPage::isDrawnInBothThemes()
{
    m_page->setFacts(pollFacts());
    typeOrigin(QStringLiteral("https://a.example"));
    type("browserPolicyEdit", QStringLiteral("connect-src 'none'"));
    for (Scheme scheme : { Scheme::Dark, Scheme::Light }) {
        applyScheme(*qApp, scheme);
        const Theme &theme = scheme == Scheme::Dark ? Theme::dark() : Theme::light();
        m_page->setCurrentRecord(7);
        QTRY_COMPARE(&Theme::of(m_page->palette()), &theme);
        const QString html = m_page->findChild<QTextBrowser *>()->toHtml();
        QVERIFY(html.contains(theme.error.name()));
        QVERIFY(html.contains(theme.ok.name()));
        QVERIFY(html.contains(theme.accent.name()));
    }
}

void TestBrowserPage::readsTheExchange_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<Technique>("technique");
    QTest::addColumn<int>("object");
    QTest::addColumn<QByteArray>("rule");
    QTest::newRow("event stream") << QStringLiteral("/sse") << Technique::Sse
                                  << static_cast<int>(PageObject::EventSource)
                                  << QByteArray("event-stream");
    QTest::newRow("WebSocket") << QStringLiteral("/ws") << Technique::WebSocket
                               << static_cast<int>(PageObject::WebSocket)
                               << QByteArray("handshake");
    QTest::newRow("short poll") << QStringLiteral("/poll") << Technique::ShortPoll
                                << static_cast<int>(PageObject::Fetch) << QByteArray("connections");
}

void TestBrowserPage::readsTheExchange()
{
    QFETCH(QString, path);
    QFETCH(Technique, technique);
    QFETCH(int, object);
    QFETCH(QByteArray, rule);
    MockPeer peer;
    QVERIFY(peer.start());
    WindowFixture fixture;
    MainWindow &window = fixture.open();
    auto *combo = window.findChild<QComboBox *>(QStringLiteral("techniqueCombo"));
    combo->setCurrentIndex(combo->findData(static_cast<int>(technique)));
    auto *address = window.findChild<QLineEdit *>(QStringLiteral("urlEdit"));
    address->setText(peer.url(path, technique == Technique::WebSocket).toString());
    QTest::keyClick(address, Qt::Key_Return);
    QTRY_VERIFY(window.document() && window.document()->extent().records > 8);

    auto *inspector = window.findChild<InspectorPane *>();
    inspector->setCurrentRecord(8);
    QTRY_COMPARE(inspector->currentSeq(), qint64(8));
    inspector->setPage(InspectorPane::Page::Browser);
    QCOMPARE(inspector->page(), InspectorPane::Page::Browser);
    auto *page = inspector->findChild<BrowserPage *>();
    QTRY_COMPARE(verdictOf(*page, rule),
                 BrowserVerdict::Allowed); // The response has come.
    QVERIFY(std::ranges::any_of(page->lines(), [](const BrowserLine &line) {
        return line.rule == "object" && line.verdict == BrowserVerdict::Told;
    }));
    const QString shown = textOf(*page);
    QVERIFY2(shown.contains(QStringLiteral("127.0.0.1")) && shown.contains(path),
             qPrintable(shown));
    const bool isSocket = object == static_cast<int>(PageObject::WebSocket);
    QCOMPARE(shown.contains(QStringLiteral("ws://127.0.0.1")), isSocket);
}

QTEST_MAIN(TestBrowserPage)
#include "tst_browserpage.moc"

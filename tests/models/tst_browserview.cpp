// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/browserview.h"

#include "models/browserorigin.h"
#include "models/browserpolicy.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace Pushscope;

namespace {

/// A case of tests/data/browser.
struct Case {
    QString name;
    BrowserQuestion question;
    QStringList expected;
};

QByteArray verdictName(BrowserVerdict verdict)
{
    switch (verdict) {
    case BrowserVerdict::Allowed:
        return "allowed";
    case BrowserVerdict::Refused:
        return "refused";
    case BrowserVerdict::Waits:
        return "waits";
    case BrowserVerdict::Depends:
        return "depends";
    case BrowserVerdict::NotAsked:
        return "not-asked";
    case BrowserVerdict::Told:
        break;
    }
    return "told";
}

QString shown(const BrowserLine &line)
{
    QString text = QString::fromLatin1(QByteArray(verdictName(line.verdict) + ' ' + line.rule));
    if (!line.field.isEmpty())
        text += QLatin1Char(' ') + line.field;
    if (!line.value.isEmpty())
        text += QStringLiteral(": ") + line.value;
    return text;
}

Technique techniqueNamed(const QByteArray &name)
{
    for (int n = 0; n <= static_cast<int>(Technique::Jsonp); ++n) {
        if (techniqueName(static_cast<Technique>(n)) == name)
            return static_cast<Technique>(n);
    }
    return Technique::Auto;
}

void readField(std::vector<Http1::FieldLine> &fields, const QByteArray &line)
{
    const qsizetype colon = line.indexOf(':');
    fields.push_back({ line.left(colon), line.mid(colon + 1).trimmed(), {} });
}

void readRequest(Case &one, const QByteArray &line)
{
    Http1::RequestHead &head = one.question.request;
    const QList<QByteArray> words = line.split(' ');
    if (words.size() == 3 && words.at(2).startsWith("HTTP/"))
        head.method = words.at(0);
    else
        readField(head.fields, line);
}

void readResponse(Case &one, const QByteArray &line)
{
    if (line == "none")
        one.question.response.reset();
    else if (line.startsWith("HTTP/"))
        one.question.response->status = line.split(' ').at(1).toInt();
    else
        readField(one.question.response->fields, line);
}

Case newCase(const QByteArray &name)
{
    Case one;
    one.name = QString::fromUtf8(name);
    one.question.url = QUrl(QStringLiteral("https://api.test/feed"));
    one.question.pageOrigin = QStringLiteral("https://shop.example");
    one.question.request.method = "GET";
    one.question.response.emplace();
    one.question.response->status = 200;
    return one;
}

bool readLine(Case &one, const QByteArray &line)
{
    const qsizetype blank = line.indexOf(' ');
    const QByteArray key = line.left(blank);
    const QByteArray value = line.mid(blank + 1);
    BrowserQuestion &question = one.question;
    if (key == "page")
        question.pageOrigin = QString::fromUtf8(value);
    else if (key == "url")
        question.url = QUrl(QString::fromUtf8(value));
    else if (key == "technique")
        question.technique = techniqueNamed(value);
    else if (key == "credentials")
        question.hasCredentials = value == "yes";
    else if (key == "csp")
        question.pagePolicy = QString::fromUtf8(value);
    else if (key == "busy")
        question.requestsUnderWay = value.toInt();
    else if (key == "target")
        question.targetOrigin = value;
    else if (key == "state")
        std::tie(question.readyState, question.fires)
            = std::tuple(value.left(1).toInt(), QString::fromUtf8(value.mid(2)));
    else if (key == ">")
        readRequest(one, value);
    else if (key == "<")
        readResponse(one, value);
    else if (key == "=")
        one.expected << QString::fromUtf8(value);
    else
        return false;
    return true;
}

/// nullopt, with the line in @p wrong, where a file cannot be understood.
std::optional<QList<Case>> readCases(QByteArray &wrong)
{
    QList<Case> cases;
    const QDir folder(QStringLiteral(PUSHSCOPE_TEST_DATA "/browser"));
    for (const QString &name : folder.entryList({ QStringLiteral("*.md") })) {
        if (name == QLatin1StringView("README.md"))
            continue;
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return std::nullopt;
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (line.startsWith("## "))
                cases.append(newCase(line.mid(3)));
            else if (!line.isEmpty() && !line.startsWith("# ")
                     && (cases.isEmpty() || !readLine(cases.last(), line))) {
                wrong = line;
                return std::nullopt;
            }
        }
    }
    return cases;
}

} // namespace

class TestBrowserView : public QObject
{
    Q_OBJECT

private slots:
    void rules_data();
    void rules();
    void everyLineIsWhole();
    void answersFirst();
    void noOriginNoLines();
    void origins_data();
    void origins();
    void guesses_data();
    void guesses();

private:
    QList<Case> m_cases;
};

void TestBrowserView::rules_data()
{
    QByteArray wrong;
    const auto cases = readCases(wrong);
    QVERIFY2(cases, wrong.constData());
    QVERIFY(cases->size() >= 100);
    m_cases = *cases;
    QTest::addColumn<qsizetype>("index");
    for (qsizetype n = 0; n < m_cases.size(); ++n)
        QTest::newRow(qPrintable(m_cases.at(n).name)) << n;
}

void TestBrowserView::rules()
{
    QFETCH(qsizetype, index);
    const Case &one = m_cases.at(index);
    const QList<BrowserLine> lines = browserView(one.question);
    QVERIFY(!one.expected.isEmpty());
    for (const QString &expected : one.expected) {
        const QStringList words = expected.split(QLatin1Char(' '));
        QStringList found;
        for (const BrowserLine &line : lines) {
            if (QString::fromLatin1(line.rule) == words.at(1))
                found << shown(line);
        }
        const bool isNone = words.at(0) == QLatin1StringView("none");
        QCOMPARE(found, isNone ? QStringList() : QStringList{ expected });
    }
}

void TestBrowserView::everyLineIsWhole()
{
    QByteArray wrong;
    const auto cases = readCases(wrong);
    QVERIFY(cases);
    for (const Case &one : *cases) {
        QSet<QByteArray> rules;
        for (const BrowserLine &line : browserView(one.question)) {
            const QByteArray where = one.name.toUtf8() + ", " + line.rule;
            QVERIFY2(!rules.contains(line.rule), where.constData());
            rules.insert(line.rule);
            QVERIFY2(!line.what.isEmpty() && line.why.endsWith(QLatin1Char('.')),
                     where.constData());
            QVERIFY2(!line.section.isEmpty(), where.constData());
            QVERIFY2(line.url.isValid() && line.url.scheme() == QLatin1StringView("https"),
                     where.constData());
            QVERIFY2(!line.why.contains(QLatin1StringView("secret"))
                         && !line.value.contains(QLatin1StringView("secret")),
                     where.constData());
        }
        QVERIFY2(rules.contains("object"), one.name.toUtf8().constData());
    }
}

void TestBrowserView::answersFirst()
{
    BrowserQuestion question = newCase("").question;
    QCOMPARE(browserAnswer(browserView(question)).rule, QByteArray("cors"));
    question.response->fields.push_back({ "Access-Control-Allow-Origin", "*", {} });
    QCOMPARE(browserAnswer(browserView(question)).verdict, BrowserVerdict::Allowed);
    question.requestsUnderWay = BrowserQuestion::MostConnections;
    QCOMPARE(browserAnswer(browserView(question)).verdict, BrowserVerdict::Waits);
    question.pagePolicy = QStringLiteral("connect-src 'none'");
    QCOMPARE(browserAnswer(browserView(question)).rule, QByteArray("csp"));
    QVERIFY(!verdictText(BrowserVerdict::Depends).isEmpty());
}

void TestBrowserView::noOriginNoLines()
{
    BrowserQuestion question = newCase("").question;
    for (const char *text : { "", "shop", "ftp://shop.example", "https://", "file:///a" }) {
        question.pageOrigin = QString::fromLatin1(text);
        QVERIFY2(browserView(question).isEmpty(), text);
    }
}

void TestBrowserView::origins_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("origin");
    QTest::addColumn<bool>("isTrustworthy");
    QTest::newRow("a URL is its origin") << QStringLiteral(" https://Shop.Example:443/a?b ")
                                         << QStringLiteral("https://shop.example") << true;
    QTest::newRow("another port") << QStringLiteral("http://a.test:8080")
                                  << QStringLiteral("http://a.test:8080") << false;
    QTest::newRow("IPv6") << QStringLiteral("http://[::1]:81") << QStringLiteral("http://[::1]:81")
                          << true;
    QTest::newRow("loopback has 2^24 addresses")
        << QStringLiteral("http://127.1.2.3") << QStringLiteral("http://127.1.2.3") << true;
    QTest::newRow("a name that begins like loopback")
        << QStringLiteral("http://127.evil.test") << QStringLiteral("http://127.evil.test")
        << false;
    QTest::newRow("opaque") << QStringLiteral("null") << QStringLiteral("null") << false;
}

void TestBrowserView::origins()
{
    QFETCH(QString, text);
    const auto origin = BrowserOrigin::fromText(text);
    QVERIFY(origin);
    QTEST(origin->text(), "origin");
    QTEST(origin->isPotentiallyTrustworthy(), "isTrustworthy");
    QCOMPARE(origin->isSameOrigin(*origin), !origin->isOpaque());
}

void TestBrowserView::guesses_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("object");
    const auto row = [](const char *type, PageObject object) {
        QTest::newRow(type) << QByteArray(type) << static_cast<int>(object);
    };
    row("text/event-stream", PageObject::EventSource);
    row("multipart/x-mixed-replace; boundary=a", PageObject::Image);
    row("Text/JavaScript", PageObject::Script);
    row("text/html; charset=utf-8", PageObject::Frame);
    row("application/json", PageObject::Fetch);
    row("", PageObject::Fetch);
}

void TestBrowserView::guesses()
{
    QFETCH(QByteArray, type);
    BrowserQuestion question = newCase("").question;
    if (!type.isEmpty())
        question.response->fields.push_back({ "Content-Type", type, {} });
    question.technique = guessTechnique(question.request, question.response);
    QTEST(static_cast<int>(pageObject(question)), "object");
    question.request.fields.push_back({ "Upgrade", "websocket", {} });
    QCOMPARE(guessTechnique(question.request, std::nullopt), Technique::WebSocket);
}

QTEST_APPLESS_MAIN(TestBrowserView)
#include "tst_browserview.moc"

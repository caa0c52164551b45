// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/staticendpoint.h"
#include "engine/scenariofixture.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Pushscope;

/// Folders that a scenario serves.
class TestScenarioStatic : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void serves_data();
    void serves();
    void staysInside_data();
    void staysInside();
    void sendsHeadsAlone();
    void redirectsToFolders();
    void takesNoOtherMethods();
    void leavesLongFiles();
    void letsNearerPathsAnswer();

private:
    void write(const QString &path, const QByteArray &content);
    [[nodiscard]] ScenarioFixture &mock();

    QTemporaryDir m_folder;
    std::unique_ptr<ScenarioFixture> m_mock;
};

void TestScenarioStatic::write(const QString &path, const QByteArray &content)
{
    const QString whole = m_folder.filePath(path);
    QVERIFY(QDir().mkpath(QFileInfo(whole).path()));
    QFile file(whole);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

void TestScenarioStatic::initTestCase()
{
    write(QStringLiteral("secret.txt"), "secret");
    write(QStringLiteral("site-b/secret.txt"), "secret");
    write(QStringLiteral("site/index.html"), "<p>home");
    write(QStringLiteral("site/app.js"), "let a;");
    write(QStringLiteral("site/a.json"), "{}");
    write(QStringLiteral("site/style.css"), "p {}");
    write(QStringLiteral("site/dot.svg"), "<svg/>");
    write(QStringLiteral("site/no-ending"), "plain words");
    write(QString::fromUtf8("site/sub/\xE4\xBA\xBA one.txt"), "deep");
    write(QStringLiteral("site/empty/.keep"), "hidden");
    write(QStringLiteral("site/.env"), "hidden");
    write(QStringLiteral("site/.git/config"), "hidden");
    const auto link = [&](const char *to, const char *name) {
        QVERIFY(QFile::link(m_folder.filePath(QString::fromLatin1(to)),
                            m_folder.filePath(QString::fromLatin1(name))));
    };
    link("secret.txt", "site/out.txt");
    link("site-b", "site/out");
    link("site/.env", "site/visible.txt");
    link("site/app.js", "site/inside.js");
    QCOMPARE(mkfifo(QFile::encodeName(m_folder.filePath(QStringLiteral("site/pipe"))).constData(),
                    0600), 0);
}

ScenarioFixture &TestScenarioStatic::mock()
{
    auto read = readScenario(R"({"channels":{"a":{}},"endpoints":[{"path":"/app","static":"site"},
        {"path":"/app/poll","technique":"short-poll","channel":"a"}]})");
    auto scenario = std::make_shared<Scenario>(std::get<Scenario>(std::move(read)));
    scenario->endpoints[0].folder = m_folder.filePath(QStringLiteral("site"));
    m_mock = std::make_unique<ScenarioFixture>(scenario);
    return *m_mock;
}

void TestScenarioStatic::serves_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("content");
    const auto row = [](const char *path, const char *type, const char *content) {
        QTest::newRow(path) << QByteArray(path) << QByteArray(type) << QByteArray(content);
    };
    row("/app/", "text/html; charset=utf-8", "<p>home");
    row("/app/index.html", "text/html; charset=utf-8", "<p>home");
    row("/app/app.js", "javascript; charset=utf-8", "let a;");
    row("/app/a.json?v=1", "application/json; charset=utf-8", "{}");
    row("/app/style.css", "text/css; charset=utf-8", "p {}");
    row("/app/dot.svg", "image/svg+xml", "<svg/>");
    row("/app/no-ending", "text/plain; charset=utf-8", "plain words");
    row("/app/sub/%E4%BA%BA%20one.txt", "text/plain; charset=utf-8", "deep");
    row("/app/inside.js", "javascript; charset=utf-8", "let a;");
}

void TestScenarioStatic::serves()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, content);
    const QByteArray answer = mock().ask("GET " + path);
    QVERIFY2(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer.constData());
    QVERIFY2(answer.contains(QByteArray(type + "\r\n")), answer.constData());
    QVERIFY(answer.endsWith(QByteArray("\r\n\r\n" + content)));
}

void TestScenarioStatic::staysInside_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path :
         { "/app/../secret.txt", "/app/%2e%2e/secret.txt", "/app/..%2fsecret.txt",
           "/app/sub/../../secret.txt", "/app/..\\secret.txt", "/app/out.txt", "/app/out/secret.txt",
           "/app/.env", "/app/visible.txt", "/app/.git/config", "/app/sub/../.env", "/app/%00",
           "/app/app.js%00.html", "/app/no-such", "/app/app.js/", "/app/app.js/x", "/app/empty/",
           "/app/sub/", "/app/pipe", "/app/..", "/app-b/secret.txt", "/appindex.html" })
        QTest::newRow(path) << QByteArray(path);
}

void TestScenarioStatic::staysInside()
{
    QFETCH(QByteArray, path);
    const QByteArray answer = mock().ask("GET " + path);
    QVERIFY2(answer.startsWith("HTTP/1.1 404 Not Found\r\n"), answer.constData());
    QVERIFY(!answer.contains("secret\n") && !answer.endsWith("hidden"));
}

void TestScenarioStatic::sendsHeadsAlone()
{
    const QByteArray answer = mock().ask("HEAD /app/app.js");
    QVERIFY(answer.startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(answer.contains("Content-Length: 6\r\n"));
    QVERIFY(answer.endsWith("\r\n\r\n"));
}

void TestScenarioStatic::redirectsToFolders()
{
    ScenarioFixture &f = mock();
    const QByteArray answer = f.ask("GET /app?x=1");
    QVERIFY(answer.startsWith("HTTP/1.1 301 Moved Permanently\r\n"));
    QVERIFY(answer.contains("\r\nLocation: /app/?x=1\r\n"));
    QVERIFY(f.ask("GET /app/sub").contains("\r\nLocation: /app/sub/\r\n"));
}

void TestScenarioStatic::takesNoOtherMethods()
{
    for (const char *method : { "POST", "PUT", "DELETE" }) {
        QVERIFY(mock().ask(QByteArray(method) + " /app/app.js")
                    .startsWith("HTTP/1.1 405 Method Not Allowed\r\n"));
    }
}

void TestScenarioStatic::leavesLongFiles()
{
    QFile file(m_folder.filePath(QStringLiteral("site/long.bin")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.resize(MaxStaticFileOctets + 1)); // A hole: no octet is written.
    QVERIFY(mock().ask("GET /app/long.bin").startsWith("HTTP/1.1 403 Forbidden\r\n"));
}

void TestScenarioStatic::letsNearerPathsAnswer()
{
    QVERIFY(mock().ask("GET /app/poll").endsWith(R"({"messages":[],"next":0})"));
}

QTEST_GUILESS_MAIN(TestScenarioStatic)
#include "tst_scenariostatic.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/loopfixture.h"

#include <QMap>
#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// What every path of a mock without a scenario answers to a plain GET, read strictly.
class TestMockAnswers : public QObject
{
    Q_OBJECT

private slots:
    void keepTheRules_data();
    void keepTheRules();
};

void TestMockAnswers::keepTheRules_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("fields");
    LoopFixture f;
    f.serve();
    QByteArrayList paths { "/", "/status", "/favicon.ico", "/nope", "/publish/tick" };
    for (const MockEndpointStatus &endpoint : f.mock().status().endpoints)
        paths.append(endpoint.path);
    for (const QByteArray &path : paths) {
        QTest::addRow("%s", path.constData()) << path << QByteArray();
        QTest::addRow("%s for a page", path.constData())
            << path << QByteArray("Origin: http://localhost:3000\r\nConnection: close\r\n");
    }
}

/// RFC 9110 section 5.2 and 5.3: no field twice, and one framing that is right.
void TestMockAnswers::keepTheRules()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, fields);
    LoopFixture f;
    f.serve();
    const auto visitor = f.visit("GET " + path + " HTTP/1.1\r\nHost: localhost:8080\r\n" + fields
                                 + "\r\n");
    f.advance(1s);
    const QByteArray answer = visitor->takeWritten();
    const qsizetype headEnd = answer.indexOf("\r\n\r\n");
    QVERIFY(headEnd > 0);
    QByteArrayList lines = answer.left(headEnd).split('\n');
    const QByteArray status = lines.takeFirst().trimmed();
    QVERIFY2(status.startsWith("HTTP/1.1 ") && status.size() > 13, status.constData());
    QMap<QByteArray, QByteArray> found;
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        QVERIFY2(colon > 0, line.constData());
        const QByteArray name = line.left(colon).toLower();
        QVERIFY2(!found.contains(name), answer.left(headEnd).constData());
        found.insert(name, line.mid(colon + 1).trimmed());
    }
    const bool isChunked = found.value("transfer-encoding") == "chunked";
    if (status.startsWith("HTTP/1.1 204 "))
        QVERIFY(!found.contains("content-length") && !isChunked);
    else
        QVERIFY2(found.contains("content-length") != isChunked, answer.left(headEnd).constData());
    if (found.contains("content-length")) {
        QCOMPARE(answer.size() - headEnd - 4, found.value("content-length").toLongLong());
        QCOMPARE(visitor->hasEnded(), found.value("connection").endsWith("close"));
    }
}

QTEST_GUILESS_MAIN(TestMockAnswers)
#include "tst_mockanswers.moc"

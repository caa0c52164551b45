// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/http1/status.h"

#include <QTest>

using namespace Pushscope;

class TestStatus : public QObject
{
    Q_OBJECT

private slots:
    void redirects_data();
    void redirects();
};

void TestStatus::redirects_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isRedirect");
    QTest::newRow("15.3.1 OK") << 200 << false;
    QTest::newRow("15.4.1 Multiple Choices") << 300 << false;
    QTest::newRow("15.4.2 Moved Permanently") << 301 << true;
    QTest::newRow("15.4.3 Found") << 302 << true;
    QTest::newRow("15.4.4 See Other") << 303 << true;
    QTest::newRow("15.4.5 Not Modified") << 304 << false;
    QTest::newRow("15.4.6 Use Proxy") << 305 << false;
    QTest::newRow("15.4.7 Unused") << 306 << false;
    QTest::newRow("15.4.8 Temporary Redirect") << 307 << true;
    QTest::newRow("15.4.9 Permanent Redirect") << 308 << true;
    QTest::newRow("15.4 unregistered") << 309 << false;
    QTest::newRow("15.5.1 Bad Request") << 400 << false;
}

void TestStatus::redirects()
{
    QFETCH(int, status);
    QFETCH(bool, isRedirect);
    QCOMPARE(Http1::isRedirect(status), isRedirect);
}

QTEST_APPLESS_MAIN(TestStatus)
#include "tst_status.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/thismachine.h"

#include <QTest>

using namespace Pushscope;

class TestThisMachine : public QObject
{
    Q_OBJECT

private slots:
    void isTold_data();
    void isTold();
};

void TestThisMachine::isTold_data()
{
    QTest::addColumn<bool>("isThis");
    for (const char *host : { "localhost", "LocalHost", "app.localhost", "127.0.0.1",
                              "127.255.255.255", "127.1.2.3", "::1" })
        QTest::newRow(QByteArray(host).replace(':', ';').constData()) << true;
    for (const char *host :
         { "", "127", "127.1", "127.0.0.256", "127.0.0.1.example.com", "127.0.example.com",
           "127.0.0.", "127.0.0.1a", "127.0.0.0001", "128.0.0.1", "0.0.0.0", "192.168.0.1", "::2",
           "localhost.example.com", "notlocalhost", "example.com" })
        QTest::newRow(QByteArray(host).replace(':', ';').constData()) << false;
}

void TestThisMachine::isTold()
{
    QFETCH(bool, isThis);
    QString host = QString::fromLatin1(QTest::currentDataTag());
    host.replace(QLatin1Char(';'), QLatin1Char(':')); // Which no row has in its name.
    QCOMPARE(isThisMachine(host), isThis);
}

QTEST_GUILESS_MAIN(TestThisMachine)
#include "tst_thismachine.moc"

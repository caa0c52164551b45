// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/streaming/octetwindow.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::Streaming;

class TestOctetWindow : public QObject
{
    Q_OBJECT

private slots:
    void counts();
    void finds();
};

void TestOctetWindow::counts()
{
    OctetWindow window;
    QCOMPARE(window.end(), 0);
    window.append("abcdef", 0);
    QCOMPARE(window.view({ 1, 3 }), QByteArrayView("bc"));
    window.append("gh", 4);
    QCOMPARE(window.end(), 8);
    QCOMPARE(window.at(4), 'e');
    QCOMPARE(window.from(4), QByteArrayView("efgh"));
    window.append("i", 8); // All of it forgotten.
    QCOMPARE(window.from(8), QByteArrayView("i"));
    window.append("", 9);
    QCOMPARE(window.end(), 9);
    QVERIFY(window.from(9).isEmpty());
}

void TestOctetWindow::finds()
{
    OctetWindow window;
    window.append("a\nb\nc", 0);
    QCOMPARE(window.find('\n', 0), 1);
    QCOMPARE(window.find('\n', 2), 3);
    QCOMPARE(window.find('\n', 4), 5);
    QCOMPARE(window.find('\n', 5), 5);
}

QTEST_APPLESS_MAIN(TestOctetWindow)
#include "tst_octetwindow.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/flashpolicy.h"

#include <QTest>

using namespace Pushscope;

class TestFlashPolicy : public QObject
{
    Q_OBJECT

private slots:
    void parses_data();
    void parses();
    void asks();
};

void TestFlashPolicy::parses_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<bool>("isPolicy");
    QTest::addColumn<QByteArray>("told");
    const auto row = [](const char *name, const QByteArray &octets, bool isPolicy,
                        const QByteArray &told = {}) {
        QTest::newRow(name) << octets << isPolicy << told;
    };
    const QByteArray all = R"(<cross-domain-policy><allow-access-from domain="*" to-ports="80,8000-9000"/></cross-domain-policy>)";
    row("all", all, true, "*:80,8000-9000 ");
    row("with NUL", QByteArray(all + '\0' + "x"), true, "*:80,8000-9000 ");
    row("with declarations", QByteArray("<?xml version=\"1.0\"?>\n<!DOCTYPE cross-domain-policy SYSTEM \"http://x/y.dtd\">\n" + all), true,
        "*:80,8000-9000 ");
    row("two", R"(<cross-domain-policy><site-control/><allow-access-from domain="a" to-ports="1"/><allow-access-from domain="b"/></cross-domain-policy>)",
        true, "a:1 b: ");
    row("nobody", "<cross-domain-policy/>", true);
    row("something else", R"(<html><allow-access-from domain="a"/></html>)", false);
    row("cut off", all.chopped(3), false);
    row("no XML", "HTTP/1.1 400 Bad Request\r\n\r\n", false);
    row("nothing", "", false);
}

void TestFlashPolicy::parses()
{
    QFETCH(QByteArray, octets);
    QFETCH(bool, isPolicy);
    QFETCH(QByteArray, told);
    const auto policy = parseFlashPolicy(octets);
    QCOMPARE(policy.has_value(), isPolicy);
    QByteArray read;
    if (policy) {
        for (const FlashPolicyAccess &access : *policy)
            read += access.domain + ':' + access.ports + ' ';
    }
    QCOMPARE(read, told);
}

void TestFlashPolicy::asks()
{
    QVERIFY(FlashPolicyRequest.endsWith('\0'));
    QVERIFY(!parseFlashPolicy(FlashPolicyRequest));
}

QTEST_APPLESS_MAIN(TestFlashPolicy)
#include "tst_flashpolicy.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/closecode.h"

#include <QTest>

using namespace Pushscope::WebSocket;

class TestCloseCode : public QObject
{
    Q_OBJECT

private slots:
    void judges_data();
    void judges();
    void knowsEveryCodeOfTheRange();
};

void TestCloseCode::judges_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("isValid");
    QTest::addColumn<StatusCodeCategory>("category");
    QTest::addColumn<QByteArray>("name");

    using enum StatusCodeCategory;
    const auto row = [](const char *section, int code, bool isValid, StatusCodeCategory category,
                        const char *name = "") {
        QTest::addRow("%s %d", section, code) << code << isValid << category << QByteArray(name);
    };
    row("7.4.2", 0, false, Unused);
    row("7.4.2", 999, false, Unused);
    row("7.4.1", 1000, true, Protocol, "Normal Closure");
    row("7.4.1", 1001, true, Protocol, "Going Away");
    row("7.4.1", 1002, true, Protocol, "Protocol error");
    row("7.4.1", 1003, true, Protocol, "Unsupported Data");
    row("7.4.1", 1004, false, Protocol, "Reserved");
    row("7.4.1", 1005, false, Protocol, "No Status Rcvd");
    row("7.4.1", 1006, false, Protocol, "Abnormal Closure");
    row("7.4.1", 1007, true, Protocol, "Invalid frame payload data");
    row("7.4.1", 1008, true, Protocol, "Policy Violation");
    row("7.4.1", 1009, true, Protocol, "Message Too Big");
    row("7.4.1", 1010, true, Protocol, "Mandatory Ext.");
    row("7.4.1", 1011, true, Protocol, "Internal Error");
    row("11.7", 1012, true, Protocol, "Service Restart");
    row("11.7", 1013, true, Protocol, "Try Again Later");
    row("11.7", 1014, true, Protocol, "Bad Gateway");
    row("7.4.1", 1015, false, Protocol, "TLS handshake");
    row("7.4.2", 1016, false, Protocol);
    row("7.4.2", 1100, false, Protocol);
    row("7.4.2", 1999, false, Protocol);
    row("7.4.2", 2000, false, Protocol);
    row("7.4.2", 2999, false, Protocol);
    row("11.7", 3000, true, Registered, "Unauthorized");
    row("7.4.2", 3001, true, Registered);
    row("11.7", 3003, true, Registered, "Forbidden");
    row("11.7", 3008, true, Registered, "Timeout");
    row("7.4.2", 3999, true, Registered);
    row("7.4.2", 4000, true, Private);
    row("7.4.2", 4999, true, Private);
    row("7.4.2", 5000, false, OutOfRange);
    row("7.4.2", 65535, false, OutOfRange);
}

void TestCloseCode::judges()
{
    QFETCH(int, code);
    QFETCH(bool, isValid);
    QFETCH(StatusCodeCategory, category);
    QFETCH(QByteArray, name);
    QCOMPARE(isValidOnWire(static_cast<quint16>(code)), isValid);
    QCOMPARE(statusCodeCategory(static_cast<quint16>(code)), category);
    QCOMPARE(statusCodeName(static_cast<quint16>(code)).toByteArray(), name);
}

void TestCloseCode::knowsEveryCodeOfTheRange()
{
    int valid = 0;
    int named = 0;
    for (int code = 0; code <= 0xffff; ++code) {
        valid += isValidOnWire(static_cast<quint16>(code));
        named += !statusCodeName(static_cast<quint16>(code)).isEmpty();
    }
    QCOMPARE(valid, 4 + 8 + 2000); // 1000–1003, 1007–1014, 3000–4999.
    QCOMPARE(named, 16 + 3);       // 1000–1015, 3000, 3003, 3008.
}

QTEST_APPLESS_MAIN(TestCloseCode)
#include "tst_closecode.moc"

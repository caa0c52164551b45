// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/fieldcheck.h"

#include "engine/api/clientoptions.h"

#include <QTest>

using namespace Pushscope;

/// Nothing that is given for one field may become another.
class TestFieldCheck : public QObject
{
    Q_OBJECT

private slots:
    void takes();
    void refuses_data();
    void refuses();
};

void TestFieldCheck::takes()
{
    ClientOptions options;
    QVERIFY(checkFields(options));
    options.headers = { { "X-A", "a\tb \xc3\xa9" }, { "X-B", std::nullopt } };
    options.method = "QUERY";
    options.cookies = { "a=b; c=d", "odd" };
    options.origin = "null";
    options.lastEventId = "\xe4\xb8\xad 7";
    options.callbackParameter = "jsonp[callback]";
    options.subprotocols = { "v1.json", "V1.json" };
    QVERIFY(checkFields(options));
}

void TestFieldCheck::refuses_data()
{
    QTest::addColumn<ClientOptions>("options");
    QTest::addColumn<QByteArray>("facts"); // option, fault, value
    const auto row = [](const char *tag, const QByteArray &facts,
                        void (*set)(ClientOptions &)) {
        ClientOptions options;
        set(options);
        QTest::newRow(tag) << options << facts;
    };
    row("9110 5.1 header name", "header name a b",
        [](ClientOptions &options) { options.headers = { { "a b", "c" } }; });
    row("9110 5.5 header value", "header value X-A",
        [](ClientOptions &options) { options.headers = { { "X-A", "b\r\nX-B: c" } }; });
    row("9110 5.5 NUL", "header value X-A", [](ClientOptions &options) {
        options.headers = { { "X-A", QByteArray("b\0c", 3) } };
    });
    row("9110 9.1 method", "method name G T",
        [](ClientOptions &options) { options.method = "G T"; });
    row("6265 4.2.1 cookie", "cookie value a",
        [](ClientOptions &options) { options.cookies = { "b=c", "a=secret\n" }; });
    row("6454 7.1 origin", "origin value \x7f",
        [](ClientOptions &options) { options.origin = "\x7f"; });
    row("9.2.4 Last-Event-ID", "last-event-id value 1\r",
        [](ClientOptions &options) { options.lastEventId = "1\r"; });
    row("3986 3.4 callback", "callback name a=b",
        [](ClientOptions &options) { options.callbackParameter = "a=b"; });
    row("6455 4.1 no token", "subprotocol name a b",
        [](ClientOptions &options) { options.subprotocols = { "a b" }; });
    row("6455 4.1 empty", "subprotocol name ",
        [](ClientOptions &options) { options.subprotocols = { "a", "" }; });
    row("6455 4.1 twice", "subprotocol twice a",
        [](ClientOptions &options) { options.subprotocols = { "a", "b", "a" }; });
}

void TestFieldCheck::refuses()
{
    QFETCH(ClientOptions, options);
    QFETCH(QByteArray, facts);
    const auto checked = checkFields(options);
    QVERIFY(!checked);
    const Error &error = checked.error();
    QCOMPARE(error.code, ErrorCode::BadUrl);
    QCOMPARE(error.value("reason"), QByteArray("field"));
    QCOMPARE(QByteArray(error.value("option") + ' ' + error.value("fault") + ' '
                        + error.value("value")),
             facts);
}

QTEST_GUILESS_MAIN(TestFieldCheck)
#include "tst_fieldcheck.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/error.h"

#include <QTest>

using namespace Pushscope;

class TestError : public QObject
{
    Q_OBJECT

private slots:
    void namesGoBackAndForth();
    void sitesGoBackAndForth();
    void unknownNamesAreAbsent();
    void valuesAreFoundByName();
};

void TestError::namesGoBackAndForth()
{
    for (int i = 0; i <= static_cast<int>(ErrorCode::ConnectError); ++i) {
        const auto code = static_cast<ErrorCode>(i);
        QVERIFY(!errorCodeName(code).isEmpty());
        QCOMPARE(errorCodeFromName(errorCodeName(code)), std::optional(code));
    }
    QCOMPARE(errorCodeName(ErrorCode::ProtocolError).toByteArray(), QByteArray("protocol-error"));
    QCOMPARE(errorCodeName(ErrorCode::DnsNotFound).toByteArray(), QByteArray("dns-not-found"));
    QCOMPARE(errorCodeName(ErrorCode::BadUrl).toByteArray(), QByteArray("bad-url"));
    QCOMPARE(errorCodeName(ErrorCode::Http2Only).toByteArray(), QByteArray("http2-only"));
}

void TestError::sitesGoBackAndForth()
{
    for (int i = 0; i <= static_cast<int>(ErrorSite::Storage); ++i) {
        const auto site = static_cast<ErrorSite>(i);
        QCOMPARE(errorSiteFromName(errorSiteName(site)), std::optional(site));
    }
    QCOMPARE(errorSiteName(ErrorSite::EngineIo).toByteArray(), QByteArray("engine.io"));
}

void TestError::unknownNamesAreAbsent()
{
    QVERIFY(!errorCodeFromName("no-such-code"));
    QVERIFY(!errorSiteFromName("nowhere"));
}

void TestError::valuesAreFoundByName()
{
    const Error error { ErrorCode::Refused, ErrorSite::Tcp, { { "host", "a" }, { "port", "1" } } };
    QCOMPARE(error.value("port"), QByteArray("1"));
    QCOMPARE(error.value("path"), QByteArray());
}

QTEST_APPLESS_MAIN(TestError)
#include "tst_error.moc"

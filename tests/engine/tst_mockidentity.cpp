// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/mockidentity.h"
#include "transport/selfsigned.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Pushscope;

class TestMockIdentity : public QObject
{
    Q_OBJECT

private slots:
    void takesWhatBelongsTogether();
    void makesItsOwn();
    void refuses_data();
    void refuses();

private:
    [[nodiscard]] QString put(const char *name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        return file.open(QIODevice::WriteOnly) && file.write(content) >= 0 ? file.fileName()
                                                                           : QString();
    }

    QTemporaryDir m_folder;
};

void TestMockIdentity::takesWhatBelongsTogether()
{
    const ServerIdentity identity = *selfSignedIdentity();
    MockTls tls;
    tls.isUsed = true;
    tls.certificateFile = put("cert.pem", identity.certificateChain);
    tls.keyFile = put("key.pem", identity.privateKey);
    const auto read = mockIdentity(tls);
    QVERIFY(read);
    QCOMPARE(read->certificateChain, identity.certificateChain);
    QCOMPARE(read->privateKey, identity.privateKey);
}

void TestMockIdentity::makesItsOwn()
{
    QVERIFY(mockIdentity({}));
}

void TestMockIdentity::refuses_data()
{
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("fault");
    const ServerIdentity one = *selfSignedIdentity();
    const ServerIdentity other = *selfSignedIdentity();
    const QByteArray broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    QTest::newRow("the key of another")
        << one.certificateChain << other.privateKey << QByteArray("other-key");
    QTest::newRow("two certificates")
        << one.certificateChain << one.certificateChain << QByteArray("no-key");
    QTest::newRow("no certificate")
        << one.privateKey << one.privateKey << QByteArray("no-certificate");
    QTest::newRow("a broken one") << broken << one.privateKey << QByteArray("no-certificate");
    QTest::newRow("no PEM") << QByteArray("x") << one.privateKey << QByteArray("no-certificate");
}

void TestMockIdentity::refuses()
{
    QFETCH(QByteArray, certificate);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, fault);
    MockTls tls;
    tls.isUsed = true;
    tls.certificateFile = put("cert.pem", certificate);
    tls.keyFile = put("key.pem", key);
    const auto read = mockIdentity(tls);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::TlsUntrusted);
    QCOMPARE(read.error().value("fault"), fault);
    const bool isAboutKey = fault.endsWith("-key");
    QCOMPARE(read.error().value("path"), (isAboutKey ? tls.keyFile : tls.certificateFile).toUtf8());
    if (fault == "other-key")
        QCOMPARE(read.error().value("certificate"), tls.certificateFile.toUtf8());
}

QTEST_GUILESS_MAIN(TestMockIdentity)
#include "tst_mockidentity.moc"

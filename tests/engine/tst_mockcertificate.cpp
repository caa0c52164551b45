// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/mockcertificate.h"
#include "engine/mock/mockidentity.h"
#include "transport/pemfile.h"
#include "transport/selfsigned.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(std::chrono::seconds)

class TestMockCertificate : public QObject
{
    Q_OBJECT

private slots:
    void keepsOne();
    void tellsTheFormerBehindIt_data();
    void tellsTheFormerBehindIt();
    void makesAnotherInTime_data();
    void makesAnotherInTime();
    void saysWhereItCannot();
    void tellsCertificatesAlone_data();
    void tellsCertificatesAlone();
    void saysThatThereIsNone();

private:
    [[nodiscard]] static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] static bool put(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    }
};

void TestMockCertificate::keepsOne()
{
    const QTemporaryDir room;
    const QString folder = room.filePath(QStringLiteral("not/yet"));
    const auto first = keptMockTls(folder);
    QVERIFY(first);
    QVERIFY(first->isUsed);
    QCOMPARE(first->certificateFile, keptMockCertificate(folder));
    QVERIFY(mockIdentity(*first)); // A mock can serve by it.
    const QFileDevice::Permissions others
        = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther;
    QVERIFY(!(QFileInfo(first->keyFile).permissions() & others));
    QVERIFY(!contentOf(first->certificateFile).contains("PRIVATE KEY"));

    const QByteArray certificate = contentOf(first->certificateFile);
    const auto second = keptMockTls(folder);
    QVERIFY(second);
    QCOMPARE(contentOf(second->certificateFile), certificate); // Trusted once, trusted still.
    QCOMPARE(QDir(folder).entryList(QDir::Files),
             QStringList({ QStringLiteral("mock-authorities.pem"),
                           QStringLiteral("mock-certificate.pem"),
                           QStringLiteral("mock-key.pem") }));
    QCOMPARE(contentOf(keptMockAuthorities(folder)), certificate);
}

void TestMockCertificate::tellsTheFormerBehindIt_data()
{
    QTest::addColumn<std::chrono::seconds>("until");
    QTest::addColumn<bool>("isTold");
    QTest::newRow("still holds") << std::chrono::seconds(23h) << true;
    QTest::newRow("is over") << std::chrono::seconds(-1h) << false;
}

/// A mock that was started by the one before is served, and reached, by that one.
void TestMockCertificate::tellsTheFormerBehindIt()
{
    QFETCH(std::chrono::seconds, until);
    QFETCH(bool, isTold);
    const QTemporaryDir folder;
    const auto first = keptMockTls(folder.path());
    QVERIFY(first);
    const ServerIdentity former = *makeCertificate({ { "localhost" }, -2h, until });
    const QString told = keptMockAuthorities(folder.path());
    for (const QString &path : { first->certificateFile, told })
        QVERIFY(put(path, former.certificateChain));
    QVERIFY(put(first->keyFile, former.privateKey));
    const auto second = keptMockTls(folder.path());
    QVERIFY(second);
    const QByteArray served = contentOf(second->certificateFile);
    QVERIFY(served != former.certificateChain && certificatesIn(served).size() == 1);
    QCOMPARE(contentOf(told), QByteArray(isTold ? served + former.certificateChain : served));
    // As long as it holds: another start leaves it there.
    QVERIFY(keptMockTls(folder.path()));
    QCOMPARE(contentOf(told), QByteArray(isTold ? served + former.certificateChain : served));
    // What somebody removed comes back.
    QVERIFY(QFile::remove(told) && keptMockTls(folder.path()));
    QCOMPARE(contentOf(told), served);
}

void TestMockCertificate::makesAnotherInTime_data()
{
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QByteArray>("key");
    const auto made = [](std::chrono::seconds from, std::chrono::seconds until) {
        return *makeCertificate({ { "localhost" }, from, until });
    };
    const ServerIdentity ending = made(-2h, 23h);
    const ServerIdentity over = made(-2h, -1h);
    const ServerIdentity early = made(1h, 48h);
    QTest::newRow("ends within a day") << ending.certificateChain << ending.privateKey;
    QTest::newRow("is over") << over.certificateChain << over.privateKey;
    QTest::newRow("does not hold yet") << early.certificateChain << early.privateKey;
    QTest::newRow("the key of another") << made(-1h, 48h).certificateChain << over.privateKey;
    QTest::newRow("no certificate") << QByteArray("x") << over.privateKey;
    QTest::newRow("no key") << made(-1h, 48h).certificateChain << QByteArray();
}

void TestMockCertificate::makesAnotherInTime()
{
    QFETCH(QByteArray, certificate);
    QFETCH(QByteArray, key);
    const QTemporaryDir folder;
    const auto first = keptMockTls(folder.path());
    QVERIFY(first);
    QVERIFY(put(first->certificateFile, certificate));
    QVERIFY(put(first->keyFile, key));
    const auto second = keptMockTls(folder.path());
    QVERIFY(second);
    QVERIFY(contentOf(second->certificateFile) != certificate);
    QVERIFY(mockIdentity(*second));
}

void TestMockCertificate::saysWhereItCannot()
{
    const QTemporaryDir room;
    const QString file = room.filePath(QStringLiteral("file"));
    QVERIFY(put(file, "x"));
    const auto kept = keptMockTls(file + QStringLiteral("/folder"));
    QVERIFY(!kept);
    QCOMPARE(kept.error().code, ErrorCode::StorageFailed);
    QVERIFY(kept.error().value("path").startsWith(file.toUtf8()));
    QVERIFY(!kept.error().value("system").isEmpty());
}

void TestMockCertificate::tellsCertificatesAlone_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("told");
    const ServerIdentity first = *selfSignedIdentity();
    const QByteArray one = first.certificateChain;
    const QByteArray two = selfSignedIdentity()->certificateChain;
    const QByteArray key = first.privateKey;
    const QByteArray request
        = "-----BEGIN CERTIFICATE REQUEST-----\nDDDD\n-----END CERTIFICATE REQUEST-----\n";
    const auto withoutEnd = [](const QByteArray &pem) {
        return pem.left(pem.indexOf("-----END "));
    };
    const QByteArray open = withoutEnd(two);
    QTest::newRow("RFC 7468 5.1 one") << one << one;
    QTest::newRow("a chain") << QByteArray(one + two) << QByteArray(one + two);
    QTest::newRow("the key in front") << QByteArray(key + one) << one;
    QTest::newRow("the key behind") << QByteArray(one + key) << one;
    QTest::newRow("the key between") << QByteArray(one + key + two) << QByteArray(one + two);
    QTest::newRow("words and a request") << QByteArray("subject=a\n" + request + one) << one;
    QTest::newRow("line ends of others") << QByteArray(one).replace('\n', "\r\n") << one;
    QTest::newRow("without an END") << open << QByteArray();
    QTest::newRow("the key within") << QByteArray(open + key) << QByteArray();
    QTest::newRow("the key within the second") << QByteArray(one + open + key) << one;
    QTest::newRow("the key within, then a whole one")
        << QByteArray(open + key + one) << QByteArray();
    QTest::newRow("no base64") << QByteArray(one).replace("MII", "M!I") << QByteArray();
    QTest::newRow("words in it") << QByteArray(open + "words\n-----END CERTIFICATE-----\n")
                                 << QByteArray();
}

void TestMockCertificate::tellsCertificatesAlone()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, told);
    const QTemporaryDir folder;
    MockTls tls;
    tls.certificateFile = folder.filePath(QStringLiteral("chain.pem"));
    QVERIFY(put(tls.certificateFile, content));
    const auto certificates = mockCertificates(tls);
    QCOMPARE(certificates.isOk(), !told.isEmpty());
    if (certificates)
        QCOMPARE(*certificates, told);
    else
        QCOMPARE(certificates.error().value("fault"), QByteArray("no-certificate"));
}

void TestMockCertificate::saysThatThereIsNone()
{
    const QTemporaryDir folder;
    MockTls tls;
    tls.certificateFile = folder.filePath(QStringLiteral("chain.pem"));
    const auto missing = mockCertificates(tls);
    QVERIFY(!missing);
    QCOMPARE(missing.error().value("fault"), QByteArray("unreadable"));
    QVERIFY(put(tls.certificateFile, "-----BEGIN PRIVATE KEY-----\nS3Cr\n"));
    const auto keyOnly = mockCertificates(tls);
    QVERIFY(!keyOnly);
    QCOMPARE(keyOnly.error().value("fault"), QByteArray("no-certificate"));
    QCOMPARE(keyOnly.error().value("path"), tls.certificateFile.toUtf8());
}

QTEST_GUILESS_MAIN(TestMockCertificate)
#include "tst_mockcertificate.moc"

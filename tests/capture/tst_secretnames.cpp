// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/secretnames.h"

#include <QTest>

using namespace Pushscope;

class TestSecretNames : public QObject
{
    Q_OBJECT

private slots:
    void names_data();
    void names();
    void namesOfTheUser();
};

void TestSecretNames::names_data()
{
    QTest::addColumn<bool>("isField");
    QTest::addColumn<bool>("isMember");
    const auto rows = [](bool isField, bool isMember, const QByteArrayList &names) {
        for (const QByteArray &name : names)
            QTest::newRow(name.isEmpty() ? "nothing" : name.left(40).constData())
                << isField << isMember;
    };
    // As fields they are secret, and so as members of JSON that lists fields.
    rows(true, true, { "Authorization",   "proxy-authorization",
                       "COOKIE",          "Set-Cookie",
                       "X-Api-Key",       "X-ApiKey",
                       "X-Auth-Token",    "Private-Token",
                       "X-CSRF-Token",    "X-Amz-Security-Token",
                       "X-Client-Secret", "X-Password",
                       "token",           "access_token",
                       "accessToken",     "refreshToken",
                       "clientSecret",    "ID-Token",
                       "db_password",     "apiKey" });
    rows(false, true,
         { "auth", "sid", "pwd", "passwd", "sig", "Signature", "privateKey", "sessionId", "jwt",
           "login[pwd]", "login%5Bpwd%5D", "login.pwd" });
    rows(false, false,
         { "", "Host", "Accept", "Sec-WebSocket-Key", "tokens", "max_tokens", "key", "author",
           "side", "[", "]", "a.", "*", "Authorizations", QByteArray(5000, 'a') + "token" });
}

void TestSecretNames::names()
{
    const QByteArray tag = QTest::currentDataTag();
    const QByteArray name = tag == "nothing" ? QByteArray()
        : tag.size() == 40                   ? QByteArray(5000, 'a') + "token"
                                             : tag;
    QFETCH(bool, isField);
    QFETCH(bool, isMember);
    QCOMPARE(isSecretField(name), isField);
    QCOMPARE(isSecretMember(name), isMember);
}

void TestSecretNames::namesOfTheUser()
{
    const SecretNameTest names({ { "X-Key" }, { "price", "*_code" } });
    QVERIFY(names.isField("x_KEY"));
    QVERIFY(!names.isField("price"));
    QVERIFY(!names.isField("Cookie"));
    QVERIFY(names.isMember("Price"));
    QVERIFY(names.isMember("xkey"));
    QVERIFY(names.isMember("pinCode"));
    QVERIFY(!names.isMember("token"));
}

QTEST_APPLESS_MAIN(TestSecretNames)
#include "tst_secretnames.moc"

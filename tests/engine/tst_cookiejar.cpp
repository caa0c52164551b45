// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/clientoptions.h"
#include "engine/client/clienturl.h"
#include "engine/client/cookiejar.h"

#include <QTest>
#include <QTimeZone>

#include <algorithm>

using namespace Pushscope;

class TestCookieJar : public QObject
{
    Q_OBJECT

private slots:
    void keeps_data();
    void keeps();
    void replacesAndDrops();
    void followsTheDomain_data();
    void followsTheDomain();
    void sendsLongerPathsFirst();
    void leavesTheUsersAlone();
    void refusesWhatIsTooLong_data();
    void refusesWhatIsTooLong();
    void isBoundedInNumber();
    void isBoundedInOctets();
    void makesRoomOfWhatIsPast();
};

namespace {

const QDateTime Now(QDate(2026, 11, 21), QTime(10, 0), QTimeZone::utc());

ClientUrl url(const QByteArray &text)
{
    return *parseClientUrl(QUrl(QString::fromLatin1(text)));
}

Http1::ResponseHead headWith(const QByteArray &cookie)
{
    Http1::ResponseHead head;
    head.status = 200;
    head.fields.push_back({ "Set-Cookie", cookie, {} });
    return head;
}

QByteArray sent(const CookieJar &jar, const QByteArray &to, const QDateTime &at = Now)
{
    ClientOptions options;
    jar.apply(options, url(to), at);
    return options.cookies.join("; ");
}

const QByteArray LongPath = '/' + QByteArray(90, 'p');
constexpr qsizetype ValueOctets = 4000;
/// With a name of three octets, the path, and a domain of two.
constexpr qsizetype FillingOctets = ValueOctets + 3 + 91 + 2;

Http1::ResponseHead filling(const QByteArray &name, char octet, qsizetype octets)
{
    return headWith(name + '=' + QByteArray(octets, octet) + "; Max-Age=60; Path=" + LongPath);
}

/// With more than it takes, from hosts `h0` to `h4`, each of which it would take as many from.
void fill(CookieJar &jar)
{
    for (const char *from : { "http://h0/", "http://h1/", "http://h2/", "http://h3/", "http://h4/" }) {
        for (qsizetype i = 0; i < CookieJar::MaxCookiesOfDomain; ++i)
            jar.take(filling("c" + QByteArray::number(10 + i), 'x', ValueOctets), url(from), Now);
    }
}

} // namespace

void TestCookieJar::keeps_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("cookies");
    const auto row = [](const char *name, const char *field, const char *to, const char *cookies) {
        QTest::newRow(name) << QByteArray(field) << QByteArray(to) << QByteArray(cookies);
    };
    const char *here = "http://a/io/?x=1";
    row("5.2 name and value", "io=s1", here, "io=s1");
    row("5.2 blanks go", " io = s1 ; HttpOnly", here, "io=s1");
    row("5.2 value with an equals sign", "io=a=b", here, "io=a=b");
    row("5.2 empty value", "io=", here, "io=");
    row("5.2 no pair", "io", here, "");
    row("5.2 no name", "=s1", here, "");
    row("5.1.4 default path", "io=s1", "http://a/", "");
    row("5.1.4 path", "io=s1; Path=/", "http://a/other", "io=s1");
    row("5.1.4 longer path", "io=s1; Path=/io", "http://a/iota", "");
    row("5.2.4 path that is none", "io=s1; Path=x", here, "io=s1");
    row("5.2.5 secure", "io=s1; Secure", here, "");
    row("5.2.5 secure over TLS", "io=s1; Secure; Path=/", "https://a/", "io=s1");
    row("5.2.2 no age", "io=s1; Max-Age=0", here, "");
    row("5.2.2 some age", "io=s1; Max-Age=60", here, "io=s1");
    row("5.2.2 no number", "io=s1; Max-Age=x", here, "io=s1");
    row("5.2.1 past", "io=s1; Expires=Sat, 21 Nov 2026 09:59:59 GMT", here, "");
    row("5.2.1 to come", "io=s1; Expires=Sat, 21 Nov 2026 10:00:01 GMT", here, "io=s1");
    row("5.1.1 old form", "io=s1; expires=Thu, 01-Jan-70 00:00:01 GMT", here, "");
    row("5.1.1 the first year, not the zone",
        "io=s1; Expires=Thu Jan 01 1970 02:00:00 GMT+0200 (Eastern European Standard Time)", here, "");
    row("5.1.1 the first of each", "io=s1; Expires=Sat, 01 Jan 2000 10:00:00 PM 2030 11:00:00",
        here, "");
    row("5.1.1 digits before other octets", "io=s1; Expires=Thu, 1st Jan 1970AD 00:00:00.5 GMT",
        here, "");
    row("5.1.1 short years", "io=s1; Expires=01 Jan 99 10:00:00", here, "");
    row("5.1.1 short years to come", "io=s1; Expires=01 Jan 69 10:00:00", here, "io=s1");
    row("5.1.1 no date without a time", "io=s1; Expires=Thu, 01 Jan 1970", here, "io=s1");
    row("5.1.1 no time of three digits", "io=s1; Expires=01 Jan 1970 100:00:00", here, "io=s1");
    row("5.2.1 what is no date is as if it were not there",
        "io=s1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Expires=0", here, "");
    row("6265bis 5.6 control characters", "io=s1\rX-Evil: 1", here, "");
    row("6265bis 5.6 control characters behind the pair", "io=s1; Path=/\x01", here, "");
    row("6265bis 5.6 a tab is none", "io=\ts1", here, "io=s1");
    row("5.2.1 no date", "io=s1; Expires=never", here, "io=s1");
    row("5.3 age goes before date", "io=s1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
        here, "io=s1");
}

void TestCookieJar::keeps()
{
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, to);
    CookieJar jar;
    jar.take(headWith(field), url("http://a/io/"), Now);
    QTEST(sent(jar, to), "cookies");
}

void TestCookieJar::replacesAndDrops()
{
    CookieJar jar;
    jar.take(headWith("a=1"), url("http://a/"), Now);
    jar.take(headWith("b=2; Max-Age=60"), url("http://a/"), Now);
    jar.take(headWith("a=3"), url("http://a/"), Now);
    QCOMPARE(sent(jar, "http://a/"), QByteArray("a=3; b=2"));
    QCOMPARE(sent(jar, "http://a/", Now.addSecs(61)), QByteArray("a=3"));
    jar.take(headWith("a=; Max-Age=-1"), url("http://a/"), Now);
    QCOMPARE(sent(jar, "http://a/"), QByteArray("b=2"));
    QCOMPARE(jar.size(), 1);
}

void TestCookieJar::followsTheDomain_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<bool>("isSent");
    const auto row = [](const char *name, const char *from, const char *domain, const char *to,
                        bool isSent) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(domain) << QByteArray(to) << isSent;
    };
    const char *sub = "http://a.b.example/";
    row("5.3 host only", sub, "", sub, true);
    row("5.3 host only, above", sub, "", "http://b.example/", false);
    row("5.3 host only, below", "http://b.example/", "", sub, false);
    row("5.2.3 domain", sub, "; Domain=b.example", "http://c.b.example/", true);
    row("5.2.3 its own name", sub, "; Domain=a.b.example", "http://x.a.b.example/", true);
    row("5.2.3 leading dot", sub, "; Domain=.b.example", "http://b.example/", true);
    row("5.2.3 capitals", sub, "; domain=B.EXAMPLE", "http://b.example/", true);
    row("5.2.3 empty", sub, "; Domain=", sub, true);
    row("5.2.3 the port is of no meaning", sub, "", "http://a.b.example:81/", true);
    row("5.3 another's", sub, "; Domain=c.example", "http://c.example/", false);
    row("5.3 another's is not kept at all", sub, "; Domain=c.example", sub, false);
    row("5.3 below its own", "http://b.example/", "; Domain=a.b.example", sub, false);
    row("5.3 one label", sub, "; Domain=example", sub, false);
    row("5.3 one label of its own", "http://localhost/", "; Domain=localhost",
        "http://localhost/", true);
    const char *wide = "; Domain=b.example; Domain=a.b.example";
    row("5.3 the last of two is its own", sub, wide, sub, true);
    row("5.3 the last of two is narrower", sub, wide, "http://c.b.example/", false);
    row("5.3 the last of two is wider", sub, "; Domain=a.b.example; Domain=b.example",
        "http://c.b.example/", true);
    row("5.3 the last of two is another's", sub, "; Domain=b.example; Domain=c.example", sub,
        false);
    row("5.3 the first of two is another's", sub, "; Domain=c.example; Domain=b.example", sub,
        true);
    row("5.1.3 not at a dot", sub, "; Domain=b.example", "http://ab.example/", false);
    row("5.1.3 an address", "http://127.0.0.1/", "; Domain=0.0.1", "http://127.0.0.1/", false);
    row("5.1.3 an IPv6 address", "http://[::1]/", "", "http://[::1]/", true);
}

void TestCookieJar::followsTheDomain()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, to);
    CookieJar jar;
    jar.take(headWith("io=s1" + field), url(from), Now);
    QTEST(!sent(jar, to).isEmpty(), "isSent");
}

void TestCookieJar::sendsLongerPathsFirst()
{
    CookieJar jar;
    jar.take(headWith("a=1; Path=/"), url("http://a/"), Now);
    jar.take(headWith("b=2; Path=/io"), url("http://a/"), Now);
    jar.take(headWith("c=3; Path=/io"), url("http://a/"), Now);
    jar.take(headWith("a=4; Path=/io/deep"), url("http://a/"), Now);
    QCOMPARE(sent(jar, "http://a/io/deep"), QByteArray("a=4; b=2; c=3; a=1"));
}

void TestCookieJar::leavesTheUsersAlone()
{
    CookieJar jar;
    jar.take(headWith("a=1"), url("http://a/"), Now);
    ClientOptions options;
    options.cookies = { "a=own", "aa=2" };
    jar.apply(options, url("http://a/"), Now);
    QCOMPARE(options.cookies.join("; "), QByteArray("a=own; aa=2"));
}

void TestCookieJar::refusesWhatIsTooLong_data()
{
    QTest::addColumn<qsizetype>("octets"); // Of the value; the name has one.
    QTest::addColumn<int>("size");
    QTest::newRow("6265bis 5.6 at the limit") << CookieJar::MaxCookieOctets - 1 << 1;
    QTest::newRow("6265bis 5.6 above it") << CookieJar::MaxCookieOctets << 0;
}

void TestCookieJar::refusesWhatIsTooLong()
{
    QFETCH(qsizetype, octets);
    CookieJar jar;
    jar.take(headWith("c=" + QByteArray(octets, 'x')), url("http://a/"), Now);
    QTEST(static_cast<int>(jar.size()), "size");
}

void TestCookieJar::isBoundedInNumber()
{
    CookieJar jar;
    const qsizetype domains = CookieJar::MaxCookies / CookieJar::MaxCookiesOfDomain;
    for (qsizetype domain = 0; domain <= domains; ++domain) {
        const ClientUrl from = url("http://h" + QByteArray::number(domain) + '/');
        for (qsizetype i = 0; i <= CookieJar::MaxCookiesOfDomain; ++i) // Each path is another one.
            jar.take(headWith("c=1; Path=/" + QByteArray::number(i)), from, Now);
        QCOMPARE(jar.size(),
                 std::min(CookieJar::MaxCookies, (domain + 1) * CookieJar::MaxCookiesOfDomain));
    }
    jar.take(headWith("c=2; Path=/0"), url("http://h0/"), Now); // In the place of another.
    QCOMPARE(sent(jar, "http://h0/0"), QByteArray("c=2"));
}

void TestCookieJar::isBoundedInOctets()
{
    CookieJar jar;
    fill(jar);
    QCOMPARE(jar.size(), CookieJar::MaxOctets / FillingOctets);
    const QByteArray place = "http://h0" + LongPath;
    // One octet more than the one in whose place it would be.
    jar.take(filling("c10", 'y', ValueOctets + 1), url("http://h0/"), Now);
    QVERIFY(sent(jar, place).contains("c10=x"));
    jar.take(filling("c10", 'y', ValueOctets), url("http://h0/"), Now);
    QVERIFY(sent(jar, place).contains("c10=y"));
    jar.take(filling("c10", 'z', 1), url("http://h0/"), Now);
    QVERIFY(sent(jar, place).contains("c10=z;"));
    QCOMPARE(jar.size(), CookieJar::MaxOctets / FillingOctets);
}

void TestCookieJar::makesRoomOfWhatIsPast()
{
    CookieJar jar;
    fill(jar);
    jar.take(headWith("new=1"), url("http://a/"), Now.addSecs(59));
    QCOMPARE(sent(jar, "http://a/"), QByteArray());
    jar.take(headWith("new=1"), url("http://a/"), Now.addSecs(60));
    QCOMPARE(jar.size(), 1);
    QCOMPARE(sent(jar, "http://a/"), QByteArray("new=1"));
}

QTEST_APPLESS_MAIN(TestCookieJar)
#include "tst_cookiejar.moc"

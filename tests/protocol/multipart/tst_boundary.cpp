// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/multipart/boundary.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::Multipart;

class TestBoundary : public QObject
{
    Q_OBJECT

private slots:
    void readsTheParameter_data();
    void readsTheParameter();
    void knowsTheTypes_data();
    void knowsTheTypes();
    void writesWhatItReads_data();
    void writesWhatItReads();
};

void TestBoundary::readsTheParameter_data()
{
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<ViolationSet>("violations");
    const ViolationSet none;
    const ViolationSet missing{ Violation::MissingBoundary };
    const ViolationSet bad{ Violation::BadBoundary };

    QTest::newRow("5.1.1 token") << QByteArray("multipart/mixed; boundary=gc0p4Jq0M2Yt08jU534c0p")
                                 << QByteArray("gc0p4Jq0M2Yt08jU534c0p") << none;
    QTest::newRow("5.1.1 quoted, with a colon")
        << QByteArray("multipart/mixed; boundary=\"gc0pJq0M:08jU534c0p\"")
        << QByteArray("gc0pJq0M:08jU534c0p") << none;
    QTest::newRow("5.1.1 quoted, with a blank inside")
        << QByteArray("multipart/mixed; boundary=\"simple boundary\"")
        << QByteArray("simple boundary") << none;
    QTest::newRow("5.1.1 ends with a blank")
        << QByteArray("multipart/mixed; boundary=\"simple \"") << QByteArray("simple ") << bad;
    QTest::newRow("5.1.1 colon without quotes")
        << QByteArray("multipart/mixed; boundary=a:b") << QByteArray("a:b") << none;
    QTest::newRow("5.1.1 every character of the grammar")
        << QByteArray("multipart/mixed; boundary=\"'()+_,-./:=?\"") << QByteArray("'()+_,-./:=?")
        << none;
    QTest::newRow("5.1.1 a character that is not in it")
        << QByteArray("multipart/mixed; boundary=a*b") << QByteArray("a*b") << bad;
    QTest::newRow("5.1.1 70 characters")
        << "multipart/mixed; boundary=" + QByteArray(70, 'x') << QByteArray(70, 'x') << none;
    QTest::newRow("5.1.1 71 characters")
        << "multipart/mixed; boundary=" + QByteArray(71, 'x') << QByteArray(71, 'x') << bad;
    QTest::newRow("5.1.1 hyphens of the delimiter")
        << QByteArray("multipart/x-mixed-replace;boundary=--myboundary")
        << QByteArray("--myboundary") << none;
    QTest::newRow("5.1 name in another case")
        << QByteArray("multipart/x-mixed-replace; charset=x; Boundary=b") << QByteArray("b")
        << none;
    QTest::newRow("5.1 none") << QByteArray("multipart/mixed") << QByteArray() << missing;
    QTest::newRow("5.1 empty") << QByteArray("multipart/mixed; boundary=") << QByteArray()
                               << missing;
    QTest::newRow("5.1 empty, quoted")
        << QByteArray("multipart/mixed; boundary=\"\"") << QByteArray() << missing;
}

void TestBoundary::readsTheParameter()
{
    QFETCH(QByteArray, contentType);
    QFETCH(QByteArray, value);
    QFETCH(ViolationSet, violations);
    const Boundary boundary = boundaryOf(Http1::parseParameterized(contentType));
    QCOMPARE(boundary.value, value);
    QVERIFY(boundary.violations == violations);
    QVERIFY(makeBoundary(value) == boundary);
    QCOMPARE(isBoundary(value), violations.isEmpty());
}

void TestBoundary::knowsTheTypes_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<bool>("isIt");
    QTest::newRow("5.1.3 mixed") << QByteArray("multipart/mixed") << true;
    QTest::newRow("x-mixed-replace") << QByteArray("multipart/x-mixed-replace") << true;
    QTest::newRow("5.1.3 one that nobody knows is mixed")
        << QByteArray("multipart/unheard-of") << true;
    QTest::newRow("text") << QByteArray("text/html") << false;
    QTest::newRow("only begins so") << QByteArray("multipartite/mixed") << false;
    QTest::newRow("none") << QByteArray() << false;
}

void TestBoundary::knowsTheTypes()
{
    QFETCH(QByteArray, type);
    QTEST(isMultipart(type), "isIt");
}

void TestBoundary::writesWhatItReads_data()
{
    QTest::addColumn<QByteArray>("boundary");
    QTest::addColumn<QByteArray>("contentType");
    QTest::newRow("5.1.1 a token needs no quotes")
        << QByteArray("x-1") << QByteArray("multipart/mixed; boundary=x-1");
    QTest::newRow("5.1.1 a blank does")
        << QByteArray("a b") << QByteArray("multipart/mixed; boundary=\"a b\"");
    QTest::newRow("9110 5.6.4 quote and backslash")
        << QByteArray("a\"\\b") << QByteArray("multipart/mixed; boundary=\"a\\\"\\\\b\"");
    QTest::newRow("empty") << QByteArray() << QByteArray("multipart/mixed; boundary=\"\"");
}

void TestBoundary::writesWhatItReads()
{
    QFETCH(QByteArray, boundary);
    QFETCH(QByteArray, contentType);
    QCOMPARE(contentTypeWith("multipart/mixed", boundary), contentType);
    QCOMPARE(boundaryOf(Http1::parseParameterized(contentType)).value, boundary);
}

QTEST_APPLESS_MAIN(TestBoundary)
#include "tst_boundary.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/describe.h"
#include "models/inspection.h"

#include <QTest>

#include <algorithm>

using namespace Pushscope;

namespace {

/// These records carry no octets.
class NoOctets final : public OctetSource
{
public:
    QByteArray octets(quint32, From, Layer, ByteRange) override { return {}; }
};

Record recordOf(RecordKind kind, const QByteArray &detail)
{
    Record record;
    record.seq = 1;
    record.t = 0;
    record.kind = kind;
    record.detail = detail;
    return record;
}

} // namespace

/// The words for the addresses that a connection was tried with. Spec: RFC 8305.
class TestConnectAttempts : public QObject
{
    Q_OBJECT

private slots:
    void rows_data();
    void rows();
    void facts_data();
    void facts();
};

void TestConnectAttempts::rows_data()
{
    QTest::addColumn<RecordKind>("kind");
    QTest::addColumn<QByteArray>("detail");
    QTest::addColumn<QString>("preview");
    QTest::newRow("one address")
        << RecordKind::ConnOpen
        << QByteArray(R"({"remote":"127.0.0.1:80","connect_ns":1000000})")
        << QStringLiteral("127.0.0.1:80 · 1 ms");
    const QByteArray attempts
        = R"("attempts":[{"address":"[::1]:80","start_ns":0,"duration_ns":250000000,)"
          R"("outcome":"abandoned"},{"address":"127.0.0.1:80","start_ns":250000000,)"
          R"("duration_ns":1000000,"outcome":"connected"}]})";
    QTest::newRow("5 the second of two")
        << RecordKind::ConnOpen
        << QByteArray(R"({"remote":"127.0.0.1:80","connect_ns":251000000,)" + attempts)
        << QStringLiteral("127.0.0.1:80 · 251 ms · 2 addresses tried");
    QTest::newRow("5 neither of two")
        << RecordKind::ConnClose
        << QByteArray(R"({"by":"error","how":"never-connected",)" + attempts)
        << QStringLiteral("never connected · 2 addresses tried");
}

void TestConnectAttempts::rows()
{
    QFETCH(RecordKind, kind);
    QFETCH(QByteArray, detail);
    NoOctets octets;
    QTEST(describe(recordOf(kind, detail), octets).preview, "preview");
}

void TestConnectAttempts::facts_data()
{
    QTest::addColumn<RecordKind>("kind");
    QTest::addColumn<QByteArray>("outcome");
    QTest::addColumn<QString>("words");
    const auto row = [](RecordKind kind, const char *outcome, const char *words) {
        QTest::newRow(outcome) << kind << QByteArray(outcome) << QString::fromUtf8(words);
    };
    row(RecordKind::ConnOpen, "connected", "connected");
    row(RecordKind::ConnOpen, "abandoned", "given up");
    row(RecordKind::ConnClose, "refused", "refused");
    row(RecordKind::ConnClose, "connect-timeout", "no answer in time");
    row(RecordKind::ConnClose, "unreachable", "cannot be reached");
    row(RecordKind::ConnClose, "reset", "reset");
}

void TestConnectAttempts::facts()
{
    QFETCH(RecordKind, kind);
    QFETCH(QByteArray, outcome);
    QFETCH(QString, words);
    const QByteArray detail = R"({"attempts":[{"address":"[::1]:80","start_ns":250000000,)"
                              R"("duration_ns":1000000,"outcome":")"
        + outcome + R"("}]})";
    NoOctets octets;
    const Inspection inspection = inspect(recordOf(kind, detail), octets);
    const auto tried
        = std::ranges::find(inspection.facts, QStringLiteral("Tried"), &InspectionFact::label);
    QVERIFY(tried != inspection.facts.end());
    QCOMPARE(tried->value,
             QStringLiteral("[::1]:80, 250 ms after the first: %1 after 1 ms").arg(words));
}

QTEST_APPLESS_MAIN(TestConnectAttempts)
#include "tst_connectattempts.moc"

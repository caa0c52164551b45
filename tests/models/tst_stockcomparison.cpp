// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/stockcomparison.h"

#include "findingtraffic.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Pushscope;

class TestStockComparison : public QObject
{
    Q_OBJECT

private slots:
    void laysBothSideBySide();
    void countsFragments();
    void tellsOfTheNewestConnection();
    void comparesHttpWithoutFrames();
    void isJson();
};

namespace {

OwnOutcome outcomeOf(const CannedPages &pages)
{
    OwnOutcome outcome;
    for (const Record &record : pages.added())
        outcome.add(record);
    return outcome;
}

/// A reset in the middle: a library says 1000, and it was 1006.
void resetInside(FindingTraffic &traffic)
{
    traffic.openWebSocket(1, 0);
    traffic.note(1, RecordKind::State, R"({"was":"CONNECTING","now":"OPEN"})");
    traffic.server(5, FindingTraffic::frame(WebSocket::Opcode::Text, "a"));
    traffic.server(6, FindingTraffic::frame(WebSocket::Opcode::Ping, "p"));
    traffic.server(7, QByteArray::fromHex("81056162"));
    traffic.error(900, ErrorCode::Reset, ErrorSite::Tcp);
    traffic.close(900, "server", "reset", true);
}

StockOutcome stockOutcome()
{
    StockOutcome stock;
    stock.library = "QWebSocket (Qt 6)";
    stock.isWebSocket = stock.isOpened = true;
    stock.messages = 1;
    stock.closeCode = 1000;
    stock.error = "QAbstractSocket::RemoteHostClosedError";
    stock.events = { { 3, "connected" }, { 900, "disconnected, closeCode 1000" } };
    return stock;
}

const StockRow *rowOf(const QList<StockRow> &rows, const QString &aspect)
{
    const auto found = std::ranges::find(rows, aspect, &StockRow::aspect);
    return found == rows.end() ? nullptr : &*found;
}

} // namespace

void TestStockComparison::laysBothSideBySide()
{
    CannedPages pages;
    FindingTraffic traffic(pages);
    resetInside(traffic);
    const OwnOutcome ours = outcomeOf(pages);
    QVERIFY(ours.isOpened);
    QCOMPARE(ours.pings, quint64(1));
    QCOMPARE(ours.closeCode, std::optional(1006));
    QVERIFY(ours.error && ours.error->code == ErrorCode::Reset);
    const QList<StockRow> rows = compareOutcomes(stockOutcome(), ours, findingsOf(pages));
    const StockRow *code = rowOf(rows, QStringLiteral("Close code"));
    QVERIFY(code);
    QVERIFY(code->stock.startsWith(QStringLiteral("1000")));
    QVERIFY(code->ours.startsWith(QStringLiteral("1006")));
    const StockRow *pings = rowOf(rows, QStringLiteral("Pings and pongs"));
    QVERIFY(pings && !pings->isTold);
    QCOMPARE(pings->ours, QStringLiteral("1"));
    const StockRow *rules = rowOf(rows, QStringLiteral("Rules broken"));
    QVERIFY(rules && rules->ours.contains(QStringLiteral("cut-off")));
    const StockRow *problem = rowOf(rows, QStringLiteral("Problem"));
    QVERIFY(problem && problem->ours.contains(QStringLiteral("reset")));
    const QString text = comparisonText(stockOutcome(), ours, {});
    QVERIFY(text.contains(QStringLiteral("disconnected, closeCode 1000")));
}

void TestStockComparison::countsFragments()
{
    CannedPages pages;
    FindingTraffic traffic(pages);
    traffic.openWebSocket(1, 0);
    traffic.server(5, FindingTraffic::frame(WebSocket::Opcode::Text, "whole"));
    QCOMPARE(outcomeOf(pages).fragments, quint64(0));
    traffic.server(6, QByteArray::fromHex("010161" "000162" "800163"));
    QCOMPARE(outcomeOf(pages).messages, quint64(2));
    QCOMPARE(outcomeOf(pages).fragments, quint64(3));
}

void TestStockComparison::tellsOfTheNewestConnection()
{
    CannedPages pages;
    FindingTraffic traffic(pages);
    const auto attempt = [&](quint32 connection, qint64 ms) {
        traffic.open(connection);
        traffic.note(ms, RecordKind::ConnAttempt, R"({"role":"client"})");
    };
    attempt(1, 0);
    resetInside(traffic); // Opens connection 1 itself.
    QVERIFY(outcomeOf(pages).error);
    attempt(2, 1000);
    traffic.askWebSocket(1000);
    traffic.acceptWebSocket(1001);
    for (int i = 0; i < 3; ++i)
        traffic.server(1100 + i, FindingTraffic::frame(WebSocket::Opcode::Text, "a"));
    const OwnOutcome ours = outcomeOf(pages);
    QCOMPARE(ours.messages, quint64(3));
    QCOMPARE(ours.pings, quint64(0));
    QVERIFY(!ours.error && !ours.closeCode && ours.how.isEmpty());
    QVERIFY(ours.violations.isEmpty());
    // One more beside it, as for an upgrade, adds to it.
    attempt(3, 1200);
    traffic.openWebSocket(3, 1200);
    traffic.server(1300, FindingTraffic::frame(WebSocket::Opcode::Text, "b"));
    QCOMPARE(outcomeOf(pages).messages, quint64(4));
}

void TestStockComparison::comparesHttpWithoutFrames()
{
    CannedPages pages;
    FindingTraffic traffic(pages);
    traffic.openStream(1, 0);
    traffic.server(5, "data: a\n\ndata: b\n\n");
    traffic.close(9, "server", "fin");
    const OwnOutcome ours = outcomeOf(pages);
    QCOMPARE(ours.status, std::optional(200));
    QCOMPARE(ours.messages, quint64(2));
    StockOutcome stock;
    stock.status = 200;
    stock.octets = 18;
    const QList<StockRow> rows = compareOutcomes(stock, ours, {});
    QVERIFY(!rowOf(rows, QStringLiteral("Pings and pongs")));
    QCOMPARE(rowOf(rows, QStringLiteral("Messages"))->ours, QStringLiteral("2"));
    QVERIFY(rowOf(rows, QStringLiteral("Messages"))->stock.contains(QStringLiteral("18")));
    // Octets and messages cannot differ.
    QVERIFY(!rowOf(rows, QStringLiteral("Messages"))->isTold);
    QVERIFY(rowOf(rows, QStringLiteral("Status of the response"))->isTold);
}

void TestStockComparison::isJson()
{
    CannedPages pages;
    FindingTraffic traffic(pages);
    resetInside(traffic);
    const QByteArray line = comparisonJson(stockOutcome(), outcomeOf(pages), findingsOf(pages));
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    QCOMPARE(object.value(QLatin1StringView("kind")).toString(), QStringLiteral("stock"));
    const QJsonObject stock = object.value(QLatin1StringView("stock")).toObject();
    const QJsonObject ours = object.value(QLatin1StringView("ours")).toObject();
    QCOMPARE(stock.value(QLatin1StringView("code")).toInt(), 1000);
    QCOMPARE(stock.value(QLatin1StringView("told")).toArray().size(), 2);
    QCOMPARE(ours.value(QLatin1StringView("code")).toInt(), 1006);
    QCOMPARE(ours.value(QLatin1StringView("error")).toString(), QStringLiteral("reset"));
    QCOMPARE(ours.value(QLatin1StringView("problems")).toArray().size(), 1);
}

QTEST_GUILESS_MAIN(TestStockComparison)
#include "tst_stockcomparison.moc"

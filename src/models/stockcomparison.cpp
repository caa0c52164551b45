// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/stockcomparison.h"

#include "capture/jsonwriter.h"
#include "capture/recorddecoder.h"
#include "capture/recordfigures.h"
#include "models/formatting.h"
#include "models/previewtext.h"
#include "models/recordwords.h"
#include "models/statisticsmessage.h"
#include "models/words.h"

#include <algorithm>

namespace Pushscope {

namespace {

/// More are not told apart.
constexpr std::size_t MaxOpenConnections = 1024;

constexpr int FirstFinal = 200;

QString countText(quint64 count)
{
    return groupedNumber(static_cast<qint64>(count));
}

QString yesText(bool isYes)
{
    return isYes ? Words::tr("yes") : Words::tr("no");
}

QString codeText(std::optional<int> code)
{
    return code ? RecordWords::joined(
               { QString::number(*code), RecordWords::closeCodeText(*code) })
                : Words::tr("none");
}

QString statusText(std::optional<int> status)
{
    return status ? QString::number(*status) : Words::tr("none");
}

QString rulesText(const ViolationSet &violations)
{
    QStringList names;
    for (const Violation violation : violations.toVector())
        names.append(QString::fromLatin1(violationName(violation)));
    return names.isEmpty() ? Words::tr("none") : names.join(QStringLiteral(", "));
}

QString endText(const OwnOutcome &ours)
{
    if (ours.how.isEmpty())
        return Words::tr("still open");
    return RecordWords::joined({ RecordWords::whoText(QString::fromLatin1(ours.by)),
                                 RecordWords::howText(QString::fromLatin1(ours.how)) });
}

QString stockErrorText(const StockOutcome &stock)
{
    return stock.error.isEmpty() ? Words::tr("none")
                                 : RecordWords::joined({ lineText(stock.error),
                                                         lineText(stock.errorText) });
}

class Rows
{
public:
    void add(const QString &aspect, const QString &stock, const QString &ours)
    {
        m_rows.append({ aspect, stock, ours, true });
    }
    /// What the library has no words for, or others: @p stock.
    void addUntold(const QString &aspect, const QString &ours,
                   const QString &stock = Words::tr("does not say"))
    {
        m_rows.append({ aspect, stock, ours, false });
    }
    [[nodiscard]] QList<StockRow> take() { return std::move(m_rows); }

private:
    QList<StockRow> m_rows;
};

void addWebSocket(Rows &rows, const StockOutcome &stock, const OwnOutcome &ours)
{
    rows.addUntold(Words::tr("Status of the response"), statusText(ours.status));
    const auto chosen = [](const QByteArray &name) {
        return name.isEmpty() ? Words::tr("none") : lineText(name);
    };
    rows.add(Words::tr("Subprotocol"), chosen(stock.subprotocol), chosen(ours.subprotocol));
    rows.add(Words::tr("Messages"), countText(stock.messages), countText(ours.messages));
    rows.addUntold(Words::tr("Pings and pongs"), countText(ours.pings));
    rows.addUntold(Words::tr("Fragments"), countText(ours.fragments));
    rows.add(Words::tr("Close code"), stock.isStopped ? Words::tr("still open, so it was ended here")
                                                      : codeText(stock.closeCode),
             codeText(ours.closeCode));
    rows.add(Words::tr("Reason"), lineText(stock.closeReason), lineText(ours.closeReason));
}

void addHttp(Rows &rows, const StockOutcome &stock, const OwnOutcome &ours)
{
    rows.add(Words::tr("Status of the response"), statusText(stock.status),
             statusText(ours.status));
    rows.addUntold(Words::tr("Messages"), countText(ours.messages),
                   Words::tr("%1 of content, not cut into messages")
                       .arg(octetsText(static_cast<qint64>(stock.octets))));
}

} // namespace

void OwnOutcome::add(const Record &record)
{
    if (record.kind == RecordKind::ConnAttempt) {
        if (openConnections.empty())
            *this = {};
        // A forged capture is not to fill the memory.
        if (openConnections.size() < MaxOpenConnections)
            openConnections.insert(record.connection);
    } else if (record.kind == RecordKind::ConnClose) {
        openConnections.erase(record.connection);
    }
    violations.add(record.violations);
    const QJsonObject detail = record.detail.isEmpty() ? QJsonObject() : detailOf(record);
    const auto text = [&detail](const char *name) {
        return detail.value(QLatin1StringView(name)).toString().toUtf8();
    };
    if (record.from == From::Server && isStatisticsMessage(figuresOf(record)))
        ++messages;
    switch (record.kind) {
    case RecordKind::State:
        isOpened = isOpened || text("now") == "OPEN";
        break;
    case RecordKind::HttpResponse:
        if (record.code >= FirstFinal || record.code == 101)
            status = record.code;
        isOpened = isOpened || (record.code >= FirstFinal && record.code < 300);
        break;
    case RecordKind::WsHandshake:
        subprotocol = text("subprotocol");
        break;
    case RecordKind::WsPing:
    case RecordKind::WsPong:
        ++pings;
        break;
    case RecordKind::WsMessage:
        if (record.from == From::Server) // Said of those of more than one frame.
            fragments += static_cast<quint64>(detail.value(QLatin1StringView("frames")).toInteger());
        break;
    case RecordKind::WsClosed:
        closeCode = record.code;
        closeReason = text("reason");
        break;
    case RecordKind::ConnOpen:
        how.clear();
        by.clear();
        break;
    case RecordKind::ConnClose:
        how = text("how");
        by = text("by");
        break;
    case RecordKind::Error:
        error = errorOf(record);
        break;
    default:
        break;
    }
}

QList<StockRow> compareOutcomes(const StockOutcome &stock, const OwnOutcome &ours,
                                const Findings &findings)
{
    Rows rows;
    rows.add(Words::tr("Opened"), yesText(stock.isOpened), yesText(ours.isOpened));
    if (stock.isWebSocket)
        addWebSocket(rows, stock, ours);
    else
        addHttp(rows, stock, ours);
    rows.add(Words::tr("Error"), stockErrorText(stock),
             ours.error ? describe(*ours.error) : Words::tr("none"));
    rows.addUntold(Words::tr("Rules broken"), rulesText(ours.violations));
    rows.addUntold(Words::tr("End of the connection"), endText(ours));
    for (const Finding &finding : findings)
        rows.addUntold(Words::tr("Problem"), describe(finding).sentence);
    return rows.take();
}

QString comparisonText(const StockOutcome &stock, const OwnOutcome &ours, const Findings &findings)
{
    QString text;
    const QString library = QString::fromUtf8(stock.library);
    for (const StockRow &row : compareOutcomes(stock, ours, findings)) {
        text += row.aspect + QStringLiteral("\n  ") + library + QStringLiteral(": ")
            + (row.stock.isEmpty() ? Words::tr("none") : row.stock) + QStringLiteral("\n  Pushscope: ")
            + (row.ours.isEmpty() ? Words::tr("none") : row.ours) + QLatin1Char('\n');
    }
    if (!stock.events.empty())
        text += Words::tr("What %1 told, in order").arg(library) + QLatin1Char('\n');
    for (const StockOutcome::Event &event : stock.events) {
        text += QStringLiteral("  %1 ms  %2\n").arg(event.ms).arg(lineText(event.text));
    }
    return text;
}

QByteArray comparisonJson(const StockOutcome &stock, const OwnOutcome &ours,
                          const Findings &findings)
{
    QByteArray line;
    JsonWriter json(line);
    json.string("kind", "stock");
    json.beginObject("stock");
    json.string("library", stock.library);
    json.boolean("opened", stock.isOpened);
    if (stock.status)
        json.integer("status", *stock.status);
    if (stock.isWebSocket)
        json.integer("messages", static_cast<qint64>(stock.messages));
    json.integer("octets", static_cast<qint64>(stock.octets));
    if (!stock.subprotocol.isEmpty())
        json.string("subprotocol", stock.subprotocol);
    if (stock.closeCode && !stock.isStopped) {
        json.integer("code", *stock.closeCode);
        json.string("reason", stock.closeReason);
    }
    if (!stock.error.isEmpty()) {
        json.string("error", stock.error);
        json.string("message", stock.errorText);
    }
    json.boolean("stopped", stock.isStopped);
    json.beginArray("told");
    for (const StockOutcome::Event &event : stock.events)
        json.element(event.text);
    json.end();
    json.end();
    json.beginObject("ours");
    json.boolean("opened", ours.isOpened);
    if (ours.status)
        json.integer("status", *ours.status);
    json.integer("messages", static_cast<qint64>(ours.messages));
    if (!ours.subprotocol.isEmpty())
        json.string("subprotocol", ours.subprotocol);
    if (ours.closeCode) {
        json.integer("code", *ours.closeCode);
        json.string("reason", ours.closeReason);
    }
    if (ours.error) {
        json.string("error", errorCodeName(ours.error->code));
        json.string("message", describe(*ours.error).toUtf8());
    }
    if (!ours.how.isEmpty()) {
        json.string("by", ours.by);
        json.string("how", ours.how);
    }
    json.beginArray("violations");
    for (const Violation violation : ours.violations.toVector())
        json.element(violationName(violation));
    json.end();
    json.beginArray("problems");
    for (const Finding &finding : findings)
        json.element(describe(finding).sentence.toUtf8());
    json.end();
    json.end();
    json.finish();
    return line;
}

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/problemlist.h"

#include "capture/jsonwriter.h"
#include "models/findingdetector.h"

#include <QSemaphore>

namespace Pushscope {

namespace {

/// Records that are read at a time.
constexpr int PageRows = 4096;
/// Rows that are named to people; JSON has all of them.
constexpr std::size_t ShownRows = 8;

Findings findAll(RecordPages &pages)
{
    FindingsDetector detector;
    QSemaphore isRead;
    pages.requestTimeline(0, 1, 1, [&](const TimelineSlice &slice) {
        for (const SessionRow &session : slice.sessions)
            detector.setRole(session.id, session.role);
        isRead.release();
    });
    isRead.acquire();
    qint64 row = 0;
    qint64 count = 0;
    do {
        pages.requestRows(RecordPages::Everything, row, PageRows,
                          [&](const RecordPages::Page &, std::span<const Record> records,
                              OctetSource &octets) {
                              for (const Record &record : records)
                                  detector.add(record, octets);
                              count = static_cast<qint64>(records.size());
                              isRead.release();
                          });
        isRead.acquire();
        row += count;
    } while (count > 0);
    return detector.findings();
}

QByteArray jsonLine(const Finding &finding)
{
    const FindingText text = describe(finding);
    QByteArray line;
    JsonWriter json(line);
    json.string("finding", findingName(finding.kind));
    json.integer("session", finding.session);
    json.integer("count", static_cast<qint64>(finding.count));
    if (finding.layer != EndLayer::None)
        json.string("layer", endLayerName(finding.layer));
    if (finding.by != From::Nobody)
        json.string("by", fromName(finding.by));
    json.beginArray("rows");
    for (const qint64 seq : finding.rows)
        json.element(seq);
    json.end();
    json.string("title", text.title.toUtf8());
    json.string("message", text.sentence.toUtf8());
    json.string("fix", text.fix.toUtf8());
    json.string("section", text.section.toUtf8());
    json.string("url", text.url.toEncoded());
    json.finish();
    return line;
}

QByteArray plainText(const Finding &finding)
{
    const FindingText text = describe(finding);
    QByteArray rows;
    for (std::size_t i = 0; i < finding.rows.size() && i < ShownRows; ++i)
        rows += " #" + QByteArray::number(finding.rows[i]);
    if (finding.rows.size() > ShownRows)
        rows += " …";
    return "session " + QByteArray::number(finding.session) + ": " + text.title.toUtf8() + "\n  "
        + text.sentence.toUtf8() + "\n  Fix: " + text.fix.toUtf8() + "\n  Records:" + rows + "\n  "
        + text.section.toUtf8() + ", " + text.url.toEncoded();
}

} // namespace

void printProblems(RecordPages &pages, bool isJson, Output &output)
{
    for (const Finding &finding : findAll(pages))
        output.writeLine(isJson ? jsonLine(finding) : plainText(finding));
    output.flush();
}

} // namespace Pushscope

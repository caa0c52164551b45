// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/showcommand.h"

#include "capture/filter.h"
#include "cli/capturetarget.h"
#include "cli/exitstatus.h"
#include "cli/numbers.h"
#include "cli/output.h"
#include "cli/problemlist.h"
#include "models/describe.h"
#include "storage/sharedcopy.h"
#include "storage/stores.h"

#include <CLI/CLI.hpp>

#include <QFileInfo>
#include <QSemaphore>

#include <algorithm>
#include <cstdio>
#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace Pushscope {

namespace {

/// Rows that are read and printed at a time.
constexpr int PageRows = 4096;
constexpr int FiguresAtOnce = 4096;
/// Octets of a direction that are read and written at a time.
constexpr qint64 WireOctets = 1024 * 1024;

struct ShowArguments {
    std::string file;
    bool isJson = false;
    std::string filter;
    quint32 wireConnection = 0;
    bool isProblems = false;
    bool isRedacted = false;
    std::vector<std::string> secrets;
    std::string output;
    bool isForced = false;
};

/// Writes the copy that can be given to others.
int redact(const ShowArguments &arguments)
{
    const QString target = QString::fromStdString(arguments.output);
    if (arguments.output.empty()) {
        std::fprintf(stderr, "-o: a file name is missing\n");
        return ExitUsage;
    }
    // Compared as files: a link to the capture is the capture.
    if (QFileInfo(target) == QFileInfo(QString::fromStdString(arguments.file))) {
        std::fprintf(stderr, "-o: %s is the capture itself\n", arguments.output.c_str());
        return ExitUsage;
    }
    if (!isFreeForCapture(arguments.output, arguments.isForced))
        return ExitUsage;
    SecretNames names;
    for (const std::string &name : arguments.secrets) {
        names.fields.append(QByteArray::fromStdString(name));
        names.members.append(QByteArray::fromStdString(name));
    }
    const std::atomic_bool isCancelled{ false };
    const Result<bool> written = writeSharedCopy(QString::fromStdString(arguments.file), target,
                                                 names, isCancelled, [](int) { });
    if (written)
        return ExitDone;
    std::fprintf(stderr, "%s\n", qPrintable(describe(written.error())));
    return ExitFailed;
}

/// Prints every row of a filter; the pages come from the reader's thread.
void printRows(RecordPages &pages, RecordPages::FilterId filter, Output &output)
{
    qint64 row = 0;
    QSemaphore isRead;
    qint64 count = 0;
    do {
        pages.requestRows(filter, row, PageRows,
                          [&](const RecordPages::Page &page, std::span<const Record> rows,
                              OctetSource &octets) {
                              output.write(rows, octets);
                              count = static_cast<qint64>(rows.size());
                              Q_UNUSED(page)
                              isRead.release();
                          });
        isRead.acquire();
        row += count;
    } while (count > 0 && !output.isClosed());
    output.flush();
}

/// Starts @p filter and waits until it has been through the whole capture.
RecordPages::FilterId applyFilter(RecordPages &pages, std::shared_ptr<const Filter> filter)
{
    // Shared with a handler that may be called once more after the last progress was seen.
    auto isDone = std::make_shared<QSemaphore>();
    const RecordPages::FilterId id = pages.startFilter(
        std::move(filter), [isDone](RecordPages::FilterId, qint64, qint64, bool isThrough) {
            if (isThrough)
                isDone->release();
        });
    isDone->acquire();
    return id;
}

/// Where the octets of a direction begin that are there; not at 0 where the beginning was not kept.
qint64 firstOffset(RecordPages &pages, quint32 connection, From from)
{
    QSemaphore isRead;
    qint64 first = 0;
    FiguresQuestion question;
    question.count = FiguresAtOnce;
    for (bool isFound = false; !isFound;) {
        pages.requestFigures(question, [&](const FiguresPage &page,
                                           std::span<const RecordFigures> figures) {
            const auto found = std::ranges::find_if(figures, [&](const RecordFigures &each) {
                return each.connection == connection && each.from == from && !each.wire.isEmpty();
            });
            if (found != figures.end())
                first = found->wire.begin;
            isFound = found != figures.end() || page.isEnd;
            question.afterSeq = page.lastSeq;
            isRead.release();
        });
        isRead.acquire();
    }
    return first;
}

bool hasConnection(RecordPages &pages, quint32 connection)
{
    QSemaphore isRead;
    bool isThere = false;
    pages.requestTimeline(0, 1, 1, [&](const TimelineSlice &slice) {
        isThere = std::ranges::any_of(slice.connections, [connection](const ConnectionRow &row) {
            return row.id == connection;
        });
        isRead.release();
    });
    isRead.acquire();
    return isThere;
}

void printWire(RecordPages &pages, quint32 connection, Output &output)
{
    QSemaphore isRead;
    const qint64 firstOfClient = firstOffset(pages, connection, From::Client);
    const qint64 firstOfServer = firstOffset(pages, connection, From::Server);
    pages.requestRecord(1, [&](const Record *, OctetSource &source) {
        for (From from : { From::Client, From::Server }) {
            output.writeLine("# " + fromName(from).toByteArray());
            for (qint64 at = from == From::Client ? firstOfClient : firstOfServer;;
                 at += WireOctets) {
                const QByteArray octets
                    = source.octets(connection, from, Layer::Wire, { at, at + WireOctets });
                output.writeRaw(octets);
                if (octets.size() < WireOctets)
                    break;
            }
            output.writeRaw("\n");
        }
        isRead.release();
    });
    isRead.acquire();
    output.flush();
}

int show(const ShowArguments &arguments)
{
    auto store = openCapture(QString::fromStdString(arguments.file));
    if (!store) {
        std::fprintf(stderr, "FILE: %s\n", qPrintable(describe(store.error())));
        return ExitUsage;
    }
    if (arguments.isRedacted)
        return redact(arguments);
    RecordPages &pages = (*store)->pages();
    Output output(arguments.isJson ? Output::Form::Json : Output::Form::Text, false);
    RecordPages::FilterId filter = RecordPages::Everything;
    if (!arguments.filter.empty()) {
        const auto parsed = Filter::parse(QString::fromStdString(arguments.filter));
        if (const auto *error = std::get_if<FilterError>(&parsed)) {
            std::fprintf(stderr, "--filter: column %lld: %s\n",
                         static_cast<long long>(error->column()), qPrintable(describe(*error)));
            return ExitUsage;
        }
        const auto &understood = std::get<std::shared_ptr<const Filter>>(parsed);
        for (const Filter::Hint &hint : understood->hints())
            std::fprintf(stderr, "--filter: column %lld: %s\n",
                         static_cast<long long>(hint.begin + 1),
                         qPrintable(describeKeyAsWord(hint.key)));
        filter = applyFilter(pages, understood);
    }
    if (arguments.wireConnection != 0 && !hasConnection(pages, arguments.wireConnection)) {
        std::fprintf(stderr, "--wire: there is no connection %u in %s\n",
                     arguments.wireConnection, arguments.file.c_str());
        return ExitUsage;
    }
    if (arguments.isProblems)
        printProblems(pages, arguments.isJson, output);
    else if (arguments.wireConnection != 0)
        printWire(pages, arguments.wireConnection, output);
    else
        printRows(pages, filter, output);
    if (const qint64 dropped = (*store)->status().droppedRecords; dropped > 0)
        std::fprintf(stderr, "The beginning was not kept: it starts at record %lld.\n",
                     static_cast<long long>(dropped + 1));
    const auto damage = (*store)->damage();
    if (!damage)
        return output.checked(ExitDone);
    std::fprintf(stderr, "%s\n", qPrintable(describe(*damage)));
    return output.checked(ExitFailed);
}

} // namespace

void addShowCommand(CLI::App &app, int &status)
{
    auto arguments = std::make_shared<ShowArguments>();
    CLI::App *command = app.add_subcommand("show", "Print what a capture file holds");
    command->add_option("FILE", arguments->file, "Capture file")->required();
    CLI::Option *json
        = command->add_flag("--json", arguments->isJson, "Print records as JSON lines");
    CLI::Option *filter
        = command->add_option("--filter", arguments->filter, "Only records that match");
    CLI::Option *wire = command->add_option("--wire", arguments->wireConnection,
                                            "The octets of each direction of this connection");
    takesWhole(*wire, 1, std::numeric_limits<quint32>::max());
    wire->excludes(json, filter);
    command->add_flag("--problems", arguments->isProblems,
                      "Print no records, but what they together say is wrong, and the fix")
        ->excludes("--filter", "--wire");
    CLI::Option *redacted
        = command->add_flag("--redact", arguments->isRedacted,
                            "Print nothing: write a copy without secrets, to be given to others");
    CLI::Option *output
        = command->add_option("-o,--output", arguments->output, "The copy")->needs(redacted);
    redacted->needs(output)->excludes(json, filter, "--wire", "--problems");
    command
        ->add_option("--secret", arguments->secrets,
                     "Another name of a field, query value or JSON member that is secret")
        ->needs(redacted);
    command->add_flag("--force", arguments->isForced, "Replace an existing file")
        ->needs(redacted);
    command->callback([arguments, &status] { status = show(*arguments); });
}

} // namespace Pushscope

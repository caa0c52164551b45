// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/tourcommand.h"

#include "cli/exitstatus.h"
#include "cli/maskedcommand.h"
#include "cli/numbers.h"
#include "cli/run.h"
#include "engine/api/techniques.h"
#include "models/describe.h"

#include <CLI/CLI.hpp>

#include <QTimer>

#include <cstdio>
#include <memory>

namespace Pushscope {

namespace {

constexpr double MsPerSecond = 1000;

struct TourArguments {
    Run::Options run;
    double seconds = 8;
};

ClientOptions clientFor(const TechniqueRow &row, QUrl url, const QString &path)
{
    url.setPath(path);
    if (row.technique == Technique::WebSocket)
        url.setScheme(QStringLiteral("ws"));
    ClientOptions options;
    options.technique = row.technique;
    options.url = url;
    options.name = path;
    options.measuresDelivery = true;
    return options;
}

/// One client per technique, and one that talks to the echo.
void startClients(Engine &engine, const QUrl &url)
{
    for (const TechniqueRow &row : techniqueTable()) {
        if (*row.path != '\0')
            engine.connectClient(clientFor(row, url, QString::fromLatin1(row.path)));
    }
    ClientOptions echo
        = clientFor(techniqueRow(Technique::WebSocket), url, QStringLiteral("/ws/echo"));
    using Type = OutgoingMessage::Type;
    echo.script = { { .type = Type::Text, .payload = "hello" },
                    { .type = Type::Binary, .payload = QByteArray("\x00\x01\x02", 3) },
                    { .type = Type::Ping, .payload = "ping" } };
    engine.connectClient(echo);
}

/// Right-aligned columns after two left-aligned ones.
QByteArray tableRow(const QByteArrayList &cells)
{
    constexpr qsizetype Widths[] = { 14, 13, 9, 9, 16, 16 };
    QByteArrayList padded;
    for (qsizetype i = 0; i < cells.size(); ++i)
        padded << (i < 2 ? cells[i].leftJustified(Widths[i]) : cells[i].rightJustified(Widths[i]));
    return padded.join(' ');
}

void printResults(const QList<SessionStatus> &statuses, Output &output)
{
    output.writeLine(tableRow({ "technique", "endpoint", "messages", "requests",
                                "octets a message", "median delivery" }));
    for (const SessionStatus &status : statuses) {
        if (status.isMock)
            continue;
        const QByteArray technique = techniqueName(status.technique).toByteArray();
        // All that was on the wire for them, in both directions.
        const qint64 octets = status.messagesReceived == 0
            ? status.wireOctets
            : status.wireOctets / status.messagesReceived;
        const QByteArray delivery = status.medianDeliveryMs
            ? QByteArray::number(*status.medianDeliveryMs) + " ms"
            : QByteArray("-");
        output.writeLine(tableRow({ technique, status.name.toUtf8(),
                                    QByteArray::number(status.messagesReceived),
                                    QByteArray::number(status.requests),
                                    QByteArray::number(octets), delivery }));
    }
}

int tour(const TourArguments &arguments)
{
    Run run(arguments.run);
    if (const auto failed = run.open())
        return *failed;
    Engine &engine = run.engine();
    QObject::connect(&engine, &Engine::mockStarted, &engine, [&](quint32, const QUrl &url) {
        run.output().writeLine("mock server on " + url.toEncoded());
        startClients(engine, url);
    });
    QObject::connect(&engine, &Engine::mockFailed, &engine, [&](quint32, const Error &error) {
        std::fprintf(stderr, "%s\n", qPrintable(describe(error)));
        run.end(ExitFailed, "failed");
    });
    MockOptions options;
    options.port = 0;
    engine.startMock(options);
    QList<SessionStatus> last;
    QTimer::singleShot(static_cast<int>(arguments.seconds * MsPerSecond), &engine, [&] {
        last = engine.statuses();
        run.end(ExitDone, "duration");
    });
    const int status = run.wait();
    printResults(last, run.output());
    if (!arguments.run.captureFile.empty() && status == ExitDone)
        run.output().writeLine("recorded into "
                               + QByteArray::fromStdString(arguments.run.captureFile));
    return run.output().checked(status);
}

} // namespace

void addTourCommand(CLI::App &app, int &status)
{
    auto arguments = std::make_shared<TourArguments>();
    CLI::App *command = app.add_subcommand(
        "tour", "Run the mock server and a client of each technique against it for a while");
    takesSeconds(
        *command->add_option("--seconds", arguments->seconds, "How long")->capture_default_str());
    addCaptureOptions(*command, arguments->run);
    command->callback([arguments, command, &status] {
        arguments->run.command = maskedCommand(*command);
        arguments->run.form = Output::Form::Quiet;
        status = tour(*arguments);
    });
}

} // namespace Pushscope

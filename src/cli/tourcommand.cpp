// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/tourcommand.h"

#include "cli/exitstatus.h"
#include "cli/maskedcommand.h"
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

void printResults(const QList<SessionStatus> &statuses)
{
    std::printf("%-14s %-13s %9s %9s %16s %16s\n", "technique", "endpoint", "messages",
                "requests", "octets a message", "median delivery");
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
        std::printf("%-14s %-13s %9lld %9lld %16lld %16s\n", technique.constData(),
                    qPrintable(status.name), status.messagesReceived, status.requests, octets,
                    delivery.constData());
    }
    std::fflush(stdout);
}

int tour(const TourArguments &arguments)
{
    Run run(arguments.run);
    if (const auto failed = run.open())
        return *failed;
    Engine &engine = run.engine();
    QObject::connect(&engine, &Engine::mockStarted, &engine, [&](quint32, const QUrl &url) {
        std::printf("mock server on %s\n", url.toEncoded().constData());
        std::fflush(stdout);
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
    printResults(last);
    if (!arguments.run.captureFile.empty() && status == ExitDone)
        std::printf("recorded into %s\n", arguments.run.captureFile.c_str());
    return status;
}

} // namespace

void addTourCommand(CLI::App &app, int &status)
{
    auto arguments = std::make_shared<TourArguments>();
    CLI::App *command = app.add_subcommand(
        "tour", "Run the mock server and a client of each technique against it for a while");
    command->add_option("--seconds", arguments->seconds, "How long")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->add_option("-o,--output", arguments->run.captureFile, "Record into this capture file");
    command->add_flag("--force", arguments->run.isForced, "Replace an existing capture file");
    command->callback([arguments, command, &status] {
        arguments->run.command = maskedCommand(*command);
        arguments->run.form = Output::Form::Quiet;
        status = tour(*arguments);
    });
}

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/servecommand.h"

#include "capture/jsonwriter.h"
#include "cli/exitstatus.h"
#include "cli/maskedcommand.h"
#include "cli/numbers.h"
#include "cli/run.h"
#include "cli/tlsfiles.h"
#include "engine/api/scenarios.h"
#include "models/describe.h"

#include <CLI/CLI.hpp>

#include <QTimer>

#include <arpa/inet.h>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace Pushscope {

namespace {

constexpr double MsPerSecond = 1000;

struct ServeArguments {
    Run::Options run;
    quint16 port = 8080;
    std::vector<std::string> addresses;
    bool isTls = false;
    std::string certificateFile;
    std::string keyFile;
    std::string scenario;
    std::string recording = "all";
    bool isJson = false;
    std::optional<double> duration;
};

/// What to listen on for `--bind`: an address, IPv6 with or without brackets, or `localhost`, which
/// is what is listened on without it. Empty: neither.
QList<QString> addressesOf(const std::string &text)
{
    QString address = QString::fromStdString(text);
    if (address.compare(QLatin1StringView("localhost"), Qt::CaseInsensitive) == 0)
        return MockOptions().addresses;
    if (address.startsWith(QLatin1Char('[')) && address.endsWith(QLatin1Char(']')))
        address = address.mid(1, address.size() - 2);
    const QByteArray plain = address.toUtf8();
    in6_addr room {};
    if (inet_pton(AF_INET, plain.constData(), &room) == 1
        || inet_pton(AF_INET6, plain.constData(), &room) == 1)
        return { address };
    return {};
}

MockOptions mockOptions(const ServeArguments &arguments)
{
    MockOptions options;
    options.port = arguments.port;
    if (!arguments.addresses.empty())
        options.addresses.clear();
    for (const std::string &text : arguments.addresses) {
        for (const QString &address : addressesOf(text)) {
            if (!options.addresses.contains(address))
                options.addresses.append(address);
        }
    }
    options.tls.isUsed = arguments.isTls;
    options.tls.certificateFile = QString::fromStdString(arguments.certificateFile);
    options.tls.keyFile = QString::fromStdString(arguments.keyFile);
    options.recording = arguments.recording == "none" ? MockRecording::None
        : arguments.recording == "heads"              ? MockRecording::Heads
                                                      : MockRecording::All;
    return options;
}

QByteArray listenLine(const QUrl &url, bool isJson)
{
    if (!isJson)
        return "listening " + url.toEncoded();
    QByteArray line;
    JsonWriter json(line);
    json.string("kind", "listen");
    json.string("url", url.toEncoded());
    json.finish();
    return line;
}

/// One line per address that was asked for; of localhost, which may have but one, the first.
void printListening(const ServeArguments &arguments, const MockOptions &options, QUrl url,
                    Output &output)
{
    if (options.addresses == MockOptions().addresses) {
        output.writeLine(listenLine(url, arguments.isJson));
        return;
    }
    for (const QString &address : options.addresses) {
        url.setHost(address);
        output.writeLine(listenLine(url, arguments.isJson));
    }
}

std::string scenarioHelp()
{
    std::string help = "Scenario file to play, or one that comes with the program:";
    for (const ReadyScenario &ready : readyScenarios())
        help += ' ' + ready.name.toStdString();
    return help;
}

int serve(const ServeArguments &arguments)
{
    MockOptions options = mockOptions(arguments);
    const QByteArray fault
        = faultOf({ "--cert", arguments.certificateFile, "--key", arguments.keyFile });
    if (!fault.isEmpty()) {
        std::fprintf(stderr, "pushscope-cli: %s\n", fault.constData());
        return ExitUsage;
    }
    if (!arguments.scenario.empty()) {
        const auto scenario = loadScenario(QString::fromStdString(arguments.scenario));
        if (!scenario) {
            std::fprintf(stderr, "pushscope-cli: --scenario: %s\n",
                         qPrintable(describe(scenario.error())));
            return ExitUsage;
        }
        options.scenario = *scenario;
    }
    Run run(arguments.run);
    run.output().hold();
    if (const auto failed = run.open())
        return *failed;
    Engine &engine = run.engine();
    QObject::connect(&engine, &Engine::mockStarted, &engine, [&](quint32, const QUrl &url) {
        printListening(arguments, options, url, run.output());
        run.output().release();
    });
    QObject::connect(&engine, &Engine::mockFailed, &engine, [&](quint32, const Error &error) {
        std::fprintf(stderr, "%s\n", qPrintable(describe(error)));
        run.output().discard(); // Nothing was served.
        run.end(ExitFailed, "failed");
    });
    engine.startMock(options);
    QTimer timer;
    if (arguments.duration) {
        QObject::connect(&timer, &QTimer::timeout, &engine,
                         [&] { run.end(ExitDone, "duration"); });
        timer.start(static_cast<int>(*arguments.duration * MsPerSecond));
    }
    return run.wait();
}

} // namespace

void addServeCommand(CLI::App &app, int &status)
{
    auto arguments = std::make_shared<ServeArguments>();
    CLI::App *command = app.add_subcommand("serve", "Run the mock server");
    constexpr qint64 MostPorts = 65535;
    takesWhole(*command->add_option("--port", arguments->port, "Port; 0 for any free one")
                    ->capture_default_str(),
               0, MostPorts);
    command
        ->add_option("--bind", arguments->addresses,
                     "Address to listen on instead of localhost, which is 127.0.0.1 and ::1")
        ->allow_extra_args(false)
        ->check([](const std::string &address) {
            return !addressesOf(address).isEmpty()
                ? std::string()
                : "\"" + address + "\" is neither an IP address nor localhost";
        });
    CLI::Option *tls = command->add_flag("--tls", arguments->isTls,
                                         "Serve TLS, with a certificate of its own unless given");
    CLI::Option *certificate
        = command->add_option("--cert", arguments->certificateFile, "PEM certificate chain")
              ->needs(tls);
    CLI::Option *key
        = command->add_option("--key", arguments->keyFile, "PEM private key")->needs(certificate);
    certificate->needs(key);
    command->add_option("--scenario", arguments->scenario, scenarioHelp());
    command->add_option("--record", arguments->recording, "What of the traffic is recorded")
        ->check(CLI::IsMember({ "all", "heads", "none" }))
        ->capture_default_str();
    command->add_flag("--json", arguments->isJson, "Print records as JSON lines");
    addRecordingOptions(*command, arguments->run);
    takesSeconds(*command->add_option("--duration", arguments->duration,
                                      "End after this many seconds"));
    command->callback([arguments, command, &status] {
        arguments->run.command = maskedCommand(*command);
        arguments->run.form = arguments->isJson ? Output::Form::Json : Output::Form::Text;
        status = serve(*arguments);
    });
}

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/connectcommand.h"

#include "cli/clientarguments.h"
#include "cli/exitstatus.h"
#include "cli/maskedcommand.h"
#include "cli/run.h"
#include "cli/secondopinion.h"
#include "cli/standardinput.h"
#include "cli/unusedoptions.h"
#include "engine/api/techniques.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace Pushscope {

namespace {

int connectTo(const ClientArguments &arguments, const CLI::App &command)
{
    const auto options = arguments.clientOptions();
    if (!options || !areAllUsed(command, *options))
        return ExitUsage; // It said what was wrong.
    std::unique_ptr<SecondOpinion> second;
    Run::Options how = arguments.run;
    if (arguments.isStock) {
        second = std::make_unique<SecondOpinion>(*options);
        how.observer = [&second](std::span<const Record> records, OctetSource &octets) {
            second->observe(records, octets);
        };
    }
    Run run(how);
    if (const auto failed = run.open())
        return *failed;
    Engine &engine = run.engine();
    QObject::connect(&engine, &Engine::sessionEnded, &engine,
                     [&](quint32, const SessionOutcome &outcome) {
                         const auto end = [&run, isDone = outcome.isDone] {
                             run.end(isDone ? ExitDone : ExitFailed, isDone ? "done" : "failed");
                         };
                         if (second)
                             second->end(end);
                         else
                             end();
                     });
    const quint32 session = engine.connectClient(*options);
    std::unique_ptr<StandardInput> input;
    if (arguments.isInteractive)
        input = std::make_unique<StandardInput>(
            engine, session, options->technique == Technique::SocketIo);
    const int status = run.wait();
    if (second && !arguments.isQuiet) {
        second->wait();
        second->print(arguments.isJson, run.output());
    }
    return run.output().checked(status);
}

} // namespace

void addConnectCommand(CLI::App &app, int &status)
{
    auto arguments = std::make_shared<ClientArguments>();
    CLI::App *command
        = app.add_subcommand("connect", "Connect to a URL and print what is pushed");
    arguments->addTo(*command);
    command->callback([arguments, command, &status] {
        arguments->readScript(*command);
        arguments->run.command = maskedCommand(*command);
        arguments->run.textPointer = QByteArray::fromStdString(arguments->textPointer);
        if (arguments->isQuiet)
            arguments->run.form = Output::Form::Quiet;
        else if (arguments->isJson)
            arguments->run.form = Output::Form::Json;
        status = connectTo(*arguments, *command);
    });
}

} // namespace Pushscope

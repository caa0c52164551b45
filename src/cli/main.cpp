// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/connectcommand.h"
#include "cli/decodecommand.h"
#include "cli/exitstatus.h"
#include "cli/servecommand.h"
#include "cli/showcommand.h"
#include "cli/tourcommand.h"

#include <CLI/CLI.hpp>

#include <QCoreApplication>

#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <unistd.h>

namespace {

/// One line that names the argument, as contract §2 wants it.
int explain(const CLI::App &app, const CLI::ParseError &error)
{
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success))
        return app.exit(error);
    std::string message = error.what();
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ConversionError)) {
        // What takes a value has a check that explains itself; what is left are flags.
        constexpr std::string_view Before("Could not convert: ");
        if (message.starts_with(Before))
            message = message.substr(Before.size(), message.find(" = ") - Before.size())
                + ": takes no value";
    }
    std::fprintf(stderr, "pushscope-cli: %s\n", message.c_str());
    return Pushscope::ExitUsage;
}

std::string commandNames(const CLI::App &app)
{
    std::string names;
    for (const CLI::App *command : app.get_subcommands([](const CLI::App *) { return true; }))
        names += (names.empty() ? "" : ", ") + command->get_name();
    return names;
}

bool isCommand(const CLI::App &app, const std::string &name)
{
    return !app.get_subcommands([&name](const CLI::App *command) {
                   return command->get_name() == name;
               }).empty();
}

/// Says so where the first argument is neither an option nor a command, or there is none.
bool isCommandMissing(const CLI::App &app, int count, char **arguments)
{
    if (count > 1 && (arguments[1][0] == '-' || isCommand(app, arguments[1])))
        return false;
    if (count > 1)
        std::fprintf(stderr, "pushscope-cli: there is no command \"%s\"; there are %s\n",
                     arguments[1], commandNames(app).c_str());
    else
        std::fprintf(stderr, "pushscope-cli: a command is missing: %s; --help tells more\n",
                     commandNames(app).c_str());
    return true;
}

/// A file that is opened must not become what a shell closed by `>&-`: it would be printed into.
void openStandardStreams()
{
    for (int descriptor : { STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO }) {
        if (::fcntl(descriptor, F_GETFD) == -1)
            ::open("/dev/null", O_RDWR); // Takes the lowest number that is free: this one.
    }
}

} // namespace

int main(int argc, char *argv[])
{
    openStandardStreams();
    std::signal(SIGPIPE, SIG_IGN); // A reader that went away is seen at the write.
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("pushscope-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(PUSHSCOPE_VERSION));

    CLI::App app("See, drive and fake server push from a terminal", "pushscope-cli");
    app.set_version_flag("--version", "pushscope-cli " PUSHSCOPE_VERSION);
    app.require_subcommand(1);
    int status = Pushscope::ExitDone;
    Pushscope::addConnectCommand(app, status);
    Pushscope::addServeCommand(app, status);
    Pushscope::addShowCommand(app, status);
    Pushscope::addDecodeCommand(app, status);
    Pushscope::addTourCommand(app, status);
    if (isCommandMissing(app, argc, argv))
        return Pushscope::ExitUsage;
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return explain(app, error);
    }
    return status;
}

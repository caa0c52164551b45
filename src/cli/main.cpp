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

namespace {

/// One line that names the argument, as contract §2 wants it.
int explain(const CLI::App &app, const CLI::ParseError &error)
{
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success))
        return app.exit(error);
    std::fprintf(stderr, "pushscope-cli: %s\n", error.what());
    return Pushscope::ExitUsage;
}

} // namespace

int main(int argc, char *argv[])
{
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
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return explain(app, error);
    }
    return status;
}

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commandline.h"
#include "app/languages.h"
#include "app/settings.h"
#include "app/wiring.h"
#include "base/clock.h"
#include "base/signals.h"
#include "gui/window/dialogs.h"
#include "gui/window/windowset.h"

#include <QApplication>
#include <QIcon>

#include <cstdio>

using namespace Pushscope;

namespace {

constexpr int UsageStatus = 2;

QStringList argumentsOf(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return arguments;
}

int print(const CommandLine &line)
{
    const bool isRefused = line.wish == CommandLine::Wish::Refused;
    const QByteArray text = isRefused ? QByteArray("pushscope: " + line.text.toLocal8Bit() + '\n')
                                      : line.text.toLocal8Bit();
    std::fputs(text.constData(), isRefused ? stderr : stdout);
    return isRefused ? UsageStatus : 0;
}

void start(const CommandLine &line, WindowSet &windows)
{
    MainWindow &window = windows.open();
    if (line.isDemo) {
        window.startTour();
    } else if (!line.file.isEmpty()) {
        window.openFile(line.file);
    } else if (line.url) {
        ClientOptions options;
        options.url = *line.url;
        window.connectTo(options);
    } else if (line.link) {
        window.fillAddress(*line.link);
    }
}

} // namespace

int main(int argc, char **argv)
{
    // Before there is an application: neither help nor refusal needs a display.
    const CommandLine line = parseCommandLine(argumentsOf(argc, argv));
    if (line.wish != CommandLine::Wish::Window)
        return print(line);

    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("pushscope"));
    QApplication::setApplicationDisplayName(QStringLiteral("Pushscope"));
    QApplication::setOrganizationName(QStringLiteral("pushscope"));
    QApplication::setApplicationVersion(QStringLiteral(PUSHSCOPE_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.pushscope.Pushscope"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/pushscope.svg")));

    const SystemClock clock;
    Languages languages;
    Settings settings;
    const Services services = makeServices(settings, languages, clock);
    SystemDialogs dialogs;
    WindowSet windows(services, dialogs, line.language);
    if (!line.theme.isEmpty())
        windows.setTheme(line.theme);
    // What was being recorded is offered at the next start, as after closing.
    const Signals ending([&windows](int status) {
        windows.end();
        QApplication::exit(status);
    });
    start(line, windows);
    return QApplication::exec();
}

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_timeline FILE.pushscope [--lanes N] [--frames N] [--picture FILE.png]: what the timeline
// costs over a capture. First how long the reader takes to answer, then the CPU time of the GUI
// thread for each frame (all events and one paint) while zooming, panning and hovering, with about
// N lanes to be seen.

#include "gui/theme/theme.h"
#include "gui/timeline/timelineview.h"
#include "storage/stores.h"
#include "storage/timelinereader.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QEventLoop>
#include <QMouseEvent>
#include <QTimer>
#include <QWheelEvent>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <random>

using namespace Pushscope;

namespace {

constexpr int Width = 1600;
constexpr int MostHeight = 1040; // What a screen of 1920x1080 has room for.
constexpr int FrameMs = 16;
constexpr int ReaderColumns = 2900; // As the view asks: twice what it shows.

double cpuMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double percentile(std::vector<double> values, double part)
{
    if (values.empty())
        return 0;
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
}

void report(const char *what, const std::vector<double> &ms)
{
    std::printf("| %-32s | %5zu | %8.2f | %8.2f | %8.2f |\n", what, ms.size(), percentile(ms, 0.5),
                percentile(ms, 0.99), percentile(ms, 1));
    std::fflush(stdout);
}

double answerMs(TimelineReader &reader, qint64 tFrom, qint64 tTo)
{
    const double before = cpuMs();
    const TimelineSlice slice = reader.read(tFrom, tTo, ReaderColumns);
    return slice.connections.empty() ? 0 : cpuMs() - before;
}

/// CPU, which other programs disturb least.
void measureReader(Database &database, qint64 end, int rounds)
{
    TimelineReader reader(database);
    report("reader: the whole, first", { answerMs(reader, 0, end) });
    std::vector<double> again;
    for (int i = 0; i < rounds / 4; ++i)
        again.push_back(answerMs(reader, 0, end));
    report("reader: the whole, again", again);
    std::mt19937_64 random(1);
    for (const double part : { 0.3, 0.03, 0.003, 0.0003, 0.00003 }) {
        std::vector<double> ms;
        const auto length = static_cast<qint64>(static_cast<double>(end) * part);
        for (int i = 0; i < rounds / 4; ++i) {
            const auto from = static_cast<qint64>(random() % static_cast<quint64>(end - length));
            ms.push_back(answerMs(reader, from, from + length));
        }
        const QByteArray name
            = "reader: a stretch of " + QByteArray::number(part * 100, 'g', 2) + " %";
        report(name.constData(), ms);
    }
    std::printf("reader: %lld octets of memory\n",
                static_cast<long long>(reader.summaries().memory()));
}

/// Runs @p frames steps with a paint after each; CPU of this thread for each of them.
void measureFrames(TimelineView &view, const char *what, int frames,
                   const std::function<void(int)> &step)
{
    std::vector<double> ms;
    QEventLoop loop;
    for (int i = 0; i < frames; ++i) {
        const double before = cpuMs();
        step(i);
        view.viewport()->update();
        QTimer::singleShot(FrameMs, &loop, &QEventLoop::quit);
        loop.exec(); // Paints, and takes what the reader answers meanwhile.
        ms.push_back(cpuMs() - before);
    }
    report(what, ms);
}

void wheel(TimelineView &view, QPointF position, int delta, Qt::KeyboardModifiers modifiers = {})
{
    QWheelEvent event(position, view.viewport()->mapToGlobal(position), {}, QPoint(0, delta),
                      Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QApplication::sendEvent(view.viewport(), &event);
}

void hover(TimelineView &view, QPointF position)
{
    QMouseEvent event(QEvent::MouseMove, position, view.viewport()->mapToGlobal(position),
                      Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(view.viewport(), &event);
}

void waitForScene(TimelineView &view)
{
    while (view.scene().lanes.empty())
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

void measureView(TimelineView &view, int frames)
{
    measureFrames(view, "frame: nothing changes", frames, [](int) {});
    measureFrames(view, "frame: hover", frames, [&](int i) {
        hover(view, QPointF(200 + i * 7 % (Width - 220), 100 + i * 3 % 600));
    });
    measureFrames(view, "frame: all drawn anew", frames,
                  [&](int i) { view.resize(Width - i % 2, view.height()); });
    measureFrames(view, "frame: zoom in and out", frames,
                  [&](int i) { wheel(view, QPointF(900, 200), i / 30 % 2 == 0 ? 120 : -120); });
    view.zoom(0.02, view.geometryNow().tAt(900));
    measureFrames(view, "frame: pan", frames, [&](int i) {
        wheel(view, QPointF(900, 200), i / 40 % 2 == 0 ? -60 : 60, Qt::ShiftModifier);
    });
    measureFrames(view, "frame: scroll lanes", frames,
                  [&](int i) { wheel(view, QPointF(30, 200), i / 40 % 2 == 0 ? -120 : 120); });
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions(
        { { QStringLiteral("lanes"), {}, QStringLiteral("N"), QStringLiteral("200") },
          { QStringLiteral("frames"), {}, QStringLiteral("N"), QStringLiteral("200") },
          { QStringLiteral("picture"), {}, QStringLiteral("FILE") } });
    parser.process(application);
    const int frames = parser.value(QStringLiteral("frames")).toInt();
    const int lanes = parser.value(QStringLiteral("lanes")).toInt();
    if (parser.positionalArguments().size() != 1 || frames < 4 || lanes < 1)
        return 2;
    auto store = openCapture(parser.positionalArguments().constFirst());
    if (!store)
        return 2;
    applyScheme(application, Scheme::Dark);
    std::printf("| %-32s | count | median ms |  99 %% ms |  most ms |\n", "what");
    RecordPages &pages = (*store)->pages();
    Result<Database> database = Database::open((*store)->path(), Database::Access::Immutable);
    if (!database)
        return 2;
    measureReader(*database, pages.extent().tLast, frames);
    TimelineView view;
    view.setLaneHeight((MostHeight - TimelineGeometry::AxisHeight) / lanes);
    view.resize(Width, TimelineGeometry::AxisHeight + lanes * view.geometryNow().laneHeight);
    view.show();
    view.setPages(&pages);
    waitForScene(view);
    std::printf("%zu lanes\n", view.scene().lanes.size());
    measureView(view, frames);
    if (parser.isSet(QStringLiteral("picture")))
        view.grab().save(parser.value(QStringLiteral("picture")));
    return 0;
}

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_frames [--records N] [--connections N] [--rate N] [--seconds N]
// [--only following|scrolling|zooming|filtering]: what the window costs
// while very much is recorded. The real window, offscreen, shows a live capture into which N
// records were written before and so many more a second are written meanwhile, by another thread.
// In turns the list follows the newest record, is scrolled, the timeline is zoomed, a filter is
// typed. A frame is a sixtieth of a second: its cost is all the CPU time that the GUI thread used
// in it, for whatever (CLOCK_THREAD_CPUTIME_ID). Prints median, 99th percentile and most, by what
// is done.

#include "captureclock.h"
#include "gui/records/recordview.h"
#include "gui/timeline/timelineview.h"
#include "gui/windowfixture.h"
#include "storage/stores.h"
#include "support/traffic.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLineEdit>
#include <QScrollBar>
#include <QTimer>
#include <QWheelEvent>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <ctime>
#include <functional>
#include <mutex>
#include <sys/resource.h>
#include <thread>
#include <vector>

using namespace Pushscope;

namespace {

constexpr int FrameRate = 60;
constexpr QSize WindowSize{ 1920, 1080 };

struct Order {
    qint64 records = 0;
    int connections = 0;
    qint64 rate = 0;
    int seconds = 0;
    QString only{}; ///< of what is done; empty: all
    QString file{}; ///< to be opened instead
};

double threadCpuMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

/// Writes a capture in advance, then goes on at a rate.
class Load
{
public:
    Load(RecordSink &sink, CaptureClock &clock, const Order &order)
        : m_order(order)
        , m_clock(clock)
        , m_sink(sink)
        , m_traffic(m_sink, order.connections, 1)
    {
    }
    ~Load()
    {
        m_isStopping = true;
        m_stopped.notify_all();
        if (m_thread.joinable())
            m_thread.join();
    }
    void fill()
    {
        const qint64 step = 1'000'000'000 / m_order.rate;
        m_traffic.begin(0);
        while (m_sink.records() < m_order.records) {
            m_clock.set(m_clock.monotonicNs() + step);
            m_traffic.step(m_clock.monotonicNs());
        }
        m_traffic.flush();
    }
    void start()
    {
        m_clock.run();
        m_thread = std::thread([this] { run(); });
    }
    qint64 records() const { return m_written; }

private:
    void run()
    {
        constexpr std::chrono::milliseconds Pause{ 5 };
        const auto begin = std::chrono::steady_clock::now();
        const qint64 before = m_sink.records();
        while (!m_isStopping) {
            const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
            const auto due
                = static_cast<qint64>(passed.count() * static_cast<double>(m_order.rate));
            while (m_sink.records() - before < due && !m_isStopping) {
                for (int i = 0; i < 100; ++i)
                    m_traffic.step(m_clock.monotonicNs());
                m_written = m_sink.records() - before;
            }
            m_traffic.flush();
            std::unique_lock lock(m_mutex);
            m_stopped.wait_for(lock, Pause, [this] { return m_isStopping.load(); });
        }
    }

    const Order m_order;
    CaptureClock &m_clock;
    PatientSink m_sink;
    Traffic m_traffic;
    std::atomic<qint64> m_written{ 0 };
    std::atomic<bool> m_isStopping{ false };
    std::mutex m_mutex;
    std::condition_variable m_stopped;
    std::thread m_thread;
};

/// What the user does in each frame.
using Doing = std::function<void(int frame)>;

void measure(const char *what, const Order &order, const Load &load, const Doing &doing)
{
    if (!order.only.isEmpty() && order.only != QLatin1String(what))
        return;
    const int frames = order.seconds * FrameRate;
    std::vector<double> costs;
    bool isOver = false;
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] { isOver = true; });
    timer.start(1000 / FrameRate);
    const qint64 before = load.records();
    const auto begin = std::chrono::steady_clock::now();
    for (int frame = 0; frame < frames; ++frame) {
        const double cpu = threadCpuMs();
        doing(frame);
        for (isOver = false; !isOver;)
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        costs.push_back(threadCpuMs() - cpu);
    }
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    std::sort(costs.begin(), costs.end());
    std::printf("%-12s %6.2f ms median %6.2f ms 99th percentile %6.2f ms most, %5.1f frames/s, "
                "%7.0f records/s\n",
                what, costs[costs.size() / 2], costs[costs.size() * 99 / 100], costs.back(),
                frames / taken.count(),
                static_cast<double>(load.records() - before) / taken.count());
    std::fflush(stdout);
}

void wheel(QWidget &widget, int angle)
{
    const QPointF place = QRectF(widget.rect()).center();
    QWheelEvent event(place, widget.mapToGlobal(place), {}, { 0, angle }, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&widget, &event);
}

void measureAll(MainWindow &window, const Load &load, const Order &order)
{
    auto &records = *window.findChild<RecordView *>();
    auto &timeline = *window.findChild<TimelineView *>();
    auto &filter = *window.findChild<QLineEdit *>(QStringLiteral("filterEdit"));
    constexpr int Notch = 120;
    measure("following", order, load, [](int) {});
    measure("scrolling", order, load, [&](int frame) {
        if (frame % FrameRate == 0) // Somewhere else once a second, as by dragging the bar.
            records.verticalScrollBar()->setValue(records.verticalScrollBar()->maximum() / 61
                                                  * (frame / FrameRate * 7 % 61));
        wheel(*records.viewport(), -Notch);
    });
    measure("zooming", order, load, [&](int frame) {
        wheel(*timeline.viewport(), frame / FrameRate % 2 == 0 ? Notch : -Notch);
    });
    timeline.fit();
    const QStringList expressions{ QStringLiteral("kingfisher"), QStringLiteral("kind:ws.ping"),
                                   QStringLiteral("size>150"), QString() };
    measure("filtering", order, load, [&](int frame) {
        if (frame % FrameRate != 0)
            return;
        filter.setText(expressions[frame / FrameRate % expressions.size()]);
        QMetaObject::invokeMethod(&filter, "returnPressed");
    });
    filter.clear();
}

Order parse(const QCoreApplication &application)
{
    QCommandLineParser parser;
    const auto option = [&](const char *name, const char *value) {
        return QCommandLineOption(QString::fromLatin1(name), {}, QStringLiteral("N"),
                                  QString::fromLatin1(value));
    };
    const QCommandLineOption records = option("records", "10000000");
    const QCommandLineOption connections = option("connections", "1000");
    const QCommandLineOption rate = option("rate", "100000");
    const QCommandLineOption seconds = option("seconds", "10");
    const QCommandLineOption only(QStringLiteral("only"), {}, QStringLiteral("WHAT"));
    const QCommandLineOption open(QStringLiteral("open"), {}, QStringLiteral("FILE"));
    parser.addOptions({ records, connections, rate, seconds, only, open });
    parser.process(application);
    return { std::max(1LL, parser.value(records).toLongLong()),
             std::max(1, parser.value(connections).toInt()),
             std::max(1LL, parser.value(rate).toLongLong()),
             std::max(1, parser.value(seconds).toInt()),
             parser.value(only),
             parser.value(open) };
}

void printPeakMemory()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("peak memory %ld MiB\n", usage.ru_maxrss / 1024);
}

/// Goes through the events until @p isTrue; gives the milliseconds since @p start.
double waitFor(std::chrono::steady_clock::time_point start, const std::function<bool()> &isTrue)
{
    while (!isTrue())
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    QCoreApplication::processEvents(); // Painted, too.
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
}

int measureOpening(const QString &file)
{
    WindowFixture fixture;
    MainWindow &window = fixture.open();
    window.resize(WindowSize);
    QCoreApplication::processEvents();
    const auto &records = *window.findChild<RecordView *>();
    const auto &timeline = *window.findChild<TimelineView *>();
    const auto start = std::chrono::steady_clock::now();
    const double cpu = threadCpuMs();
    window.openFile(file);
    const double rows = waitFor(start, [&] {
        return records.rowCount() > 0 && records.row(records.firstVisibleRow()) != nullptr;
    });
    const double lanes = waitFor(start, [&] { return !timeline.scene().lanes.empty(); });
    std::printf("rows %.0f ms, timeline %.0f ms, of which CPU of the GUI thread %.0f ms\n", rows,
                lanes, threadCpuMs() - cpu);
    printPeakMemory();
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    const Order order = parse(application);
    if (!order.file.isEmpty())
        return measureOpening(order.file);
    CaptureClock clock;
    WindowFixture fixture;
    RecordingOptions options;
    options.folder = fixture.captureFolder();
    options.clock = &clock;
    Result<std::unique_ptr<CaptureStore>> store = createCapture(options);
    if (!store)
        return 1;
    Load load(*(*store)->sink(), clock, order);
    load.fill();
    fixture.services().clock = &clock;
    fixture.services().createCapture = [&store] { return std::move(store); };
    MainWindow &window = fixture.open();
    window.resize(WindowSize);
    window.startMock(); // Which is what makes it show a live capture.
    load.start();
    measureAll(window, load, order);
    printPeakMemory();
    return 0;
}

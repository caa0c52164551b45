// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_firstpaint [RUNS] PROGRAM [ARGUMENT …]: how long a program takes from its start to its
// first paint, and the CPU time it has used by then. Needs an X display on which nothing else
// happens (xvfb-run). Painted is a window once the pixel in its middle is another than before it
// was mapped. The same is measured of a window with a label alone, in turns, for comparison: that
// is what Qt costs. Prints the median and the least of both.

#include <QApplication>
#include <QLabel>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <poll.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>
#include <xcb/xcb.h>

namespace {

using Steady = std::chrono::steady_clock;

constexpr const char *LabelArgument = "--label";
constexpr int LeastWidth = 200; // What is narrower is a helper of the toolkit.

struct Sample {
    double wallMs = 0;
    double cpuMs = 0;
};

/// Of all threads of a process.
double cpuMsOf(pid_t process)
{
    double ns = 0;
    std::error_code error;
    const std::filesystem::path tasks = "/proc/" + std::to_string(process) + "/task";
    for (const auto &task : std::filesystem::directory_iterator(tasks, error)) {
        double taken = 0;
        std::ifstream(task.path() / "schedstat") >> taken;
        ns += taken;
    }
    return ns * 1e-6;
}

class Screen
{
public:
    Screen()
        : m_connection(xcb_connect(nullptr, nullptr))
    {
        if (!isOpen())
            return;
        m_root = xcb_setup_roots_iterator(xcb_get_setup(m_connection)).data->root;
        const std::uint32_t mask = XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY;
        xcb_change_window_attributes(m_connection, m_root, XCB_CW_EVENT_MASK, &mask);
        xcb_flush(m_connection);
    }
    Screen(const Screen &) = delete;
    Screen &operator=(const Screen &) = delete;
    ~Screen() { xcb_disconnect(m_connection); }
    bool isOpen() const { return xcb_connection_has_error(m_connection) == 0; }

    /// Waits for a window to be mapped and painted.
    void waitForPaint()
    {
        xcb_window_t window = 0;
        while (window == 0) {
            xcb_generic_event_t *event = xcb_wait_for_event(m_connection);
            if (event == nullptr)
                return;
            if ((event->response_type & 0x7f) == XCB_MAP_NOTIFY) {
                const auto mapped = reinterpret_cast<xcb_map_notify_event_t *>(event)->window;
                if (widthOf(mapped) >= LeastWidth)
                    window = mapped;
            }
            std::free(event);
        }
        // Something else may happen to it first, which is as good a moment to look as any.
        while (pixel(window) == 0) {
            constexpr int IntervalMs = 1;
            pollfd descriptor{ xcb_get_file_descriptor(m_connection), POLLIN, 0 };
            poll(&descriptor, 1, IntervalMs);
            forget();
        }
    }
    /// What happened before is of no matter any more.
    void forget()
    {
        xcb_generic_event_t *event = nullptr;
        while ((event = xcb_poll_for_event(m_connection)) != nullptr)
            std::free(event);
    }

private:
    std::optional<xcb_get_geometry_reply_t> geometry(xcb_window_t window)
    {
        xcb_get_geometry_reply_t *reply
            = xcb_get_geometry_reply(m_connection, xcb_get_geometry(m_connection, window), nullptr);
        if (reply == nullptr)
            return std::nullopt;
        const xcb_get_geometry_reply_t copy = *reply;
        std::free(reply);
        return copy;
    }
    int widthOf(xcb_window_t window)
    {
        const auto found = geometry(window);
        return found ? found->width : 0;
    }
    /// The root is black, and shines through until something is painted.
    std::uint32_t pixel(xcb_window_t window)
    {
        const auto found = geometry(window);
        if (!found)
            return 1;
        xcb_get_image_reply_t *reply = xcb_get_image_reply(
            m_connection,
            xcb_get_image(m_connection, XCB_IMAGE_FORMAT_Z_PIXMAP, window,
                          static_cast<std::int16_t>(found->width / 2),
                          static_cast<std::int16_t>(found->height / 2), 1, 1, ~0U),
            nullptr);
        if (reply == nullptr)
            return 0;
        std::uint32_t value = 0;
        std::copy_n(xcb_get_image_data(reply), 3, reinterpret_cast<std::uint8_t *>(&value));
        std::free(reply);
        return value;
    }

    xcb_connection_t *m_connection;
    xcb_window_t m_root = 0;
};

Sample measure(Screen &display, const std::vector<std::string> &command)
{
    display.forget();
    std::vector<char *> arguments;
    for (const std::string &argument : command)
        arguments.push_back(const_cast<char *>(argument.c_str()));
    arguments.push_back(nullptr);
    const Steady::time_point start = Steady::now();
    const pid_t process = fork();
    if (process == 0) {
        execv(arguments.front(), arguments.data());
        _exit(127);
    }
    display.waitForPaint();
    const std::chrono::duration<double, std::milli> taken = Steady::now() - start;
    const Sample sample{ taken.count(), cpuMsOf(process) };
    kill(process, SIGTERM);
    waitpid(process, nullptr, 0);
    return sample;
}

void print(const char *what, const std::vector<Sample> &samples)
{
    const auto figures = [&](double Sample::*member) {
        std::vector<double> values;
        for (const Sample &sample : samples)
            values.push_back(sample.*member);
        std::sort(values.begin(), values.end());
        return std::pair(values[values.size() / 2], values.front());
    };
    const auto [wall, leastWall] = figures(&Sample::wallMs);
    const auto [cpu, leastCpu] = figures(&Sample::cpuMs);
    std::printf("%-24s wall %6.1f ms median %6.1f ms least, CPU %6.1f ms median %6.1f ms least\n",
                what, wall, leastWall, cpu, leastCpu);
}

int showLabel(int argc, char **argv)
{
    QApplication application(argc, argv);
    QLabel label(QStringLiteral("label"));
    label.resize(1280, 800);
    label.show();
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 2 && std::string(argv[1]) == LabelArgument)
        return showLabel(argc, argv);
    int first = 1;
    int runs = 15;
    if (argc > 2 && std::atoi(argv[1]) > 0)
        runs = std::atoi(argv[first++]);
    Screen display;
    if (argc <= first || !display.isOpen()) {
        std::fprintf(stderr, "usage: xvfb-run bench_firstpaint [RUNS] PROGRAM [ARGUMENT ...]\n");
        return 2;
    }
    const std::vector<std::string> program(argv + first, argv + argc);
    const std::vector<std::string> label{ "/proc/self/exe", LabelArgument };
    std::vector<Sample> programs;
    std::vector<Sample> labels;
    for (int run = 0; run <= runs; ++run) {
        const Sample one = measure(display, program);
        const Sample other = measure(display, label);
        if (run == 0)
            continue; // It fills the caches.
        programs.push_back(one);
        labels.push_back(other);
    }
    print("a label", labels);
    print(argv[first], programs);
    return 0;
}

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// subscribers FORM PORT TARGET PUBLISH CLIENTS SECONDS PID
//
// Many clients of one endpoint from one process, a message a second published meanwhile; prints
// one line of JSON: what every client got against what was sent, the delivery times, and what one
// connection costs the server, process PID.
//
// FORM: stream (one response that goes on), websocket, cursor (rounds that carry `next` to
// `since`), fields (rounds that carry ETag and Last-Modified on). Each message is
// `{"k":N,"ns":T}` with the time of its publication, and is looked for in what arrives, whatever
// is around it.

#include "wire.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/resource.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstring>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view Marker = "{\"k\":";
constexpr std::string_view TimeMember = ",\"ns\":";
/// Between two rounds of a polling client that is not held.
constexpr auto PollInterval = std::chrono::milliseconds(1000);

struct Options {
    std::string form;
    std::uint16_t port = 0;
    std::string target;
    std::string publish;
    int clients = 0;
    int seconds = 0;
    int pid = 0;
};

std::int64_t nowNs()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now().time_since_epoch())
        .count();
}

std::int64_t numberAt(std::string_view text, std::size_t at)
{
    std::int64_t value = -1;
    std::from_chars(text.data() + at, text.data() + text.size(), value);
    return value;
}

/// Resident octets of a process.
long residentOf(int pid)
{
    const std::string path = std::string("/proc/").append(std::to_string(pid)).append("/statm");
    std::FILE *file = std::fopen(path.c_str(), "r");
    long total = 0;
    long resident = 0;
    if (!file || std::fscanf(file, "%ld %ld", &total, &resident) != 2)
        Wire::fail("statm");
    std::fclose(file);
    return resident * sysconf(_SC_PAGESIZE);
}

/// One subscriber and what it got.
struct Client {
    int socket = -1;
    std::string arrived; ///< Not yet looked through, or the response at hand.
    std::vector<int> got; ///< How often each message came.
    std::string since;
    std::string tag;
    std::string modified;
    Clock::time_point askAt = Clock::time_point::max(); ///< When the next round is due.
    bool isInFlight = false;
};

class Subscribers
{
public:
    explicit Subscribers(const Options &options)
        : m_options(options)
        , m_poll(epoll_create1(0))
        , m_clients(static_cast<std::size_t>(options.clients))
    {
    }

    int run();

private:
    [[nodiscard]] bool isPolling() const
    {
        return m_options.form == "cursor" || m_options.form == "fields";
    }
    [[nodiscard]] bool isHeld() const
    {
        return m_options.target.find("long") != std::string::npos || m_options.form == "fields";
    }
    void open(Client &client);
    void ask(Client &client);
    void read(Client &client);
    void takeStream(Client &client);
    void takeRound(Client &client);
    void takeMessages(Client &client, std::string_view text);
    void pump(Clock::time_point until);
    void publish(int seconds);
    void print(long before, long after);
    [[nodiscard]] std::string handshake() const;

    Options m_options;
    int m_poll;
    std::vector<Client> m_clients;
    std::vector<std::int64_t> m_delays;
    int m_sent = 0;
};

std::string Subscribers::handshake() const
{
    return std::string("GET ").append(m_options.target)
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
          "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
}

void Subscribers::open(Client &client)
{
    client.socket = Wire::connectToLoopback(m_options.port);
    fcntl(client.socket, F_SETFL, O_NONBLOCK);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = &client;
    epoll_ctl(m_poll, EPOLL_CTL_ADD, client.socket, &event);
    if (m_options.form == "cursor")
        client.since.assign(1, '0'); // All that is to come.
    if (m_options.form == "websocket")
        Wire::writeAll(client.socket, handshake());
    else
        ask(client);
}

void Subscribers::ask(Client &client)
{
    std::string request("GET ");
    request.append(m_options.target);
    if (!client.since.empty()) {
        request.append(m_options.target.find('?') == std::string::npos ? "?since=" : "&since=")
            .append(client.since);
    }
    request += " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    if (m_options.form == "stream")
        request += "Accept: text/event-stream, multipart/mixed, */*\r\n";
    if (!client.tag.empty())
        request.append("If-None-Match: ").append(client.tag).append("\r\n");
    if (!client.modified.empty())
        request.append("If-Modified-Since: ").append(client.modified).append("\r\n");
    Wire::writeAll(client.socket, request.append("\r\n"));
    client.isInFlight = true;
    client.askAt = Clock::time_point::max();
}

void Subscribers::takeMessages(Client &client, std::string_view text)
{
    const std::int64_t now = nowNs();
    for (std::size_t at = 0; (at = text.find(Marker, at)) != std::string_view::npos; ++at) {
        const std::int64_t k = numberAt(text, at + Marker.size());
        const std::size_t time = text.find(TimeMember, at);
        if (k < 0 || time == std::string_view::npos)
            continue;
        if (client.got.size() <= static_cast<std::size_t>(k))
            client.got.resize(static_cast<std::size_t>(k) + 1);
        ++client.got[static_cast<std::size_t>(k)];
        m_delays.push_back(now - numberAt(text, time + TimeMember.size()));
    }
}

void Subscribers::takeStream(Client &client)
{
    // A message that is cut between two reads is looked for again when the rest is there.
    const std::size_t end = client.arrived.rfind('}');
    if (end == std::string::npos)
        return;
    takeMessages(client, std::string_view(client.arrived).substr(0, end + 1));
    client.arrived.erase(0, end + 1);
}

std::string fieldOf(const std::string &head, const char *name)
{
    const std::string wanted = std::string("\r\n") + name + ": ";
    const auto same = [](char one, char other) { return std::tolower(one) == std::tolower(other); };
    const auto found
        = std::search(head.begin(), head.end(), wanted.begin(), wanted.end(), same);
    if (found == head.end())
        return {};
    const auto begin = static_cast<std::size_t>(found - head.begin()) + wanted.size();
    return head.substr(begin, head.find("\r\n", begin) - begin);
}

void Subscribers::takeRound(Client &client)
{
    const std::size_t headEnd = client.arrived.find("\r\n\r\n");
    if (headEnd == std::string::npos)
        return;
    const std::string head = client.arrived.substr(0, headEnd + 2);
    const std::string length = fieldOf(head, "Content-Length");
    const std::size_t size = length.empty() ? 0 : std::stoul(length);
    if (client.arrived.size() < headEnd + 4 + size)
        return;
    const std::string body = client.arrived.substr(headEnd + 4, size);
    client.arrived.erase(0, headEnd + 4 + size);
    takeMessages(client, body);
    if (m_options.form == "fields") {
        client.tag = fieldOf(head, "Etag");
        client.modified = fieldOf(head, "Last-Modified");
    } else if (const std::size_t next = body.rfind("\"next\":"); next != std::string::npos) {
        client.since = std::to_string(numberAt(body, next + 7));
    }
    client.isInFlight = false;
    client.askAt = isHeld() ? Clock::now() : Clock::now() + PollInterval;
}

void Subscribers::read(Client &client)
{
    char piece[16384];
    for (;;) {
        const ssize_t count = recv(client.socket, piece, sizeof piece, 0);
        if (count == 0) {
            std::fprintf(stderr, "the server ended a connection\n");
            std::exit(1);
        }
        if (count < 0)
            break;
        client.arrived.append(piece, static_cast<std::size_t>(count));
    }
    if (isPolling())
        takeRound(client);
    else
        takeStream(client);
}

void Subscribers::pump(Clock::time_point until)
{
    std::vector<epoll_event> events(256);
    while (Clock::now() < until) {
        constexpr int TickMs = 5;
        const int count
            = epoll_wait(m_poll, events.data(), static_cast<int>(events.size()), TickMs);
        for (int i = 0; i < count; ++i)
            read(*static_cast<Client *>(events[static_cast<std::size_t>(i)].data.ptr));
        if (!isPolling())
            continue;
        const auto now = Clock::now();
        for (Client &client : m_clients) {
            if (!client.isInFlight && client.askAt <= now)
                ask(client);
        }
    }
}

/// From a thread of its own, so that nothing but the server stands between.
void Subscribers::publish(int seconds)
{
    const int socket = Wire::connectToLoopback(m_options.port);
    for (int k = 0; k < seconds; ++k) {
        std::string body("{\"k\":");
        body.append(std::to_string(k)).append(",\"ns\":").append(std::to_string(nowNs()));
        body += '}';
        Wire::writeAll(socket,
                       std::string("POST ").append(m_options.publish)
                           + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                             "Content-Length: "
                           + std::to_string(body.size()) + "\r\n\r\n" + body);
        ++m_sent;
        char answer[4096];
        if (recv(socket, answer, sizeof answer, 0) <= 0)
            Wire::fail("publish");
        constexpr int PaceMs = 1000;
        poll(nullptr, 0, PaceMs);
    }
    close(socket);
}

void Subscribers::print(long before, long after)
{
    long missing = 0;
    long duplicates = 0;
    for (Client &client : m_clients) {
        client.got.resize(static_cast<std::size_t>(m_sent));
        for (int times : client.got) {
            missing += times == 0 ? 1 : 0;
            duplicates += times > 1 ? times - 1 : 0;
        }
    }
    std::sort(m_delays.begin(), m_delays.end());
    const auto percentile = [&](std::size_t percent) {
        return m_delays.empty()
            ? -1.0
            : static_cast<double>(m_delays[(m_delays.size() - 1) * percent / 100]) / 1e6;
    };
    std::printf("{\"clients\":%d,\"sent\":%d,\"missing\":%ld,\"duplicates\":%ld,\"p50_ms\":%.3f,"
                "\"p99_ms\":%.3f,\"kib_per_connection\":%.1f}\n",
                m_options.clients, m_sent, missing, duplicates, percentile(50), percentile(99),
                static_cast<double>(after - before) / 1024.0 / m_options.clients);
}

int Subscribers::run()
{
    const long before = residentOf(m_options.pid);
    for (Client &client : m_clients)
        open(client);
    pump(Clock::now() + std::chrono::seconds(2));
    const long after = residentOf(m_options.pid);
    std::thread publisher([this] { publish(m_options.seconds); });
    pump(Clock::now() + std::chrono::seconds(m_options.seconds + 3));
    publisher.join();
    print(before, after);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 8) {
        std::fprintf(stderr, "usage: subscribers stream|websocket|cursor|fields PORT TARGET "
                             "PUBLISH CLIENTS SECONDS PID\n");
        return 2;
    }
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    Options options{ argv[1],
                     static_cast<std::uint16_t>(std::atoi(argv[2])),
                     argv[3],
                     argv[4],
                     std::atoi(argv[5]),
                     std::atoi(argv[6]),
                     std::atoi(argv[7]) };
    return Subscribers(options).run();
}

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// flood websocket|sse COUNT: a server that sends COUNT messages of 64 octets to every client, as
// fast as the client reads. Prints where it listens, and per client what it sent with the sum of
// the CRC-32 of all payloads. Ends with its standard input.

#include "payload.h"
#include "wire.h"

#include <QByteArray>
#include <QCryptographicHash>

#include <poll.h>
#include <strings.h>
#include <zlib.h>

#include <string>

namespace {

enum class Form { WebSocket, EventStream };

/// Everything a client gets after the head of the answer, made before anything is measured.
struct Flood {
    std::string octets;
    std::uint64_t checksum = 0;
};

void appendMessage(std::string &octets, Form form, std::uint64_t number, std::string_view payload)
{
    if (form == Form::WebSocket) {
        octets += { '\x81', static_cast<char>(payload.size()) }; // FIN, text, 7-bit length.
        octets += payload;
        return;
    }
    std::string block = "id: " + std::to_string(number) + "\ndata: ";
    block += payload;
    block += "\n\n";
    char size[16];
    std::snprintf(size, sizeof size, "%zx\r\n", block.size());
    octets += size; // A chunk per event, as a server that flushes after each writes them.
    octets += block;
    octets += "\r\n";
}

Flood makeFlood(Form form, std::uint64_t count)
{
    Flood flood;
    flood.octets.reserve(count * (form == Form::WebSocket ? 66 : 100));
    Payloads payloads;
    for (std::uint64_t number = 1; number <= count; ++number) {
        const std::string_view payload = payloads.payload(number);
        flood.checksum += crc32(0, reinterpret_cast<const Bytef *>(payload.data()),
                                static_cast<uInt>(payload.size()));
        appendMessage(flood.octets, form, number, payload);
    }
    if (form == Form::WebSocket)
        flood.octets += { '\x88', '\x02', '\x03', '\xe8' }; // Close, 1000.
    else
        flood.octets += "0\r\n\r\n";
    return flood;
}

/// The value of a field of the request, empty where there is none.
std::string field(const std::string &head, std::string_view name)
{
    std::size_t line = head.find("\r\n");
    while (line != std::string::npos && line + 2 < head.size()) {
        line += 2;
        const std::size_t end = head.find("\r\n", line);
        if (strncasecmp(head.data() + line, name.data(), name.size()) == 0
            && head[line + name.size()] == ':') {
            const std::size_t value = head.find_first_not_of(' ', line + name.size() + 1);
            return head.substr(value, end - value);
        }
        line = end;
    }
    return {};
}

std::string answer(Form form, const std::string &request)
{
    if (form == Form::EventStream)
        return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
               "Transfer-Encoding: chunked\r\n\r\n";
    const std::string key
        = field(request, "Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    const QByteArray accept
        = QCryptographicHash::hash(QByteArray::fromStdString(key), QCryptographicHash::Sha1)
              .toBase64();
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Accept: "
        + accept.toStdString() + "\r\n\r\n";
}

void serve(int connection, Form form, const Flood &flood, std::uint64_t count)
{
    std::string rest;
    const std::string request = Wire::readHead(connection, rest);
    Wire::writeAll(connection, answer(form, request));
    Wire::writeAll(connection, flood.octets);
    shutdown(connection, SHUT_WR);
    char last[4096];
    while (recv(connection, last, sizeof last, 0) > 0) { } // The client's Close, then its FIN.
    close(connection);
    std::printf("{\"sent\":%llu,\"checksum\":%llu}\n", static_cast<unsigned long long>(count),
                static_cast<unsigned long long>(flood.checksum));
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "usage: flood websocket|sse COUNT\n");
        return 2;
    }
    const Form form = std::string_view(argv[1]) == "sse" ? Form::EventStream : Form::WebSocket;
    const std::uint64_t count = std::strtoull(argv[2], nullptr, 10);
    const Flood flood = makeFlood(form, count);
    std::uint16_t port = 0;
    const int listener = Wire::listenOnLoopback(port);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    std::printf("{\"port\":%d}\n", port);

    pollfd waiting[] = { { listener, POLLIN, 0 }, { STDIN_FILENO, POLLIN, 0 } };
    while (poll(waiting, 2, -1) > 0 && waiting[1].revents == 0)
        serve(accept(listener, nullptr, nullptr), form, flood, count);
    return 0;
}

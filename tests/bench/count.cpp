// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// count websocket|sse PORT: a client that finds the messages and counts them, nothing else: the
// floor that any recorder of the same flood stands on.

#include "wire.h"

#include <cstring>

namespace {

/// Text frames of the flood: unmasked, with 7-bit or 16-bit lengths. The Close frame ends it.
class FrameCounter
{
public:
    /// False once the Close frame came.
    bool feed(const char *octets, std::size_t size)
    {
        m_left.append(octets, size);
        std::size_t at = 0;
        while (m_left.size() - at >= 4) {
            const auto first = static_cast<unsigned char>(m_left[at]);
            if ((first & 0x0f) == 8)
                return false;
            std::size_t length = static_cast<unsigned char>(m_left[at + 1]);
            std::size_t header = 2;
            if (length == 126) {
                length = static_cast<std::size_t>(static_cast<unsigned char>(m_left[at + 2])) << 8
                    | static_cast<unsigned char>(m_left[at + 3]);
                header = 4;
            }
            if (m_left.size() - at < header + length)
                break;
            at += header + length;
            ++count;
        }
        m_left.erase(0, at);
        return true;
    }

    std::uint64_t count = 0;

private:
    std::string m_left;
};

/// Empty lines of an event stream that is cut into chunks: each ends a block.
class BlockCounter
{
public:
    void feed(const char *octets, std::size_t size)
    {
        const char *end = octets + size;
        while (const void *found
               = std::memchr(octets, '\n', static_cast<std::size_t>(end - octets))) {
            const char *line = static_cast<const char *>(found);
            // The first of the two may have been the last octet of the piece before.
            if (line == octets ? m_afterNewline : line[-1] == '\n')
                ++count;
            octets = line + 1;
            m_afterNewline = true;
        }
        if (octets != end)
            m_afterNewline = false;
    }

    std::uint64_t count = 0;

private:
    bool m_afterNewline = false;
};

void request(int connection, bool isWebSocket)
{
    Wire::writeAll(connection,
                   isWebSocket ? "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                                 "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                 "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
                               : "GET / HTTP/1.1\r\nHost: localhost\r\n"
                                 "Accept: text/event-stream\r\n\r\n");
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "usage: count websocket|sse PORT\n");
        return 2;
    }
    const bool isWebSocket = std::string_view(argv[1]) == "websocket";
    const int connection
        = Wire::connectToLoopback(static_cast<std::uint16_t>(std::strtoul(argv[2], nullptr, 10)));
    request(connection, isWebSocket);
    std::string rest;
    Wire::readHead(connection, rest);
    FrameCounter frames;
    BlockCounter blocks;
    std::string piece = rest;
    std::size_t size = piece.size();
    piece.resize(256 * 1024);
    bool goesOn = true;
    while (goesOn) {
        if (isWebSocket)
            goesOn = frames.feed(piece.data(), size);
        else
            blocks.feed(piece.data(), size);
        const ssize_t got = goesOn ? recv(connection, piece.data(), piece.size(), 0) : 0;
        goesOn = got > 0;
        size = goesOn ? static_cast<std::size_t>(got) : 0;
    }
    if (isWebSocket)
        Wire::writeAll(connection, { "\x88\x82\0\0\0\0\x03\xe8", 8 });
    close(connection);
    std::printf("%llu\n",
                static_cast<unsigned long long>(isWebSocket ? frames.count : blocks.count));
    return 0;
}

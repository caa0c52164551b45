// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What reading and writing through a stream costs, beside a plain loop of the system's calls,
/// QTcpSocket and QSslSocket: one process floods over loopback, this one only counts.
///
///     bench_stream [MiB [NAME]]     prints a line per reader (that has NAME in its name): of
///                                   seven rounds the one that took the least CPU

#include "rawpeer.h"
#include "recordinglistener.h"

#include "transport/opensslpointer.h"
#include "transport/qtnetwork.h"
#include "transport/selfsigned.h"
#include "transport/tlscontext.h"

#include <QCoreApplication>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpSocket>

#include <sys/resource.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <vector>

using namespace Pushscope;

namespace {

constexpr int Rounds = 7;
constexpr std::size_t BlockOctets = 64 * 1024;

struct Cost {
    double seconds = 0;
    double cpuSeconds = 0;
};

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// A process that accepts one connection and floods it with @p total octets.
struct Flood {
    RawListener listener;
    pid_t child = -1;

    Flood(qint64 total, std::size_t piece, const std::optional<ServerIdentity> &identity)
    {
        child = fork();
        if (child != 0)
            return;
        Descriptor socket(::accept(listener.descriptor(), nullptr, nullptr));
        if (identity)
            floodTls(socket.number(), total, *identity);
        else
            floodPlain(socket.number(), total, piece);
        _exit(0);
    }
    ~Flood() { waitpid(child, nullptr, 0); }

    static void floodPlain(int socket, qint64 total, std::size_t piece)
    {
        const std::vector<char> block(piece, 'x');
        while (total > 0) {
            const ssize_t count
                = ::send(socket, block.data(), std::min(piece, static_cast<std::size_t>(total)), 0);
            if (count <= 0)
                return;
            total -= count;
        }
    }
    static void floodTls(int socket, qint64 total, const ServerIdentity &identity)
    {
        const Result<TlsContext> context = serverContext(identity);
        SSL *ssl = SSL_new(context->get());
        SSL_set_fd(ssl, socket);
        const std::vector<char> block(16384, 'x');
        for (SSL_accept(ssl); total > 0; total -= 16384) {
            if (SSL_write(ssl, block.data(), 16384) <= 0)
                return;
        }
        SSL_shutdown(ssl);
    }
};

Descriptor connectTo(quint16 port)
{
    const auto address = SocketAddress::fromLiteral(QStringLiteral("127.0.0.1"), port);
    Descriptor socket(::socket(AF_INET, SOCK_STREAM, 0));
    if (::connect(socket.number(), address->pointer(), address->length) != 0)
        socket.close();
    return socket;
}

qint64 readPlainly(quint16 port)
{
    const Descriptor socket = connectTo(port);
    std::vector<char> buffer(BlockOctets);
    qint64 total = 0;
    ssize_t count = 0;
    while ((count = ::recv(socket.number(), buffer.data(), buffer.size(), 0)) > 0)
        total += count;
    return total;
}

qint64 readTlsPlainly(quint16 port)
{
    const Descriptor socket = connectTo(port);
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    SSL *ssl = SSL_new(context);
    SSL_set_fd(ssl, socket.number());
    std::vector<char> buffer(BlockOctets);
    qint64 total = 0;
    int count = SSL_connect(ssl);
    while ((count = SSL_read(ssl, buffer.data(), static_cast<int>(buffer.size()))) > 0)
        total += count;
    SSL_free(ssl);
    SSL_CTX_free(context);
    return total;
}

qint64 readStream(quint16 port, bool isTls)
{
    static const SystemClock clock;
    static QtNetwork network(clock); // Reads the system's authorities once, as a program does.
    RecordingListener listener;
    listener.isLogging = false;
    listener.keepsOctets = false;
    listener.onPeerFinished = [&] { listener.stream->close(0); };
    listener.onEnded = [] { QCoreApplication::quit(); };
    ConnectTarget target;
    target.host = QStringLiteral("127.0.0.1");
    target.port = port;
    target.tls.isUsed = isTls;
    target.tls.isVerificationOff = true;
    listener.stream = network.connectTo(target, &listener);
    QCoreApplication::exec();
    return listener.receivedCount;
}

template <typename Socket> qint64 readQtSocket(Socket &socket)
{
    std::vector<char> buffer(BlockOctets);
    qint64 total = 0;
    socket.setReadBufferSize(BlockOctets);
    QObject::connect(&socket, &QIODevice::readyRead, [&] {
        qint64 count = 0;
        while ((count = socket.read(buffer.data(), static_cast<qint64>(buffer.size()))) > 0)
            total += count;
    });
    QObject::connect(&socket, &QAbstractSocket::disconnected, [] { QCoreApplication::quit(); });
    QCoreApplication::exec();
    return total;
}

qint64 readTcpSocket(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    return readQtSocket(socket);
}

qint64 readSslSocket(quint16 port)
{
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    return readQtSocket(socket);
}

QByteArray wanted;

void measure(const char *name, qint64 total, std::size_t piece,
             const std::optional<ServerIdentity> &identity, qint64 (*read)(quint16))
{
    if (!QByteArray(name).contains(wanted))
        return;
    SystemClock clock;
    Cost best;
    for (int round = 0; round < Rounds; ++round) {
        Flood flood(total, piece, identity);
        const double cpu = cpuSeconds();
        const qint64 start = clock.monotonicNs();
        const qint64 got = read(flood.listener.port());
        const Cost cost{ static_cast<double>(clock.monotonicNs() - start) / 1e9,
                         cpuSeconds() - cpu };
        if (got != total)
            std::printf("%s: %lld octets of %lld\n", name, static_cast<long long>(got),
                        static_cast<long long>(total));
        if (round == 0 || cost.cpuSeconds < best.cpuSeconds)
            best = cost;
    }
    const double mib = static_cast<double>(total) / (1024 * 1024);
    std::printf("%-34s %7.0f MiB/s   CPU %6.1f us/MiB\n", name, mib / best.seconds,
                best.cpuSeconds * 1e6 / mib);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const qint64 mib = argc > 1 ? QByteArray(argv[1]).toLongLong() : 4096;
    const qint64 total = mib * 1024 * 1024;
    wanted = argc > 2 ? argv[2] : "";
    const auto stream = [](quint16 port) { return readStream(port, false); };
    const auto tlsStream = [](quint16 port) { return readStream(port, true); };
    measure("TCP, plain recv() loop", total, BlockOctets, {}, readPlainly);
    measure("TCP, stream", total, BlockOctets, {}, stream);
    measure("TCP, QTcpSocket", total, BlockOctets, {}, readTcpSocket);
    measure("TCP in 64s, plain recv() loop", total / 64, 64, {}, readPlainly);
    measure("TCP in 64s, stream", total / 64, 64, {}, stream);
    measure("TCP in 64s, QTcpSocket", total / 64, 64, {}, readTcpSocket);
    const ServerIdentity identity = *selfSignedIdentity();
    measure("TLS, plain SSL_read() loop", total / 4, 0, identity, readTlsPlainly);
    measure("TLS, stream", total / 4, 0, identity, tlsStream);
    measure("TLS, QSslSocket", total / 4, 0, identity, readSslSocket);
    return 0;
}

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Stands in for libFuzzer where it is not: runs every file of a folder, each cut short at every
// octet (long ones at 400 places), and changed a little at places that are the same every time. A fuzzer that finds a fault
// ends the program.

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QRandomGenerator>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdio>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace {

constexpr int Changes = 200; // Per file: together with the cuts a few seconds for a folder.

constexpr int Cuts = 400;    // Per file: every octet of what is shorter.

QByteArray g_running;

/// Says which input it was, so that it can become a file of the corpus.
void tellInput(int)
{
    std::fprintf(stderr, "\ninput: %s\n", g_running.toHex().constData());
}

void run(const QByteArray &input)
{
    g_running = input;
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(input.constData()),
                           static_cast<std::size_t>(input.size()));
}

void replay(const QByteArray &input)
{
    const qsizetype step = std::max<qsizetype>(1, input.size() / Cuts);
    for (qsizetype size = 0; size < input.size(); size += step)
        run(input.first(size));
    run(input);
    QRandomGenerator random(1);
    for (int i = 0; i < Changes && !input.isEmpty(); ++i) {
        QByteArray changed = input;
        for (int octets = random.bounded(3); octets >= 0; --octets) {
            changed[random.bounded(static_cast<int>(changed.size()))]
                = static_cast<char>(random.bounded(256));
        }
        run(changed);
    }
}

} // namespace

int main(int argc, char **argv)
{
    std::signal(SIGABRT, tellInput);
    int files = 0;
    for (int i = 1; i < argc; ++i) {
        const QDir folder(QString::fromLocal8Bit(argv[i]));
        for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
            QFile file(folder.filePath(name));
            if (!file.open(QIODevice::ReadOnly)) {
                std::fprintf(stderr, "cannot read %s\n", qPrintable(file.fileName()));
                return 1;
            }
            std::printf("%s\n", qPrintable(name));
            std::fflush(stdout);
            replay(file.readAll());
            ++files;
        }
    }
    if (files == 0) {
        std::fprintf(stderr, "no files to run\n");
        return 1;
    }
    return 0;
}

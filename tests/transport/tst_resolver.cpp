// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/resolver.h"

#include <QMutex>
#include <QSemaphore>
#include <QTest>

#include <atomic>

using namespace Pushscope;

class TestResolver : public QObject
{
    Q_OBJECT

private slots:
    void findsLoopback();
    void answersFromTheEventLoop();
    void forgetsWhoIsGone();
    void forgetsWhenItIsGone();
    void asksNothingForWhoIsGone();
    void answersMoreThanItHasThreads();
    void writesNamesInAscii_data();
    void writesNamesInAscii();
};

void TestResolver::findsLoopback()
{
    Resolver resolver;
    std::optional<Resolver::Answer> answer;
    resolver.lookUp(QStringLiteral("localhost"), 8080, this,
                    [&](const Resolver::Answer &found) { answer = found; });
    QTRY_VERIFY(answer);
    QVERIFY(answer->isOk());
    QVERIFY(!answer->value().isEmpty());
    for (const SocketAddress &address : answer->value()) {
        QVERIFY(address.address() == "127.0.0.1" || address.address() == "::1");
        QCOMPARE(address.port(), 8080);
    }
}

void TestResolver::answersFromTheEventLoop()
{
    Resolver resolver;
    bool isAnswered = false;
    resolver.lookUp(QStringLiteral("a.invalid"), 80, this, [&](const Resolver::Answer &found) {
        QCOMPARE(found.error().code, ErrorCode::DnsNotFound);
        isAnswered = true;
    });
    QVERIFY(!isAnswered);
    QTRY_VERIFY(isAnswered);
}

void TestResolver::forgetsWhoIsGone()
{
    Resolver resolver;
    bool isAnswered = false;
    auto context = std::make_unique<QObject>();
    resolver.lookUp(QStringLiteral("localhost"), 80, context.get(),
                    [](const auto &) { QFAIL("its context is gone"); });
    context.reset();
    for (int i = 0; i < Resolver::MaxThreads; ++i)
        resolver.lookUp(QStringLiteral("localhost"), 80, this,
                        [&](const auto &) { isAnswered = true; });
    QTRY_VERIFY(isAnswered);
}

void TestResolver::forgetsWhenItIsGone()
{
    {
        Resolver resolver;
        for (int i = 0; i < 3 * Resolver::MaxThreads; ++i)
            resolver.lookUp(QStringLiteral("localhost"), 80, this,
                            [](const auto &) { QFAIL("it is gone"); });
    }
    answersFromTheEventLoop();
}

/// A name server that is slow must not be asked first what nobody wants to know any more.
void TestResolver::asksNothingForWhoIsGone()
{
    QSemaphore open;
    std::atomic<int> asked = 0;
    QList<QByteArray> names;
    QMutex mutex;
    Resolver resolver([&](const QByteArray &name, quint16, int) -> Resolver::Answer {
        ++asked;
        open.acquire();
        const QMutexLocker lock(&mutex);
        names.append(name);
        return QList<SocketAddress>();
    });
    auto gone = std::make_unique<QObject>();
    int answered = 0;
    for (int i = 0; i < Resolver::MaxThreads; ++i)
        resolver.lookUp(QStringLiteral("first"), 80, this, [&](const auto &) { ++answered; });
    for (int i = 0; i < 100; ++i)
        resolver.lookUp(QStringLiteral("gone"), 80, gone.get(), [](const auto &) { QFAIL("gone"); });
    resolver.lookUp(QStringLiteral("last"), 80, this, [&](const auto &) { ++answered; });
    QTRY_COMPARE(asked.load(), Resolver::MaxThreads);
    gone.reset();
    open.release(1000);
    QTRY_COMPARE(answered, Resolver::MaxThreads + 1);
    const QMutexLocker lock(&mutex);
    QCOMPARE(names.count("gone"), 0);
    QCOMPARE(names.size(), Resolver::MaxThreads + 1);
}

void TestResolver::answersMoreThanItHasThreads()
{
    Resolver resolver;
    int answered = 0;
    constexpr int Count = 5 * Resolver::MaxThreads;
    for (int i = 0; i < Count; ++i)
        resolver.lookUp(QStringLiteral("localhost"), 80, this, [&](const auto &) { ++answered; });
    QTRY_COMPARE(answered, Count);
}

void TestResolver::writesNamesInAscii_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("ascii");
    QTest::newRow("ASCII as it is")
        << QStringLiteral("my_Host.example") << QByteArray("my_Host.example");
    QTest::newRow("RFC 5890 2.3.2.1") << QString::fromUtf8("b\xc3\xbc"
                                                           "cher.example")
                                      << QByteArray("xn--bcher-kva.example");
    QTest::newRow("no label") << QString(QChar(0xfffd)) << QByteArray();
}

void TestResolver::writesNamesInAscii()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, ascii);
    QCOMPARE(Resolver::asciiName(name), ascii);
}

QTEST_GUILESS_MAIN(TestResolver)
#include "tst_resolver.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/resolver.h"

#include <QMetaObject>
#include <QObject>
#include <QPointer>
#include <QUrl>

#include <netdb.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <deque>
#include <mutex>
#include <thread>

namespace Pushscope {

namespace {

Error dnsError(int code)
{
    const bool isUnknown = code == EAI_NONAME
#ifdef EAI_NODATA
        || code == EAI_NODATA
#endif
        ;
    return { isUnknown ? ErrorCode::DnsNotFound : ErrorCode::DnsFailed,
             ErrorSite::Dns,
             { { "system", gai_strerror(code) } } };
}

/// The octets to ask for; empty where no resolver could know @p name.
QByteArray askableName(const QString &name)
{
    QByteArray ascii = Resolver::asciiName(name);
    // RFC 6761 section 6.4: name resolution SHOULD recognize "invalid" names as special and
    // SHOULD always return immediate negative responses.
    QByteArray bare = ascii.toLower();
    if (bare.endsWith('.'))
        bare.chop(1);
    if (bare == "invalid" || bare.endsWith(".invalid"))
        return {};
    return ascii;
}

Resolver::Answer askSystem(const QByteArray &name, quint16 port, int family)
{
    addrinfo hints{};
    hints.ai_family = family;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    if (const int code = getaddrinfo(name.constData(), nullptr, &hints, &found); code != 0)
        return dnsError(code);
    QList<SocketAddress> addresses;
    for (const addrinfo *entry = found; entry; entry = entry->ai_next) {
        SocketAddress address;
        std::memcpy(&address.storage, entry->ai_addr, entry->ai_addrlen);
        address.length = entry->ai_addrlen;
        address.setPort(port);
        addresses.append(address);
    }
    freeaddrinfo(found);
    return addresses;
}

} // namespace

/// What the threads of a resolver hold on to; they may outlive it.
struct Resolver::Shared {
    struct Question {
        QByteArray name;
        quint16 port = 0;
        int family = AF_UNSPEC;
        QPointer<QObject> context;
        std::atomic<bool> isForgotten = false; ///< The context is gone, as all threads see it.
        std::function<void(const Answer &)> then;
    };

    Ask ask;
    std::mutex mutex;
    /// Lives in the asking thread; null once the resolver is gone. Answers go by it, so that a
    /// thread never touches what the asking thread may be destroying.
    std::unique_ptr<QObject> home = std::make_unique<QObject>();
    std::deque<std::shared_ptr<Question>> waiting;
    int threads = 0;

    static void work(const std::shared_ptr<Shared> &shared);
    void answer(std::shared_ptr<Question> question, const Answer &found);
};

void Resolver::Shared::work(const std::shared_ptr<Shared> &shared)
{
    std::unique_lock lock(shared->mutex);
    while (!shared->waiting.empty()) {
        std::shared_ptr<Question> question = std::move(shared->waiting.front());
        shared->waiting.pop_front();
        if (question->isForgotten)
            continue;
        lock.unlock();
        const Answer found = shared->ask(question->name, question->port, question->family);
        lock.lock();
        shared->answer(std::move(question), found);
    }
    --shared->threads;
}

void Resolver::Shared::answer(std::shared_ptr<Question> question, const Answer &found)
{
    if (!home)
        return;
    QMetaObject::invokeMethod(
        home.get(),
        [question = std::move(question), found] {
            if (question->context)
                question->then(found);
        },
        Qt::QueuedConnection);
}

QByteArray Resolver::asciiName(const QString &name)
{
    // Names with an underscore, say, are none to QUrl; ask for them as they are.
    const bool isAscii = std::ranges::all_of(name, [](QChar c) { return c.unicode() < 0x80; });
    return isAscii ? name.toLatin1() : QUrl::toAce(name);
}

Resolver::Resolver(Ask ask)
    : m_shared(std::make_shared<Shared>())
{
    m_shared->ask = ask ? std::move(ask) : askSystem;
}

Resolver::~Resolver()
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->waiting.clear();
    m_shared->home.reset();
}

void Resolver::lookUp(const QString &name, quint16 port, QObject *context,
                      std::function<void(const Answer &)> then, int family)
{
    auto question = std::make_shared<Shared::Question>();
    question->name = askableName(name);
    question->port = port;
    question->family = family;
    question->context = context;
    question->then = std::move(then);
    QObject::connect(context, &QObject::destroyed,
                     [waiting = std::weak_ptr(question)] {
                         if (const auto forgotten = waiting.lock())
                             forgotten->isForgotten = true;
                     });
    const std::lock_guard lock(m_shared->mutex);
    if (question->name.isEmpty()) {
        m_shared->answer(std::move(question), dnsError(EAI_NONAME));
        return;
    }
    m_shared->waiting.push_back(std::move(question));
    if (m_shared->threads < MaxThreads) {
        ++m_shared->threads;
        std::thread([shared = m_shared] { Shared::work(shared); }).detach();
    }
}

} // namespace Pushscope

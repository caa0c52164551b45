// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <functional>
#include <memory>
#include <mutex>

namespace Pushscope {

/// Carries what another thread found out to an object that may be gone by then.
///
/// The object has a Mailbox as its member; handlers that run elsewhere hold an address() of it.
///
/// Threads: made and destroyed on the owner's thread; Address::post() from any.
class Mailbox
{
public:
    class Address
    {
    public:
        /// Runs @p call on the owner's thread, later; drops it where the owner is gone.
        void post(std::function<void()> call) const
        {
            const std::lock_guard lock(m_mutex);
            if (m_owner)
                QMetaObject::invokeMethod(m_owner, std::move(call), Qt::QueuedConnection);
        }

    private:
        friend class Mailbox;
        mutable std::mutex m_mutex;
        QObject *m_owner = nullptr; ///< Guarded by m_mutex.
    };

    explicit Mailbox(QObject *owner)
        : m_address(std::make_shared<Address>())
    {
        m_address->m_owner = owner;
    }
    Mailbox(const Mailbox &) = delete;
    Mailbox &operator=(const Mailbox &) = delete;
    ~Mailbox()
    {
        const std::lock_guard lock(m_address->m_mutex);
        m_address->m_owner = nullptr;
    }

    [[nodiscard]] std::shared_ptr<const Address> address() const { return m_address; }

private:
    std::shared_ptr<Address> m_address;
};

} // namespace Pushscope

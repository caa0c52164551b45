// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "transport/opensslpointer.h"

namespace Pushscope {

/// Between OpenSSL and a descriptor, remembering what the kernel said.
///
/// OpenSSL's own socket BIO writes with write(), which kills the process where the peer is gone
/// (SIGPIPE), and its errors do not say whether the peer finished or reset.
class DescriptorBio
{
public:
    explicit DescriptorBio(int descriptor);
    DescriptorBio(const DescriptorBio &) = delete;
    DescriptorBio &operator=(const DescriptorBio &) = delete;

    /// A new BIO for SSL_set_bio(), which takes it over; it refers to this object.
    [[nodiscard]] BIO *make();

    [[nodiscard]] int error() const { return m_error; }      ///< errno that was met; 0: none.
    [[nodiscard]] bool isAtEnd() const { return m_isAtEnd; } ///< The peer's FIN was read.

private:
    static int read(BIO *bio, char *buffer, int size);
    static int write(BIO *bio, const char *octets, int size);
    static long control(BIO *bio, int command, long number, void *pointer);
    [[nodiscard]] int result(BIO *bio, ssize_t count, int retryFlag);

    int m_descriptor;
    int m_error = 0;
    bool m_isAtEnd = false;
};

} // namespace Pushscope

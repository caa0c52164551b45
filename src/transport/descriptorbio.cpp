// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/descriptorbio.h"

#include <sys/socket.h>

#include <cerrno>

namespace Pushscope {

DescriptorBio::DescriptorBio(int descriptor)
    : m_descriptor(descriptor)
{
}

BIO *DescriptorBio::make()
{
    static BIO_METHOD *const Method = [] {
        BIO_METHOD *method
            = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "pushscope descriptor");
        BIO_meth_set_read(method, &DescriptorBio::read);
        BIO_meth_set_write(method, &DescriptorBio::write);
        BIO_meth_set_ctrl(method, &DescriptorBio::control);
        return method;
    }();
    BIO *bio = BIO_new(Method);
    BIO_set_data(bio, this);
    BIO_set_init(bio, 1);
    return bio;
}

int DescriptorBio::read(BIO *bio, char *buffer, int size)
{
    auto *self = static_cast<DescriptorBio *>(BIO_get_data(bio));
    const ssize_t count = ::recv(self->m_descriptor, buffer, static_cast<std::size_t>(size), 0);
    if (count == 0)
        self->m_isAtEnd = true;
    return self->result(bio, count, BIO_FLAGS_READ);
}

int DescriptorBio::write(BIO *bio, const char *octets, int size)
{
    auto *self = static_cast<DescriptorBio *>(BIO_get_data(bio));
    const ssize_t count
        = ::send(self->m_descriptor, octets, static_cast<std::size_t>(size), MSG_NOSIGNAL);
    return self->result(bio, count, BIO_FLAGS_WRITE);
}

int DescriptorBio::result(BIO *bio, ssize_t count, int retryFlag)
{
    BIO_clear_retry_flags(bio);
    if (count >= 0)
        return static_cast<int>(count);
    if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)
        BIO_set_flags(bio, retryFlag | BIO_FLAGS_SHOULD_RETRY);
    else
        m_error = errno;
    return -1;
}

long DescriptorBio::control(BIO *, int command, long, void *)
{
    // Not the end of file: OpenSSL would answer the peer's FIN with an alert of its own.
    return command == BIO_CTRL_FLUSH ? 1 : 0;
}

} // namespace Pushscope

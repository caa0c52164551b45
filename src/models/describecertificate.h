// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QString>

namespace Pushscope {

/// What is wrong with a file of certificates or keys, or that a client shows none: a sentence for
/// errors whose data have `fault` (see transport/pemfile.h and transport/clientcertificate.h;
/// `client-certificate-wanted` where the server ended a connection on which none was shown,
/// `client-certificate-withheld` where there is one for another server).
[[nodiscard]] QString describeClientCertificate(const Error &error);

/// Whether such an error is about @p keyFile, not about the certificate beside it; empty: the key
/// is in the certificate's file.
[[nodiscard]] bool isAboutKey(const Error &error, const QString &keyFile);

} // namespace Pushscope

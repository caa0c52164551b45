// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <string>

namespace Pushscope {

/// The options that name a certificate and its key, and what was given for them.
struct IdentityFiles {
    const char *certificateOption = "";
    std::string certificate;
    const char *keyOption = "";
    std::string key; ///< Empty: in the certificate's file.
};

/// What is wrong with them, the option at fault before it; empty: nothing.
[[nodiscard]] QByteArray faultOf(const IdentityFiles &files);

/// What is wrong with the file that `--cacert` names, with that option; empty: nothing, or none.
[[nodiscard]] QByteArray faultOfAuthorities(const std::string &file);

} // namespace Pushscope

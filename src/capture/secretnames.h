// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QByteArrayView>

namespace Pushscope {

/// The names whose values are secret: the one list of what is masked in commands, options and URLs
/// and covered in a copy to share. Case, `_` and `-` do not count; a `*` before a name stands for
/// anything.
struct SecretNames {
    /// Fields of a head.
    QByteArrayList fields{
        "Authorization", "Proxy-Authorization", "Cookie",   "Set-Cookie",  "*token",
        "*secret",       "*password",           "*api-key", "*access-key", "*auth-key",
        "*subscription-key", "*functions-key", "*credentials"
    };
    /// Query values and JSON members.
    QByteArrayList members{ "access_key",  "*api_key", "auth",       "auth_key",   "credential",
                            "credentials", "jwt",      "passphrase", "passwd",     "*password",
                            "private_key", "pwd",      "*secret",    "secret_key", "session_id",
                            "sid",         "sig",      "signature",  "ticket",     "*token" };
};

/// Whether names are among those.
///
/// Threads: immutable after construction.
class SecretNameTest
{
public:
    /// No name that somebody gave is longer; a longer one is not secret.
    static constexpr qsizetype MaxNameOctets = 128;

    explicit SecretNameTest(const SecretNames &names);

    [[nodiscard]] bool isField(QByteArrayView name) const;
    /// Members named as a secret field are secret too, and of `user[password]` and `user.password`
    /// the last part counts, also where `[` is written `%5B`.
    [[nodiscard]] bool isMember(QByteArrayView name) const;

private:
    struct List {
        QByteArrayList whole; ///< folded
        QByteArrayList ends;  ///< folded; of those with a `*`
    };
    [[nodiscard]] static List folded(const QByteArrayList &names);
    [[nodiscard]] static bool has(const List &list, const QByteArray &name);

    List m_fields;
    List m_members;
};

/// Whether the value of a field of this name is secret by the names that SecretNames has of itself.
[[nodiscard]] bool isSecretField(QByteArrayView name);
/// The same for a query value, a JSON member or an option.
[[nodiscard]] bool isSecretMember(QByteArrayView name);

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/browserorigin.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <initializer_list>
#include <optional>

namespace Pushscope {

/// One serialized Content Security Policy, understood as far as what a page may connect to, run
/// and embed depends on it.
///
/// Spec: CSP3 §2.2 (parsing), §6.7 (matching).
/// Threads: reentrant.
class BrowserPolicy
{
public:
    struct Directive {
        QString name;        ///< In lower case.
        QStringList sources; ///< As written.
        [[nodiscard]] QString text() const;
        /// Whether it has @p keyword, `'none'` with its quotes, in any case.
        [[nodiscard]] bool has(const QString &keyword) const;
        /// Whether some source is a nonce or a hash.
        [[nodiscard]] bool hasNonceOrHash() const;
    };

    /// The policies of @p text, one a line, or with commas between as in a header; each may have
    /// the name of the header before it. One without directives is left out.
    [[nodiscard]] static QList<BrowserPolicy> parseAll(const QString &text);

    /// The first of @p names that the policy has, as with `connect-src`, then `default-src`.
    [[nodiscard]] const Directive *governing(std::initializer_list<QLatin1StringView> names) const;
    [[nodiscard]] const Directive *directive(QLatin1StringView name) const;
    [[nodiscard]] bool isEmpty() const { return m_directives.isEmpty(); }

private:
    QList<Directive> m_directives;
};

/// The source expression of @p directive that lets @p url pass, nullopt where none does. Of ws and
/// wss, @p url has http and https already: as which it is fetched.
///
/// @param self what `'self'` stands for.
/// Spec: CSP3 §6.7.2, Does url match source list in origin.
[[nodiscard]] std::optional<QString> matchingSource(const BrowserPolicy::Directive &directive,
                                                    const QUrl &url, const BrowserOrigin &self);

} // namespace Pushscope

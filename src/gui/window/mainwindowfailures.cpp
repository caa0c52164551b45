// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a window says of a session that failed, and the ways out it offers.

#include "gui/address/optionsdialog.h"
#include "gui/address/techniquelabels.h"
#include "gui/document/capturedocument.h"
#include "gui/document/failurefinder.h"
#include "gui/window/mainwindow.h"
#include "gui/window/noticebar.h"
#include "models/describe.h"

namespace Pushscope {

namespace {

/// The server's; a file of ours that cannot be used is named by its path, and stays so however
/// little is verified.
bool isCertificateError(const Error &error)
{
    if (!error.value("path").isEmpty())
        return false;
    return error.code == ErrorCode::TlsUntrusted || error.code == ErrorCode::TlsExpired
        || error.code == ErrorCode::TlsName;
}

constexpr QByteArrayView Unauthorized = "401";
constexpr QByteArrayView ProxyAuthenticationRequired = "407";

bool isByProxy(const Error &error)
{
    return error.code == ErrorCode::ProxyAuth
        || error.value("status") == ProxyAuthenticationRequired;
}

/// RFC 9110 §15.5.2 and §15.5.8: with a user, the answer may be another.
bool asksWho(const Error &error)
{
    return isByProxy(error) || error.value("status") == Unauthorized;
}

} // namespace

void MainWindow::takeEnded(quint32 session, const SessionOutcome &outcome)
{
    if (!outcome.error)
        return;
    m_failures->look(session);
    if (isCertificateError(*outcome.error))
        offerInsecure(session, *outcome.error);
    else if (techniqueFromName(outcome.error->value("offers")))
        offerTechnique(session, *outcome.error);
    else if (asksWho(*outcome.error))
        offerAccess(session, *outcome.error);
    else
        showFailure(*outcome.error);
}

void MainWindow::offerInsecure(quint32 session, const Error &error)
{
    const auto value = [&error](const char *name) { return QString::fromUtf8(error.value(name)); };
    QString sentences = describe(error);
    const auto tell = [&sentences](const QString &sentence, const QString &fact) {
        if (!fact.isEmpty() && !sentences.contains(fact))
            sentences = sentence.arg(sentences, fact);
    };
    tell(tr("%1 The certificate names %2."), value("subject"));
    tell(tr("%1 The certificate was issued by %2."), value("issuer"));
    constexpr qsizetype DateDigits = 10; // Of an RFC 3339 time.
    tell(tr("%1 The certificate is valid until %2."), value("expires").left(DateDigits));
    const auto options = m_document->optionsOf(session);
    if (!options) {
        m_notice->showNotice(NoticeBar::Kind::Failure, sentences);
        return;
    }
    m_notice->showNotice(NoticeBar::Kind::Warning, sentences,
                         tr("Connect anyway, this session only"), [this, options] {
                             ClientOptions insecure = *options;
                             insecure.isInsecure = true;
                             connectTo(insecure);
                         });
}

void MainWindow::offerTechnique(quint32 session, const Error &error)
{
    const auto technique = techniqueFromName(error.value("offers"));
    const auto options = m_document->optionsOf(session);
    if (!technique || !options) {
        showFailure(error);
        return;
    }
    m_notice->showNotice(NoticeBar::Kind::Failure, describe(error),
                         tr("Open it as %1").arg(techniqueLabel(*technique)),
                         [this, options, technique] {
                             ClientOptions other = *options;
                             other.technique = *technique;
                             connectTo(other);
                         });
}

void MainWindow::offerAccess(quint32 session, const Error &error)
{
    m_notice->showNotice(NoticeBar::Kind::Failure, describe(error), tr("&Access…"),
                         [this, session, isOfProxy = isByProxy(error)] {
                             selectSession(session);
                             openOptions()->showAccess(isOfProxy);
                         });
}

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/commandcopier.h"

#include "capture/recorddecoder.h"
#include "capture/recordpages.h"
#include "engine/api/techniques.h"
#include "gui/address/socketiosnippet.h"
#include "gui/address/commandconversion.h"
#include "gui/window/noticebar.h"
#include "models/copiedcommand.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

#include <algorithm>

namespace Pushscope {

namespace {

/// Where names of events are looked for: what a server sends it sends again soon.
constexpr int NewestRows = 1000;
/// A page that listens to more than that is not written by hand.
constexpr qsizetype MostEventTypes = 20;

QStringList eventTypesOf(std::span<const Record> records, OctetSource &octets, quint32 session)
{
    QStringList types;
    for (const Record &record : records) {
        if (record.kind != RecordKind::SseEvent || record.session != session)
            continue;
        const auto event = streamEvent(record, octets);
        const QString type = event ? QString::fromUtf8(event->type) : QString();
        const bool isUsual = type.isEmpty() || type == QLatin1String("message");
        if (!isUsual && !types.contains(type) && types.size() < MostEventTypes)
            types.append(type);
    }
    return types;
}

} // namespace

CommandCopier::CommandCopier(Source source, NoticeBar &notice, QWidget *window)
    : QObject(window)
    , m_source(std::move(source))
    , m_notice(notice)
    , m_menu(new QMenu(tr("Co&py as"), window))
    , m_mailbox(this)
{
    m_menu->setObjectName(QStringLiteral("copyAsMenu"));
    addAction(Form::Curl, "copyAsCurlAction", QStringLiteral("&curl"));
    addAction(Form::Websocat, "copyAsWebsocatAction", QStringLiteral("&websocat"));
    addAction(Form::JavaScript, "copyAsJavaScriptAction", QStringLiteral("&JavaScript"));
    m_websocat = m_menu->actions().at(1);
    connect(m_menu, &QMenu::aboutToShow, this, &CommandCopier::refresh);
    // Whoever finds them in the list of commands is told why they cannot copy.
    connect(m_menu, &QMenu::aboutToHide, this, [this] {
        for (QAction *action : m_menu->actions())
            action->setEnabled(true);
    });
}

void CommandCopier::addAction(Form form, const char *name, const QString &text)
{
    auto *action = new QAction(text, m_menu);
    action->setObjectName(QString::fromLatin1(name));
    action->setProperty("commandText",
                        tr("Copy as %1").arg(QString(text).remove(QLatin1Char('&'))));
    connect(action, &QAction::triggered, this, [this, form] { copy(form); });
    m_menu->addAction(action);
}

void CommandCopier::refresh()
{
    const auto subject = m_source();
    for (QAction *action : m_menu->actions())
        action->setEnabled(subject.has_value());
    m_websocat->setEnabled(
        subject && commandOptions(subject->options).technique == Technique::WebSocket);
}

void CommandCopier::copy(Form form)
{
    const auto subject = m_source();
    if (!subject) {
        m_notice.showNotice(NoticeBar::Kind::Information,
                            tr("There is no connection to copy: type an address first."));
        return;
    }
    const bool wantsEvents = form == Form::JavaScript && subject->pages && subject->session != 0
        && (subject->options.technique == Technique::Sse);
    if (!wantsEvents) {
        put(form, *subject, {}, false);
        return;
    }
    const qint64 rows = subject->pages->rowCount(RecordPages::Everything);
    subject->pages->requestRows(
        RecordPages::Everything, std::max<qint64>(0, rows - NewestRows), NewestRows,
        [this, address = m_mailbox.address(), form, subject = *subject](
            const RecordPages::Page &, std::span<const Record> records, OctetSource &octets) {
            const QStringList types = eventTypesOf(records, octets, subject.session);
            address->post([this, form, subject, types] { put(form, subject, types, false); });
        });
}

void CommandCopier::put(Form form, const Subject &subject, const QStringList &eventTypes,
                        bool isWhole)
{
    const CommandOptions whole = commandOptions(subject.options);
    const CommandOptions options = isWhole ? whole : withoutCredentials(whole);
    QString text;
    QString name;
    switch (form) {
    case Form::Curl:
        text = copiedCurl(options);
        name = QStringLiteral("curl");
        break;
    case Form::Websocat:
        text = copiedWebsocat(options);
        name = QStringLiteral("websocat");
        break;
    case Form::JavaScript: {
        const QString snippet = options.technique == Technique::SocketIo
            ? socketIoSnippet(subject.options.socketIo, isWhole)
            : QString::fromUtf8(techniqueRow(options.technique).snippet);
        text = copiedJavaScript(options, { eventTypes, snippet });
        name = QStringLiteral("JavaScript");
        break;
    }
    }
    if (text.isEmpty()) {
        m_notice.showNotice(NoticeBar::Kind::Information,
                            tr("websocat speaks WebSocket only; this connection is another."));
        return;
    }
    QGuiApplication::clipboard()->setText(text);
    const bool hasAuth = form == Form::JavaScript && !subject.options.socketIo.auth.isEmpty();
    if (isWhole || (!hasCredentials(whole) && !hasAuth)) {
        m_notice.showNotice(NoticeBar::Kind::Information, tr("Copied as %1.").arg(name));
        return;
    }
    m_notice.showNotice(NoticeBar::Kind::Information,
                        tr("Copied as %1, without its credentials.").arg(name),
                        tr("Copy with credentials"), [this, form, subject, eventTypes] { put(form, subject, eventTypes, true); });
}

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/sessions/sessionscontroller.h"

#include "gui/address/addressbar.h"
#include "gui/address/filtercontroller.h"
#include "gui/address/filteredit.h"
#include "gui/address/techniquelabels.h"
#include "gui/document/capturedocument.h"
#include "gui/sessions/rowtree.h"
#include "gui/sessions/sessionsmodel.h"
#include "gui/sessions/sessionwords.h"
#include "gui/window/noticebar.h"

#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMainWindow>
#include <QMenu>
#include <QRegularExpression>

namespace Pushscope {

namespace {

constexpr std::size_t MaxUndos = 50;

QString onlyFilter(quint32 session)
{
    return QStringLiteral("session:%1").arg(session);
}

QByteArray keyOf(const QWidget *window)
{
    return QByteArray::number(reinterpret_cast<quintptr>(window), 16);
}

} // namespace

SessionsController::SessionsController(const Parts &parts)
    : QObject(&parts.window)
    , m_parts(parts)
    , m_saved(parts.services)
    , m_names(parts.services)
{
    setUpActions();
    setUpView();
    refreshSaved();
    refreshActions();
    parts.window.installEventFilter(this);
}

QAction *SessionsController::makeAction(const char *name, const QString &text,
                                        void (SessionsController::*act)())
{
    auto *action = new QAction(text, this);
    action->setObjectName(QString::fromLatin1(name));
    connect(action, &QAction::triggered, this, act);
    return action;
}

void SessionsController::setUpActions()
{
    m_duplicate = makeAction("duplicateAction", tr("Connect once &more"),
                             &SessionsController::duplicate);
    m_duplicate->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_D);
    m_rename = makeAction("renameSessionAction", tr("Re&name"), &SessionsController::beginRename);
    m_rename->setShortcut(Qt::Key_F2);
    m_remove = makeAction("removeSessionAction", tr("Remo&ve from the view"),
                          &SessionsController::removeCurrent);
    m_remove->setShortcut(Qt::Key_Delete);
    for (QAction *action : { m_rename, m_remove }) {
        action->setShortcutContext(Qt::WidgetShortcut);
        m_parts.view.addAction(action);
    }
    m_save = makeAction("saveConnectionAction", tr("Keep this connect&ion"),
                        &SessionsController::saveConnection);
    m_save->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_B);
    m_showOnly = makeAction("showOnlyAction", tr("Sho&w only this session"),
                            &SessionsController::showOnly);
    m_undo = makeAction("undoAction", tr("&Undo"), &SessionsController::undo);
    m_undo->setShortcut(QKeySequence::Undo);
}

void SessionsController::fillMenu(QMenu &menu)
{
    menu.addSeparator();
    menu.addActions({ m_duplicate, m_rename, m_remove, m_showOnly });
    menu.addSeparator();
    menu.addActions({ m_save, m_undo });
}

void SessionsController::setUpView()
{
    RowTree &view = m_parts.view;
    connect(view.selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) {
                refreshActions();
                if (const quint32 session = index.data(SessionsModel::SessionRole).toUInt())
                    pick(session);
            });
    connect(&view, &RowTree::activated, this, &SessionsController::activate);
    connect(&view, &RowTree::customContextMenuRequested, this, [this](QPoint where) {
        const QModelIndex index = m_parts.view.indexAt(where);
        if (index.isValid() && index.flags().testFlag(Qt::ItemIsSelectable))
            emit menuRequested(index, m_parts.view.viewport()->mapToGlobal(where));
    });
    connect(&m_parts.model, &SessionsModel::renamed, this, &SessionsController::take);
    // What is saved is in sight; the endpoints of a mock have a pane of their own.
    connect(&m_parts.model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &parent) {
                if (parent.isValid() && SessionsModel::kindOf(parent) == SessionItem::Section)
                    m_parts.view.expand(parent);
            });
}

void SessionsController::setDocument(CaptureDocument *document)
{
    m_document = document;
    m_capture.clear();
    m_wanted = 0;
    m_undos.clear();
    m_parts.model.setDocument(document);
    m_parts.filter.setHiddenSessions(document ? document->hiddenSessions() : QSet<quint32>());
    if (document) {
        connect(document, &CaptureDocument::statusesChanged, this,
                &SessionsController::refreshActions);
        connect(document, &CaptureDocument::sessionsChanged, this, [this] {
            takeId();
            refreshActions();
        });
        takeId();
    }
    refreshActions();
}

/// The capture's id, by which names are kept, stands in its first record.
void SessionsController::takeId()
{
    if (!m_document || !m_capture.isEmpty())
        return;
    m_document->readId([this, document = m_document](const QByteArray &id) {
        if (document != m_document || !m_capture.isEmpty() || id.isEmpty())
            return;
        m_capture = id;
        const QHash<quint32, QString> unnamed = m_document->sessionNames();
        for (auto it = unnamed.begin(); it != unnamed.end(); ++it)
            m_names.set(id, it.key(), it.value()); // Given before the id was there.
        const QHash<quint32, QString> names = m_names.of(id);
        for (auto it = names.begin(); it != names.end(); ++it)
            m_document->setSessionName(it.key(), it.value());
    });
}

void SessionsController::showSession(quint32 session)
{
    const QModelIndex index = m_parts.model.indexOf(session);
    m_wanted = index.isValid() ? 0 : session;
    const QModelIndex current = m_parts.view.currentIndex();
    if (index.isValid() && current.data(SessionsModel::SessionRole).toUInt() != session)
        m_parts.view.setCurrentIndex(index);
}

bool SessionsController::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::WindowActivate) {
        refreshSaved(); // Another window may have kept one.
        refreshWindows();
    }
    return QObject::eventFilter(watched, event);
}

void SessionsController::refreshSaved()
{
    QList<SessionsEntry> entries;
    for (const SavedConnection &one : m_saved.all()) {
        SessionsEntry entry { one.id, one.name, techniqueLabel(one.options.technique),
                              one.options.url.toString() };
        if (!one.missing.isEmpty())
            entry.toolTip += QLatin1Char('\n')
                + tr("Kept without: %1").arg(one.missing.join(QStringLiteral(", ")));
        entries.append(entry);
    }
    m_parts.model.setSaved(entries);
}

void SessionsController::refreshWindows()
{
    QList<SessionsEntry> entries;
    for (const QWidget *widget : QApplication::topLevelWidgets()) {
        const bool isOther = widget != &m_parts.window && widget->isVisible()
            && widget->metaObject() == m_parts.window.metaObject();
        if (!isOther)
            continue;
        const QString title = widget->windowTitle().remove(QStringLiteral("[*]"));
        entries.append({ keyOf(widget), title.section(QStringLiteral(" — "), 0, 0), {}, title });
    }
    m_parts.model.setWindows(entries);
}

quint32 SessionsController::currentSession() const
{
    const QModelIndex current = m_parts.view.currentIndex();
    const bool isSession
        = current.isValid() && SessionsModel::kindOf(current) == SessionItem::Session;
    return isSession ? current.data(SessionsModel::SessionRole).toUInt() : 0;
}

void SessionsController::refreshActions()
{
    if (m_wanted > 0 && m_parts.model.indexOf(m_wanted).isValid())
        showSession(m_wanted);
    const QModelIndex current = m_parts.view.currentIndex();
    const quint32 session = currentSession();
    const bool isSaved
        = current.isValid() && SessionsModel::kindOf(current) == SessionItem::Saved;
    const bool hasOptions = m_document && session > 0 && m_document->optionsOf(session);
    const SessionStatus *status = m_document ? m_document->status(session) : nullptr;
    m_duplicate->setEnabled(hasOptions);
    m_rename->setEnabled(session > 0 || isSaved);
    m_remove->setEnabled(isSaved || (session > 0 && (!status || isOver(status->state))));
    m_remove->setText(isSaved ? tr("Remo&ve what is kept") : tr("Remo&ve from the view"));
    m_save->setEnabled(hasOptions || !m_parts.address.addressText().trimmed().isEmpty());
    m_showOnly->setEnabled(session > 0);
    m_undo->setEnabled(!m_undos.empty());
}

void SessionsController::activate(const QModelIndex &index)
{
    switch (SessionsModel::kindOf(index)) {
    case SessionItem::Saved:
        connectSaved(m_parts.model.key(index));
        break;
    case SessionItem::Window:
        raiseWindow(m_parts.model.key(index));
        break;
    case SessionItem::Endpoint:
        emit endpointChosen(index.data(SessionsModel::SessionRole).toUInt(),
                            index.data(SessionsModel::PathRole).toByteArray());
        break;
    default:
        if (m_parts.model.hasChildren(index))
            m_parts.view.setExpanded(index, !m_parts.view.isExpanded(index));
    }
}

void SessionsController::connectSaved(const QByteArray &id)
{
    const auto saved = m_saved.find(id);
    if (!saved)
        return;
    ClientOptions options = saved->options;
    options.name = saved->name;
    if (saved->missing.isEmpty()) {
        emit connectRequested(options);
        return;
    }
    m_parts.address.setOptions(options);
    m_parts.notice.showNotice(
        NoticeBar::Kind::Information,
        tr("“%1” is kept without secrets. Fill in again, then connect: %2.")
            .arg(saved->name, saved->missing.join(QStringLiteral(", "))),
        tr("&Options…"), [this] { emit optionsRequested(); });
    m_parts.address.focusAddress();
}

void SessionsController::raiseWindow(const QByteArray &key)
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (keyOf(widget) == key) {
            widget->raise();
            widget->activateWindow();
        }
    }
}

void SessionsController::beginRename()
{
    const QModelIndex current = m_parts.view.currentIndex();
    if (current.isValid() && current.flags().testFlag(Qt::ItemIsEditable))
        m_parts.view.edit(current);
}

void SessionsController::take(const QModelIndex &index, const QString &name)
{
    if (SessionsModel::kindOf(index) == SessionItem::Saved) {
        m_saved.rename(m_parts.model.key(index), name);
        // Not while the view is still at it.
        QMetaObject::invokeMethod(this, &SessionsController::refreshSaved, Qt::QueuedConnection);
        return;
    }
    const quint32 session = index.data(SessionsModel::SessionRole).toUInt();
    const QString former = m_document->sessionNames().value(session);
    nameSession(session, name);
    m_undos.emplace_back(tr("renaming"), [this, session, former] { nameSession(session, former); });
    refreshActions();
}

void SessionsController::nameSession(quint32 session, const QString &name)
{
    m_names.set(m_capture, session, name);
    m_document->setSessionName(session, name);
}

void SessionsController::duplicate()
{
    const auto options = m_document ? m_document->optionsOf(currentSession()) : std::nullopt;
    if (options)
        emit connectRequested(*options);
}

void SessionsController::removeCurrent()
{
    const QModelIndex current = m_parts.view.currentIndex();
    if (current.isValid() && SessionsModel::kindOf(current) == SessionItem::Saved)
        removeSaved(m_parts.model.key(current));
    else if (const quint32 session = currentSession())
        hideSession(session);
}

void SessionsController::hideSession(quint32 session)
{
    const QString name = m_parts.view.currentIndex().data().toString();
    setHidden(session, true);
    offerUndo(tr("“%1” is removed from the view; what is recorded stays in the capture.").arg(name),
              [this, session] {
                  setHidden(session, false);
                  showSession(session);
              });
}

void SessionsController::setHidden(quint32 session, bool isHidden)
{
    if (!m_document)
        return;
    m_document->setSessionHidden(session, isHidden);
    m_parts.filter.setHiddenSessions(m_document->hiddenSessions());
}

void SessionsController::removeSaved(const QByteArray &id)
{
    const auto saved = m_saved.find(id);
    const qsizetype at = m_saved.remove(id);
    if (!saved)
        return;
    refreshSaved();
    offerUndo(tr("“%1” is no longer kept.").arg(saved->name), [this, at, saved = *saved] {
        m_saved.insert(at, saved);
        refreshSaved();
    });
}

void SessionsController::saveConnection()
{
    const quint32 session = currentSession();
    const auto present = m_document && session > 0 ? m_document->optionsOf(session) : std::nullopt;
    const ClientOptions options = present ? *present : m_parts.address.options();
    if (options.url.isEmpty())
        return;
    const QString name = present
        ? m_parts.view.currentIndex().data().toString()
        : sessionName(options.name, options.url.toString(QUrl::RemoveUserInfo));
    const SavedConnection saved = m_saved.add(name, options);
    refreshSaved();
    const QString sentence = saved.missing.isEmpty()
        ? tr("“%1” is kept for later, in Sessions.").arg(name)
        : tr("“%1” is kept for later, without its secrets, which are asked for again: %2.")
              .arg(name, saved.missing.join(QStringLiteral(", ")));
    offerUndo(sentence, [this, id = saved.id] {
        m_saved.remove(id);
        refreshSaved();
    });
}

void SessionsController::showOnly()
{
    m_parts.address.filterEdit()->setText(onlyFilter(currentSession()));
}

void SessionsController::pick(quint32 session)
{
    const bool isPicked = m_parts.view.hasFocus(); // Not chosen by the window itself.
    emit sessionChosen(session);
    if (!isPicked)
        return;
    // A list that shows one session alone goes along.
    FilterEdit &edit = *m_parts.address.filterEdit();
    static const QRegularExpression only(QStringLiteral("^session:\\d+$"));
    if (only.match(edit.text().trimmed()).hasMatch())
        edit.setText(onlyFilter(session));
    emit sessionPicked(session);
}

void SessionsController::offerUndo(const QString &sentence, std::function<void()> undo)
{
    m_undos.emplace_back(sentence, std::move(undo));
    if (m_undos.size() > MaxUndos)
        m_undos.erase(m_undos.begin());
    m_parts.notice.showNotice(NoticeBar::Kind::Information, sentence, tr("&Undo"),
                              [this] { this->undo(); });
    refreshActions();
}

void SessionsController::undo()
{
    if (m_undos.empty())
        return;
    const auto act = std::move(m_undos.back().second);
    m_undos.pop_back();
    m_parts.notice.dismiss();
    act();
    refreshActions();
}

} // namespace Pushscope

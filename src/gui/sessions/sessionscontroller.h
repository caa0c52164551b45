// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/clientoptions.h"
#include "gui/sessions/savedconnections.h"

#include <QModelIndex>
#include <QObject>
#include <QPointer>

#include <functional>
#include <utility>
#include <vector>

class QAction;
class QMenu;

namespace Pushscope {

class AddressBar;
class CaptureDocument;
class FilterController;
class NoticeBar;
class RowTree;
class SessionsModel;

/// What is done in the tree of sessions: names, saved connections, removing and taking it back.
class SessionsController : public QObject
{
    Q_OBJECT

public:
    /// The parts of the window that it works on; all of them outlive it.
    struct Parts {
        RowTree &view;
        SessionsModel &model;
        NoticeBar &notice;
        AddressBar &address;
        FilterController &filter;
        const Services &services;
        QWidget &window;
    };

    explicit SessionsController(const Parts &parts);

    /// nullptr: none.
    void setDocument(CaptureDocument *document);
    /// Chooses the row of @p session, where something else is chosen than what belongs to it.
    void showSession(quint32 session);
    /// Puts what it does into the menu of sessions.
    void fillMenu(QMenu &menu);
    /// Offers to take back what has just been done, by a notice and Ctrl+Z.
    void offerUndo(const QString &sentence, std::function<void()> undo);

signals:
    void sessionChosen(quint32 session);
    /// The same, by the user's own hand.
    void sessionPicked(quint32 session);
    void connectRequested(const Pushscope::ClientOptions &options);
    /// A client of the mock at @p path is wanted.
    void endpointChosen(quint32 session, const QByteArray &path);
    /// Where the notice's button leads: a saved connection wants its secrets.
    void optionsRequested();
    /// The menu for the row at @p where, in the coordinates of the screen.
    void menuRequested(const QModelIndex &index, const QPoint &where);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setUpActions();
    void setUpView();
    QAction *makeAction(const char *name, const QString &text, void (SessionsController::*act)());
    void takeId();
    void refreshSaved();
    void refreshWindows();
    void refreshActions();
    void activate(const QModelIndex &index);
    void connectSaved(const QByteArray &id);
    void raiseWindow(const QByteArray &key);
    void take(const QModelIndex &index, const QString &name);
    void nameSession(quint32 session, const QString &name);
    void duplicate();
    void beginRename();
    void removeCurrent();
    void hideSession(quint32 session);
    void setHidden(quint32 session, bool isHidden);
    void removeSaved(const QByteArray &id);
    void saveConnection();
    void showOnly();
    void pick(quint32 session);
    void undo();
    [[nodiscard]] quint32 currentSession() const;

    Parts m_parts;
    SavedConnections m_saved;
    SessionNames m_names;
    QPointer<CaptureDocument> m_document;
    quint32 m_wanted = 0; ///< To be chosen once it has a row.
    QByteArray m_capture; ///< Its id, once it is read.
    std::vector<std::pair<QString, std::function<void()>>> m_undos;
    QAction *m_duplicate = nullptr;
    QAction *m_rename = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_save = nullptr;
    QAction *m_showOnly = nullptr;
    QAction *m_undo = nullptr;
};

} // namespace Pushscope

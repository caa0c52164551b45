// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/clientoptions.h"
#include "models/mailbox.h"

#include <QObject>

#include <functional>
#include <optional>

class QAction;
class QMenu;

namespace Pushscope {

class NoticeBar;
class RecordPages;

/// The menu *Copy as*: puts the connection at hand on the clipboard as curl, websocat or
/// JavaScript, without credentials unless asked for them.
///
/// Threads: GUI thread.
class CommandCopier : public QObject
{
    Q_OBJECT

public:
    /// What there is to copy, asked for each time.
    struct Subject {
        ClientOptions options;
        quint32 session = 0; ///< Whose events name the listeners; 0: none.
        RecordPages *pages = nullptr;
    };
    using Source = std::function<std::optional<Subject>()>;

    /// The menu's owner is @p window; @p notice says what was copied.
    CommandCopier(Source source, NoticeBar &notice, QWidget *window);

    [[nodiscard]] QMenu *menu() const { return m_menu; }

private:
    enum class Form { Curl, Websocat, JavaScript };

    void addAction(Form form, const char *name, const QString &text);
    void refresh();
    void copy(Form form);
    /// @param isWhole with its credentials.
    void put(Form form, const Subject &subject, const QStringList &eventTypes, bool isWhole);

    Source m_source;
    NoticeBar &m_notice;
    QMenu *m_menu = nullptr;
    QAction *m_websocat = nullptr;
    Mailbox m_mailbox;
};

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/secrets.h"
#include "gui/services.h"

#include <QObject>
#include <QStringList>

#include <functional>

class QMenu;
class QWidget;

namespace Pushscope {

class CaptureDocument;
class CaptureWorker;
class Dialogs;

/// Saving, closing and remembering the files of a window.
class CaptureFiles : public QObject
{
    Q_OBJECT

public:
    static constexpr int RecentCount = 10;

    /// All of them outlive it; questions are asked over @p window.
    CaptureFiles(const Services &services, CaptureWorker &worker, Dialogs &dialogs,
                 QWidget &window);

    void setDocument(CaptureDocument *document);

    /// Asks for a file; fileChosen() follows unless cancelled.
    void askOpen();
    /// Asks for a name where the capture has none.
    void save();
    void saveAs();
    /// Asks what is secret, then for a name of the copy.
    void saveToShare();
    /// Asks what to do with an unsaved capture; @p proceed is called unless cancelled, after the
    /// capture was saved or discarded where that was wanted.
    void askClose(std::function<void()> proceed);
    /// Asks, then deletes an unsaved capture of an earlier run; @p name is what it is listed as.
    void askDelete(const QString &path, const QString &name);

    [[nodiscard]] QStringList recent() const;
    void addRecent(const QString &path);
    void fillRecentMenu(QMenu &menu);

signals:
    void fileChosen(const QString &path);
    void recentChanged();
    /// Why something that was chosen is not done at once.
    void told(const QString &text);

private:
    /// Saves as soon as the copy is done that is being written.
    void saveLater();
    void copyEnded();
    void saveTo(const QString &path);
    void shareTo(const SecretNames &names);
    [[nodiscard]] SecretNames secretNames() const;
    void setRecent(const QStringList &paths);
    [[nodiscard]] QString suggestedPath() const;

    const Services &m_services;
    CaptureWorker &m_worker;
    Dialogs &m_dialogs;
    QWidget &m_window;
    CaptureDocument *m_document = nullptr;
    std::function<void()> m_afterSaving;
    bool m_savesNext = false; ///< See saveLater().
};

} // namespace Pushscope

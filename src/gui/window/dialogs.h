// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace Pushscope {

/// What to do with an unsaved capture whose window is closed.
enum class CloseChoice { Save, Discard, KeepForLater, Cancel };

/// The questions that windows ask; tests answer them instead of a user.
///
/// Every call returns at once, the answer comes by the handler; a cancelled question for a file
/// gives an empty path.
class Dialogs
{
public:
    using PathHandler = std::function<void(const QString &path)>;

    Dialogs() = default;
    Dialogs(const Dialogs &) = delete;
    Dialogs &operator=(const Dialogs &) = delete;
    virtual ~Dialogs() = default;

    virtual void askOpenPath(QWidget *parent, PathHandler handler) = 0;
    virtual void askSavePath(QWidget *parent, const QString &suggested, PathHandler handler) = 0;
    virtual void askClose(QWidget *parent, std::function<void(CloseChoice)> handler) = 0;
    virtual void askDelete(QWidget *parent, const QString &question,
                           std::function<void(bool isAgreed)> handler)
        = 0;
    virtual void askCertificateFile(QWidget *parent, PathHandler handler) = 0;
    virtual void askScenarioFile(QWidget *parent, PathHandler handler) = 0;
    virtual void askScenarioSavePath(QWidget *parent, const QString &suggested,
                                     PathHandler handler)
        = 0;
    /// What to do with a scenario that is changed and not saved; never KeepForLater.
    virtual void askScenarioChanges(QWidget *parent, std::function<void(CloseChoice)> handler) = 0;
    /// A file to be sent, whole or line by line.
    virtual void askMessageFile(QWidget *parent, PathHandler handler) = 0;
    /// Where something is to be written that is no capture; @p kind as a file dialog lists it.
    virtual void askExportPath(QWidget *parent, const QString &suggested, const QString &kind,
                               PathHandler handler)
        = 0;
    virtual void showAbout(QWidget *parent) = 0;
};

/// The real ones.
class SystemDialogs final : public Dialogs
{
public:
    void askOpenPath(QWidget *parent, PathHandler handler) override;
    void askSavePath(QWidget *parent, const QString &suggested, PathHandler handler) override;
    void askClose(QWidget *parent, std::function<void(CloseChoice)> handler) override;
    void askDelete(QWidget *parent, const QString &question,
                   std::function<void(bool isAgreed)> handler) override;
    void askCertificateFile(QWidget *parent, PathHandler handler) override;
    void askScenarioFile(QWidget *parent, PathHandler handler) override;
    void askScenarioSavePath(QWidget *parent, const QString &suggested,
                             PathHandler handler) override;
    void askScenarioChanges(QWidget *parent, std::function<void(CloseChoice)> handler) override;
    void askMessageFile(QWidget *parent, PathHandler handler) override;
    void askExportPath(QWidget *parent, const QString &suggested, const QString &kind,
                       PathHandler handler) override;
    void showAbout(QWidget *parent) override;
};

} // namespace Pushscope

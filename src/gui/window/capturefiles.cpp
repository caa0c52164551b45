// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/capturefiles.h"

#include "gui/document/capturedocument.h"
#include "gui/document/captureworker.h"
#include "gui/window/dialogs.h"
#include "gui/window/sharedialog.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMenu>

#include <utility>

namespace Pushscope {

namespace {

const QString RecentKey = QStringLiteral("recent");
const QString FolderKey = QStringLiteral("folder");
/// Two lists of names, fields and members; nothing where they are those that SecretNames has.
const QString SecretsKey = QStringLiteral("secretNames");

} // namespace

CaptureFiles::CaptureFiles(const Services &services, CaptureWorker &worker, Dialogs &dialogs,
                           QWidget &window)
    : QObject(&window)
    , m_services(services)
    , m_worker(worker)
    , m_dialogs(dialogs)
    , m_window(window)
{
}

void CaptureFiles::setDocument(CaptureDocument *document)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    m_afterSaving = {};
    m_savesNext = false;
    if (!document)
        return;
    connect(document, &CaptureDocument::saved, this, [this] {
        addRecent(m_document->path());
        m_savesNext = false;
        if (const auto proceed = std::exchange(m_afterSaving, {}))
            proceed();
    });
    connect(document, &CaptureDocument::shared, this, &CaptureFiles::copyEnded);
    connect(document, &CaptureDocument::saveCancelled, this, &CaptureFiles::copyEnded);
    connect(document, &CaptureDocument::saveFailed, this, &CaptureFiles::copyEnded);
}

void CaptureFiles::saveLater()
{
    m_savesNext = true;
    emit told(tr("A copy is being written: the capture is saved once that is done."));
}

void CaptureFiles::copyEnded()
{
    if (std::exchange(m_savesNext, false))
        saveAs();
    else
        m_afterSaving = {};
}

void CaptureFiles::askOpen()
{
    m_dialogs.askOpenPath(&m_window, [this](const QString &path) {
        if (!path.isEmpty())
            emit fileChosen(path);
    });
}

void CaptureFiles::save()
{
    if (m_document && !m_document->isSaved())
        saveAs();
}

void CaptureFiles::saveAs()
{
    if (!m_document)
        return;
    if (m_document->isSaving()) {
        if (m_afterSaving)
            saveLater();
        return;
    }
    m_dialogs.askSavePath(&m_window, suggestedPath(), [this](const QString &path) {
        if (path.isEmpty())
            m_afterSaving = {};
        else
            saveTo(path);
    });
}

void CaptureFiles::saveTo(const QString &path)
{
    if (!m_document)
        return;
    if (m_document->isSaving()) { // Another window's answer came first.
        if (m_afterSaving)
            saveLater();
        return;
    }
    m_services.remember(FolderKey, QFileInfo(path).absolutePath().toUtf8());
    m_document->save(path);
}

SecretNames CaptureFiles::secretNames() const
{
    SecretNames names;
    const QByteArray kept = m_services.recall(SecretsKey);
    if (!kept.isEmpty()) {
        const QJsonArray lists = QJsonDocument::fromJson(kept).array();
        names.fields = ShareDialog::separated(lists.at(0).toString());
        names.members = ShareDialog::separated(lists.at(1).toString());
    }
    return names;
}

void CaptureFiles::saveToShare()
{
    if (!m_document || m_document->isSaving())
        return;
    auto *dialog = new ShareDialog(secretNames(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { shareTo(dialog->names()); });
    dialog->open();
}

void CaptureFiles::shareTo(const SecretNames &names)
{
    const QJsonArray lists{ ShareDialog::listed(names.fields),
                            ShareDialog::listed(names.members) };
    // Names that become known with a later version are not to be missing then.
    const SecretNames known;
    const bool isOwn = names.fields != known.fields || names.members != known.members;
    m_services.remember(SecretsKey,
                        isOwn ? QJsonDocument(lists).toJson(QJsonDocument::Compact)
                              : QByteArray());
    const QFileInfo suggested(suggestedPath());
    const QString path = suggested.dir().filePath(suggested.completeBaseName()
                                                  + QLatin1String("-shared.pushscope"));
    m_dialogs.askSavePath(&m_window, path, [this, names](const QString &chosen) {
        if (chosen.isEmpty() || !m_document || m_document->isSaving())
            return;
        m_services.remember(FolderKey, QFileInfo(chosen).absolutePath().toUtf8());
        m_document->saveToShare(chosen, names);
    });
}

void CaptureFiles::askClose(std::function<void()> proceed)
{
    m_dialogs.askClose(&m_window, [this, proceed = std::move(proceed)](CloseChoice choice) {
        m_afterSaving = {}; // Of an earlier answer.
        m_savesNext = false;
        switch (choice) {
        case CloseChoice::Save:
            m_afterSaving = proceed;
            save();
            break;
        case CloseChoice::Discard:
            m_document->discard();
            proceed();
            break;
        case CloseChoice::KeepForLater:
            proceed();
            break;
        case CloseChoice::Cancel:
            break;
        }
    });
}

void CaptureFiles::askDelete(const QString &path, const QString &name)
{
    m_dialogs.askDelete(&m_window,
                        tr("Delete the unsaved capture “%1”? What it recorded cannot be brought "
                           "back.")
                            .arg(name),
                        [this, path](bool isAgreed) {
                            if (isAgreed)
                                m_worker.deleteUnsaved(path);
                        });
}

QString CaptureFiles::suggestedPath() const
{
    const QString folder = QString::fromUtf8(m_services.recall(FolderKey));
    const QString name = m_document->isSaved()
        ? QFileInfo(m_document->path()).fileName()
        : QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd-HHmm"))
            + QLatin1String(".pushscope");
    return QDir(folder.isEmpty() ? QDir::homePath() : folder).filePath(name);
}

QStringList CaptureFiles::recent() const
{
    QStringList paths;
    const QJsonArray array = QJsonDocument::fromJson(m_services.recall(RecentKey)).array();
    for (const QJsonValue &value : array) {
        if (QFileInfo::exists(value.toString()))
            paths.append(value.toString());
    }
    return paths;
}

void CaptureFiles::addRecent(const QString &path)
{
    QStringList paths = recent();
    paths.removeAll(path);
    paths.prepend(path);
    setRecent(paths.mid(0, RecentCount));
}

void CaptureFiles::setRecent(const QStringList &paths)
{
    m_services.remember(
        RecentKey, QJsonDocument(QJsonArray::fromStringList(paths)).toJson(QJsonDocument::Compact));
    emit recentChanged();
}

void CaptureFiles::fillRecentMenu(QMenu &menu)
{
    menu.clear();
    const QStringList paths = recent();
    for (const QString &path : paths) {
        QString shown = QDir::toNativeSeparators(path);
        shown.replace(QLatin1Char('&'), QLatin1String("&&"));
        menu.addAction(shown, this, [this, path] { emit fileChosen(path); });
    }
    if (paths.isEmpty())
        menu.addAction(tr("No capture yet"))->setEnabled(false);
    else
        menu.addSeparator();
    menu.addAction(tr("&Forget them"), this, [this] { setRecent({}); })
        ->setEnabled(!paths.isEmpty());
}

} // namespace Pushscope

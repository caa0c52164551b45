// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/dialogs.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace Pushscope {

namespace {

QString captureFilter()
{
    return QCoreApplication::translate("Dialogs", "Captures (*.pushscope)") + QStringLiteral(";;")
        + QCoreApplication::translate("Dialogs", "All files (*)");
}

void openFileDialog(QFileDialog *dialog, Dialogs::PathHandler handler)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(
        dialog, &QFileDialog::finished, dialog, [dialog, handler = std::move(handler)](int result) {
            const QStringList files = dialog->selectedFiles();
            handler(result == QDialog::Accepted && !files.isEmpty() ? files.first() : QString());
        });
    dialog->open();
}

} // namespace

void SystemDialogs::askOpenPath(QWidget *parent, PathHandler handler)
{
    auto *dialog = new QFileDialog(parent, QCoreApplication::translate("Dialogs", "Open a capture"),
                                   {}, captureFilter());
    dialog->setFileMode(QFileDialog::ExistingFile);
    openFileDialog(dialog, std::move(handler));
}

void SystemDialogs::askSavePath(QWidget *parent, const QString &suggested, PathHandler handler)
{
    auto *dialog
        = new QFileDialog(parent, QCoreApplication::translate("Dialogs", "Save the capture"),
                          QFileInfo(suggested).path(), captureFilter());
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("pushscope"));
    dialog->selectFile(QFileInfo(suggested).fileName());
    openFileDialog(dialog, std::move(handler));
}

void SystemDialogs::askClose(QWidget *parent, std::function<void(CloseChoice)> handler)
{
    auto *box = new QMessageBox(
        QMessageBox::Question, QStringLiteral("Pushscope"),
        QCoreApplication::translate("Dialogs", "Save this capture before its window closes?"),
        QMessageBox::NoButton, parent);
    box->setInformativeText(QCoreApplication::translate(
        "Dialogs", "Kept for later, it is offered when Pushscope starts again."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *save = box->addButton(QMessageBox::Save);
    QPushButton *discard = box->addButton(QMessageBox::Discard);
    QPushButton *keep = box->addButton(QCoreApplication::translate("Dialogs", "&Keep for later"),
                                       QMessageBox::AcceptRole);
    box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(save);
    QObject::connect(box, &QMessageBox::finished, box,
                     [box, save, discard, keep, handler = std::move(handler)] {
                         const QAbstractButton *clicked = box->clickedButton();
                         handler(clicked == save          ? CloseChoice::Save
                                     : clicked == discard ? CloseChoice::Discard
                                     : clicked == keep    ? CloseChoice::KeepForLater
                                                          : CloseChoice::Cancel);
                     });
    box->open();
}

void SystemDialogs::askDelete(QWidget *parent, const QString &question,
                              std::function<void(bool isAgreed)> handler)
{
    auto *box = new QMessageBox(QMessageBox::Question, QStringLiteral("Pushscope"), question,
                                QMessageBox::Cancel, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *agree = box->addButton(QCoreApplication::translate("Dialogs", "&Delete"),
                                        QMessageBox::DestructiveRole);
    // What cannot be brought back is not what Enter does.
    box->setDefaultButton(QMessageBox::Cancel);
    box->setEscapeButton(QMessageBox::Cancel);
    QObject::connect(box, &QMessageBox::finished, box, [box, agree, handler = std::move(handler)] {
        handler(box->clickedButton() == agree);
    });
    box->open();
}

void SystemDialogs::askCertificateFile(QWidget *parent, PathHandler handler)
{
    auto *dialog = new QFileDialog(
        parent, QCoreApplication::translate("Dialogs", "Choose a file of certificates or a key"), {},
        QCoreApplication::translate("Dialogs", "Certificates and keys (*.pem *.crt *.cer *.key)")
            + QStringLiteral(";;") + QCoreApplication::translate("Dialogs", "All files (*)"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    openFileDialog(dialog, std::move(handler));
}

void SystemDialogs::askScenarioFile(QWidget *parent, PathHandler handler)
{
    auto *dialog = new QFileDialog(
        parent, QCoreApplication::translate("Dialogs", "Open a scenario file"), {},
        QCoreApplication::translate("Dialogs", "Scenarios (*.json)") + QStringLiteral(";;")
            + QCoreApplication::translate("Dialogs", "All files (*)"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    openFileDialog(dialog, std::move(handler));
}

void SystemDialogs::askScenarioSavePath(QWidget *parent, const QString &suggested,
                                        PathHandler handler)
{
    auto *dialog = new QFileDialog(
        parent, QCoreApplication::translate("Dialogs", "Save the scenario"), suggested,
        QCoreApplication::translate("Dialogs", "Scenarios (*.json)"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    openFileDialog(dialog, std::move(handler));
}

void SystemDialogs::askScenarioChanges(QWidget *parent, std::function<void(CloseChoice)> handler)
{
    auto *box = new QMessageBox(
        QMessageBox::Question, QStringLiteral("Pushscope"),
        QCoreApplication::translate("Dialogs", "The scenario of the mock server is changed. Save it?"),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setDefaultButton(QMessageBox::Save);
    QObject::connect(box, &QMessageBox::finished, box, [handler = std::move(handler)](int button) {
        handler(button == QMessageBox::Save          ? CloseChoice::Save
                    : button == QMessageBox::Discard ? CloseChoice::Discard
                                                     : CloseChoice::Cancel);
    });
    box->open();
}

void SystemDialogs::askMessageFile(QWidget *parent, PathHandler handler)
{
    auto *dialog = new QFileDialog(parent,
                                   QCoreApplication::translate("Dialogs", "Choose a file to send"),
                                   {}, QCoreApplication::translate("Dialogs", "All files (*)"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    openFileDialog(dialog, std::move(handler));
}

void SystemDialogs::askExportPath(QWidget *parent, const QString &suggested, const QString &kind,
                                  PathHandler handler)
{
    auto *dialog = new QFileDialog(parent, QCoreApplication::translate("Dialogs", "Export"),
                                   QFileInfo(suggested).path(),
                                   kind + QStringLiteral(";;")
                                       + QCoreApplication::translate("Dialogs", "All files (*)"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QFileInfo(suggested).suffix());
    dialog->selectFile(QFileInfo(suggested).fileName());
    openFileDialog(dialog, std::move(handler));
}

void SystemDialogs::showAbout(QWidget *parent)
{
    auto *box = new QMessageBox(
        QMessageBox::NoIcon, QCoreApplication::translate("Dialogs", "About Pushscope"),
        QStringLiteral("<b>Pushscope " PUSHSCOPE_VERSION "</b>"), QMessageBox::Close, parent);
    box->setInformativeText(QCoreApplication::translate(
        "Dialogs",
        "An oscilloscope for server push. Free software under the GNU General Public "
        "License, version 3 or later."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace Pushscope

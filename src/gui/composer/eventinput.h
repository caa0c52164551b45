// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/composer/eventattachments.h"
#include "gui/composer/messageinput.h"

#include <QPointer>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QStringListModel;

namespace Pushscope {

class AttachmentDialog;

/// An event that a Socket.IO client emits: its name, its arguments as JSON that is checked while it
/// is typed, where it goes, and whether it is to be acknowledged. What is no JSON is not sent: no
/// packet can carry it.
///
/// Spec: Socket.IO protocol, section Sending and receiving data.
/// Threads: GUI thread.
class EventInput : public MessageInput
{
    Q_OBJECT

public:
    static constexpr qsizetype MostNames = 100; ///< As many as the history has entries.

    explicit EventInput(QWidget *parent = nullptr);

    /// Those of the session that is sent to; what is chosen stays chosen where it is among them.
    void setNamespaces(const QList<QByteArray> &names);
    /// Offers @p name while one is typed.
    void addName(const QString &name);
    /// Keeps @p octets as an attachment, and writes its placeholder where the cursor stands.
    void insertAttachment(const QByteArray &octets);
    /// The file of the attachment that is asked for.
    void setAttachmentFile(const QString &path);

    [[nodiscard]] bool knowsTemplates() const override { return true; }
    [[nodiscard]] bool hasTemplates() const override;
    [[nodiscard]] InputVerdict verdict() const override;
    [[nodiscard]] std::optional<OutgoingMessage>
    message(const MessageTemplate::Values &values) const override;
    void afterSending() override;
    [[nodiscard]] QJsonObject draft() const override;
    void setDraft(const QJsonObject &draft) override;
    [[nodiscard]] QPlainTextEdit *historyEditor() const override { return m_arguments; }

signals:
    void attachmentFileRequested();
    /// A name is about to be typed.
    void namesWanted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void askAttachment();
    void setUpEditors();
    void setUpLayout();
    void judgeArguments(InputVerdict &verdict) const;
    void judgePacket(InputVerdict &verdict, const SocketIoEmission &emission) const;
    /// With @p arguments, the values without the brackets; nullopt where they are no JSON.
    [[nodiscard]] std::optional<SocketIoEmission> emission(const QByteArray &arguments) const;

    QLineEdit *m_event = nullptr;
    QComboBox *m_namespace = nullptr;
    QCheckBox *m_wantsAck = nullptr;
    QPlainTextEdit *m_arguments = nullptr;
    QStringListModel *m_names = nullptr;
    QPushButton *m_attachButton = nullptr;
    QPointer<AttachmentDialog> m_dialog;
    EventAttachments m_attachments;
};

} // namespace Pushscope

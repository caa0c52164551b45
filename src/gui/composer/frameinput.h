// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/composer/messageinput.h"
#include "models/framedraft.h"

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace Pushscope {

class BitsRow;

/// A frame with every bit settable, drawn as RFC 6455 §5.2 does, with the octets that will be sent.
///
/// Threads: GUI thread.
class FrameInput : public MessageInput
{
    Q_OBJECT

public:
    explicit FrameInput(QWidget *parent = nullptr);

    [[nodiscard]] InputVerdict verdict() const override;
    [[nodiscard]] std::optional<OutgoingMessage>
    message(const MessageTemplate::Values &values) const override;
    void afterSending() override;
    [[nodiscard]] QJsonObject draft() const override;
    void setDraft(const QJsonObject &draft) override;

private:
    void setUpFields();
    void setUpLayout();
    void addField(QGridLayout &grid, int row, int column, const QString &text, QWidget *input);
    void drawKey();
    void takeBits(quint16 bits);
    /// Shows what the inputs come to in the bits and in the preview.
    void refresh();
    /// nullopt where an input is none; @p problem says why.
    [[nodiscard]] std::optional<FrameDraft> frame(QString *problem = nullptr) const;

    BitsRow *m_bits = nullptr;
    QComboBox *m_opcode = nullptr;
    QComboBox *m_lengthForm = nullptr;
    QLineEdit *m_length = nullptr;
    QLineEdit *m_key = nullptr;
    QPushButton *m_keyButton = nullptr;
    QComboBox *m_payloadForm = nullptr;
    QLineEdit *m_payload = nullptr;
    QLabel *m_preview = nullptr;
    bool m_isFinal = true;
    bool m_isMasked = true;
    quint8 m_rsv = 0;
    bool m_isKeyChosen = false; ///< By the user: it stays for the next frame.
    bool m_isRefreshing = false;
};

} // namespace Pushscope

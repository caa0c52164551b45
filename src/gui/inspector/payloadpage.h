// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base64text.h"
#include "models/inspection.h"

#include <QWidget>

#include <array>

class QButtonGroup;
class QLabel;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace Pushscope {

class HexView;
class JsonTreeModel;
class PictureView;
class WireTextView;

/// What a record carries, decoded: as text, as a tree of JSON, in hexadecimal, as a picture, or
/// what the Base64 in it says.
///
/// Shows the form that fits best until the user picks one, and that one wherever it fits.
///
/// Threads: GUI thread.
class PayloadPage final : public QWidget
{
    Q_OBJECT

public:
    enum class Form : quint8 { Text, Json, Hex, Picture, Base64 };

    explicit PayloadPage(QWidget *parent = nullptr);

    /// @param picture all of the payload where it is one; else empty.
    void setPayload(const QByteArray &octets, qint64 size, const QByteArray &picture = {});
    [[nodiscard]] Form form() const;
    /// Has no effect where the payload is not of that form.
    void setForm(Form form);

protected:
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QToolButton *addForm(const QString &text, Form form);
    void setUpTree();
    [[nodiscard]] bool fits(Form form) const;
    [[nodiscard]] Form bestForm() const;
    void showForm(Form form);
    void fill();
    void copyJson();

    QButtonGroup *m_forms;
    QLabel *m_facts;
    QStackedWidget *m_stack;
    WireTextView *m_text;
    QTreeView *m_tree;
    HexView *m_hex;
    PictureView *m_picture;
    WireTextView *m_base64;
    JsonTreeModel *m_json;
    Form m_wanted = Form::Picture;
    QByteArray m_octets;
    QByteArray m_pictureOctets;
    std::array<bool, 5> m_isFilled{}; ///< By Form: it shows m_octets.
    bool m_isJson = false;
    bool m_isText = false;
    QList<Base64Stretch> m_stretches; ///< Of a text.
};

} // namespace Pushscope

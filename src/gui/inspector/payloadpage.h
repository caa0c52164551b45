// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

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
class WireTextView;

/// What a record carries, decoded: as text, as a tree of JSON, or in hexadecimal.
///
/// Shows the form that fits best until the user picks one, and that one wherever it fits.
///
/// Threads: GUI thread.
class PayloadPage final : public QWidget
{
    Q_OBJECT

public:
    enum class Form : quint8 { Text, Json, Hex };

    explicit PayloadPage(QWidget *parent = nullptr);

    void setPayload(const QByteArray &octets, qint64 size);
    [[nodiscard]] Form form() const;
    /// Has no effect where the payload is not of that form.
    void setForm(Form form);

protected:
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QToolButton *addForm(const QString &text, Form form);
    void setUpTree();
    void showForm(Form form);
    void fill();
    void copyJson();

    QButtonGroup *m_forms;
    QLabel *m_facts;
    QStackedWidget *m_stack;
    WireTextView *m_text;
    QTreeView *m_tree;
    HexView *m_hex;
    JsonTreeModel *m_json;
    Form m_wanted = Form::Json;
    QByteArray m_octets;
    std::array<bool, 3> m_isFilled{}; ///< By Form: it shows m_octets.
    bool m_isJson = false;
    bool m_isText = false;
};

} // namespace Pushscope

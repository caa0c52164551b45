// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

#include <functional>
#include <optional>

class QLabel;
class QLineEdit;

namespace Pushscope {

/// The line below the record list in which a note is written.
///
/// Threads: GUI thread.
class NoteBar : public QWidget
{
    Q_OBJECT

public:
    /// Writes a note into the capture; nullopt, or why it could not.
    using Writer = std::function<std::optional<QString>(const QString &text, qint64 about)>;

    explicit NoteBar(QWidget *parent = nullptr);

    void setWriter(Writer writer) { m_writer = std::move(writer); }
    /// Asks for a note about record @p seq; 0: about the capture.
    void open(qint64 seq);

signals:
    /// The note was written, or was not to be.
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void write();
    void close();

    Writer m_writer;
    QLabel *m_title;
    QLineEdit *m_edit;
    QLabel *m_problem;
    qint64 m_about = 0;
};

} // namespace Pushscope

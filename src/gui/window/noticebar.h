// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>
#include <QList>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

class QPushButton;

namespace Ui {
class NoticeBar;
}

namespace Pushscope {

/// One sentence about what went wrong or goes on, where the user is looking, and the ways out of it.
class NoticeBar : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Information, Warning, Failure };

    /// A button and what it does.
    struct Choice {
        QString text;
        std::function<void()> act;
    };
    static constexpr int MostChoices = 3;
    /// An information has been read by then, and its choice taken or not; it leaves by itself.
    static constexpr std::chrono::seconds InformationTime{ 12 };

    explicit NoticeBar(QWidget *parent = nullptr);
    ~NoticeBar() override;

    /// Shows @p text in place of what was shown. Where @p action has a text, its button calls
    /// @p act and dismisses the notice.
    void showNotice(Kind kind, const QString &text, const QString &action = {},
                    std::function<void()> act = {});
    /// Shows what the user cannot dismiss, only choose from, until endLasting(); notices that come
    /// meanwhile are seen afterwards.
    void showLasting(Kind kind, const QString &text, const QList<Choice> &choices);
    void endLasting();
    /// Takes back what showNotice() showed.
    void dismiss();
    /// Of what is shown; empty where nothing is.
    [[nodiscard]] QString text() const;
    /// What is shown leaves by itself.
    [[nodiscard]] bool isLeaving() const { return m_leaving.isActive(); }
    /// For those who need longer to read; from the next notice on.
    void setInformationTime(std::chrono::milliseconds time) { m_leaving.setInterval(time); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Notice {
        Kind kind = Kind::Information;
        QString text;
        QList<Choice> choices;
    };

    [[nodiscard]] QList<QPushButton *> buttons() const;
    void choose(int index);
    void refresh();

    std::unique_ptr<Ui::NoticeBar> m_ui;
    std::optional<Notice> m_notice;
    std::optional<Notice> m_lasting;
    Kind m_kind = Kind::Information;
    QTimer m_leaving; ///< Ends an information.
};

} // namespace Pushscope

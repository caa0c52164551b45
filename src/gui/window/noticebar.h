// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

#include <functional>
#include <memory>

namespace Ui {
class NoticeBar;
}

namespace Pushscope {

/// One sentence about what went wrong, where the user is looking, and at most one way out of it.
class NoticeBar : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Information, Warning, Failure };

    explicit NoticeBar(QWidget *parent = nullptr);
    ~NoticeBar() override;

    /// Shows @p text in place of what was shown. Where @p action has a text, its button calls
    /// @p act and dismisses the notice.
    void showNotice(Kind kind, const QString &text, const QString &action = {},
                    std::function<void()> act = {});
    void dismiss();
    /// Empty where none is shown.
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    std::unique_ptr<Ui::NoticeBar> m_ui;
    Kind m_kind = Kind::Information;
    std::function<void()> m_act;
};

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/services.h"

#include <QWidget>

#include <memory>

namespace Ui {
class StartPage;
}

namespace Pushscope {

/// What a window without a capture offers.
class StartPage : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(QWidget *parent = nullptr);
    ~StartPage() override;

    void setRecent(const QStringList &paths);
    void setUnsaved(const QList<UnsavedFile> &captures);

signals:
    void urlRequested();
    void mockRequested();
    void tourRequested();
    void openRequested();
    void fileRequested(const QString &path);
    /// @p name: when it was recorded and how large it is.
    void deleteRequested(const QString &path, const QString &name);

protected:
    void changeEvent(QEvent *event) override;

private:
    void setUpLinks();
    void setUpLists();
    void refreshButtons();
    void applyLook();

    std::unique_ptr<Ui::StartPage> m_ui;
};

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/clientoptions.h"

#include <QWidget>

#include <memory>

namespace Ui {
class AddressBar;
}

namespace Pushscope {

class FilterEdit;

/// The line at the top: technique, address, options, connect; pause and filter.
class AddressBar : public QWidget
{
    Q_OBJECT

public:
    explicit AddressBar(QWidget *parent = nullptr);
    ~AddressBar() override;

    /// What would be connected to: the options with technique and address of the bar.
    [[nodiscard]] ClientOptions options() const;
    /// Shows @p options; a later edit of technique or address leaves the rest as it is.
    void setOptions(const ClientOptions &options);
    /// The address as it stands in the field.
    [[nodiscard]] QString addressText() const;

    /// Takes @p text for a command line of curl, wscat or websocat; false where it is none, or one
    /// that cannot be read. commandRead() says what came of it.
    bool takeCommand(const QString &text);
    /// What was typed and is a command line is read now; false where it cannot be.
    bool settle();

    /// Whether the session that the bar shows can be ended: the button says so.
    void setLive(bool isLive);
    void setPaused(bool isPaused);
    void setProblemsOnly(bool isProblemsOnly);
    [[nodiscard]] FilterEdit *filterEdit() const;

    void focusAddress();

signals:
    void connectRequested();
    void disconnectRequested();
    void optionsRequested();
    void pauseToggled(bool isPaused);
    void problemsOnlyToggled(bool isProblemsOnly);
    /// Technique or address no longer are those of setOptions().
    void edited();
    /// A command line was understood, or not: @p sentence tells what of it was left out, or why.
    void commandRead(const QString &sentence, bool isWhole);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setUpControls();
    void takeEdit(const QString &text);
    void retranslate();

    std::unique_ptr<Ui::AddressBar> m_ui;
    ClientOptions m_options;
    qsizetype m_typedLength = 0; ///< Of the address before the last edit.
    bool m_isLive = false;
};

/// The URL that @p text means: without a scheme, `technique`'s own, secure unless the host is this
/// computer.
[[nodiscard]] QUrl urlFromText(const QString &text, Technique technique);

} // namespace Pushscope

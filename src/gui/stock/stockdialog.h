// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/stockclient.h"
#include "models/recordfollower.h"
#include "models/stockcomparison.h"

#include <QDialog>

#include <optional>

class QLabel;
class QPushButton;
class QTextBrowser;

namespace Pushscope {

/// @p options with a duration of StockClient::LongestLook at most.
[[nodiscard]] ClientOptions withinOneLook(ClientOptions options);

/// What an ordinary library tells its user of a connection, beside what really happened to it.
///
/// Threads: GUI thread; the library works on another.
class StockDialog : public QDialog
{
    Q_OBJECT

public:
    /// Begins at once. @p session is what really happened, in @p pages, which outlive this or are
    /// taken away before by end().
    StockDialog(const ClientOptions &options, quint32 session, RecordPages &pages,
                QWidget *parent = nullptr);
    ~StockDialog() override;

    /// What is known of the session beside its records.
    void setFindings(const Findings &findings);
    /// Its capture goes: what is shown stays as it is.
    void end();

    [[nodiscard]] bool isOver() const { return m_stock.has_value(); }
    /// What Copy puts on the clipboard.
    [[nodiscard]] QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void setUpBody();
    void refresh();

    StockClient m_client;
    RecordFollower m_follower;
    quint32 m_session;
    OwnOutcome m_ours;
    Findings m_findings; ///< Of the session.
    std::optional<StockOutcome> m_stock;
    QLabel *m_state = nullptr;
    QTextBrowser *m_browser = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_stop = nullptr;
};

} // namespace Pushscope

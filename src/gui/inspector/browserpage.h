// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/browserfacts.h"

#include <QHash>
#include <QWidget>

#include <optional>

class QCheckBox;
class QLineEdit;
class QTextBrowser;

namespace Pushscope {

/// What a page of an origin that the user gives would be allowed of the exchange that a record
/// belongs to.
///
/// Origin, policy and credentials are remembered for each session; without an origin the page is
/// of the URL's own. Nothing is read while the page cannot be seen.
///
/// Threads: GUI thread.
class BrowserPage final : public QWidget
{
    Q_OBJECT

public:
    explicit BrowserPage(QWidget *parent = nullptr);
    ~BrowserPage() override;

    /// Reads @p pages from now on, which outlives this or is replaced first; nullptr: nothing.
    void setPages(RecordPages *pages);
    /// 0: none.
    void setCurrentRecord(qint64 seq);
    /// Shows @p facts, as the reader does once it has found them.
    void setFacts(const BrowserFacts &facts);

    /// What is shown; empty where nothing could be said.
    [[nodiscard]] const QList<BrowserLine> &lines() const { return m_lines; }

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    /// What the user gave for a session.
    struct Inputs {
        QString origin; ///< Empty: the URL's own.
        QString policy;
        bool hasCredentials = false;
    };

    void setUpInputs();
    void setUpLines();
    void read();
    void inputsEdited();
    void showInputs();
    void evaluate();
    void showNotice(const QString &sentence, bool isWrong);

    BrowserFactsReader m_reader;
    QLineEdit *m_origin;
    QLineEdit *m_policy;
    QCheckBox *m_credentials;
    QTextBrowser *m_view;
    QHash<quint32, Inputs> m_inputs; ///< By session.
    std::optional<BrowserFacts> m_facts;
    QList<BrowserLine> m_lines;
    qint64 m_seq = 0;
    qint64 m_readSeq = 0; ///< What the reader was asked last.
};

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/findings/markedrecords.h"
#include "models/findingsreader.h"
#include "models/sessiontable.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QSplitter;
class QTextBrowser;
class QTreeWidget;
class QVBoxLayout;

namespace Pushscope {

/// What the records of a capture together say is wrong: a row for each finding, and the one that is
/// chosen in words, with the records it rests on and what to do about it. Below, how many records
/// the list marks each by itself, which no finding counts.
///
/// Threads: GUI thread.
class FindingsPane : public QWidget
{
    Q_OBJECT

public:
    explicit FindingsPane(QWidget *parent = nullptr);

    /// Looks through @p pages, which outlives this or is replaced first; nullptr: nothing.
    void setPages(RecordPages *pages);
    /// Looks for what came since, at most four times a second. Call it when the capture changed.
    void refresh();
    void setSessions(const std::vector<SessionRow> &sessions);

    [[nodiscard]] const Findings &findings() const { return m_reader.findings(); }
    [[nodiscard]] bool isReading() const { return m_reader.isReading(); }
    /// All that it says of the capture; for tests.
    [[nodiscard]] QString text() const;

signals:
    void findingsChanged(const Pushscope::Findings &findings);
    /// A record that a finding rests on is to be shown.
    void recordPicked(qint64 seq);
    /// The list is to show only what it marks.
    void problemsRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setUpList();
    void setUpWords();
    void setUpMarked();
    void refreshRows();
    void refreshMarked();
    void arrangeEmpty();
    void refreshWords();

    FindingsReader m_reader;
    MarkedRecords m_marked;
    SessionTable m_sessions;
    QLabel *m_empty;
    QWidget *m_markedRow;
    QVBoxLayout *m_column;
    QLabel *m_markedText = nullptr;
    QPushButton *m_showMarked = nullptr;
    QSplitter *m_splitter;
    QTreeWidget *m_list = nullptr;
    QTextBrowser *m_words = nullptr;
    QTimer m_refreshTimer; ///< Holds back the next refresh.
    bool m_isStale = false; ///< A refresh was held back.
};

} // namespace Pushscope

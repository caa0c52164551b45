// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/records/notebar.h"

#include <QWidget>

namespace Pushscope {

class FilterController;
class FindBar;
class MarkStrip;
class RecordFinder;
class RecordPages;
class RecordView;

/// The record list with the lines below it: what is marked and noted, writing a note, finding.
///
/// Threads: GUI thread.
class RecordsPane : public QWidget
{
    Q_OBJECT

public:
    explicit RecordsPane(QWidget *parent = nullptr);
    ~RecordsPane() override;

    [[nodiscard]] RecordView *view() const { return m_view; }
    [[nodiscard]] FindBar *findBar() const { return m_find; }
    [[nodiscard]] NoteBar *noteBar() const { return m_note; }
    [[nodiscard]] MarkStrip *strip() const { return m_strip; }

    /// Shows @p pages, which outlives this or is replaced first; nullptr: an empty list.
    void setPages(RecordPages *pages);
    /// Shows what @p filter lets pass, which outlives this.
    void follow(FilterController &filter);
    void setNoteWriter(NoteBar::Writer writer);

private:
    RecordView *m_view;
    RecordFinder *m_finder;
    MarkStrip *m_strip;
    NoteBar *m_note;
    FindBar *m_find;
};

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/help/helpactions.h"

#include "capture/filterterm.h"
#include "gui/theme/theme.h"
#include "gui/window/windowcommands.h"
#include "models/filtercompletion.h"

#include <QAction>
#include <QDialog>
#include <QDialogButtonBox>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QSet>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace Pushscope {

namespace {

constexpr QSize DialogSize{ 560, 560 };
constexpr int Margin = 14;

QString heading(const QString &text, const Theme &theme)
{
    return QStringLiteral("<tr><td colspan='3' style='padding-top:12px; padding-bottom:3px; "
                          "color:%1; font-weight:600;'>%2</td></tr>")
        .arg(theme.accent.name(), text.toHtmlEscaped());
}

QString wireCell(const QString &text)
{
    return QStringLiteral("<td style='padding-right:18px; vertical-align:middle;'><code>%1</code></td>")
        .arg(text.toHtmlEscaped());
}

QString dimCell(const QString &text, const Theme &theme)
{
    return QStringLiteral("<td style='color:%1;'>%2</td>")
        .arg(theme.dim.name(), text.toHtmlEscaped());
}

QString table(const QString &rows)
{
    return QStringLiteral("<table width='100%' cellspacing='0' cellpadding='2'>%1</table>")
        .arg(rows);
}

class KeyRows
{
public:
    explicit KeyRows(const Theme &theme)
        : m_theme(theme)
    {
    }

    void addMenu(const QMenu &menu, const QString &title)
    {
        QString rows;
        collect(menu, rows);
        if (!rows.isEmpty())
            m_html += heading(title, m_theme) + rows;
    }

    /// What stands in no menu: the keys of a pane.
    void addRest(const QMainWindow &window)
    {
        QString rows;
        for (const QAction *action : window.findChildren<QAction *>())
            add(*action, rows);
        if (!rows.isEmpty())
            m_html += heading(HelpActions::tr("Where it applies"), m_theme) + rows;
    }

    [[nodiscard]] QString html() const { return m_html; }

private:
    void collect(const QMenu &menu, QString &rows)
    {
        for (const QAction *action : menu.actions()) {
            if (const QMenu *inner = action->menu())
                collect(*inner, rows);
            else
                add(*action, rows);
        }
    }

    void add(const QAction &action, QString &rows)
    {
        const QString text = plainActionText(action.text());
        if (action.shortcut().isEmpty() || text.isEmpty() || m_seen.contains(&action))
            return;
        m_seen.insert(&action);
        rows += QStringLiteral("<tr>")
            + wireCell(action.shortcut().toString(QKeySequence::NativeText))
            + QStringLiteral("<td colspan='2' style='vertical-align:middle;'>%1</td></tr>").arg(text.toHtmlEscaped());
    }

    const Theme &m_theme;
    QSet<const QAction *> m_seen;
    QString m_html;
};

QString syntaxRow(const QString &example, const QString &meaning)
{
    return QStringLiteral("<tr>") + wireCell(example)
        + QStringLiteral("<td colspan='2'>%1</td></tr>").arg(meaning.toHtmlEscaped());
}

QString syntaxRows(const Theme &theme)
{
    return heading(HelpActions::tr("Text"), theme)
        + syntaxRow(QStringLiteral("price"),
                    HelpActions::tr("a word in payload, target or fields, in any case"))
        + syntaxRow(QStringLiteral("\"last price\""), HelpActions::tr("words in this order"))
        + syntaxRow(QStringLiteral("/bid=\\d+/i"),
                    HelpActions::tr("a regular expression; i: in any case"))
        + heading(HelpActions::tr("Together"), theme)
        + syntaxRow(QStringLiteral("kind:ws.* size>1k"), HelpActions::tr("both"))
        + syntaxRow(QStringLiteral("code:1006 or status>=400"), HelpActions::tr("one of them"))
        + syntaxRow(QStringLiteral("-is:heartbeat"), HelpActions::tr("not; “not” is the same"))
        + syntaxRow(QStringLiteral("(a or b) from:server"), HelpActions::tr("in parentheses first"));
}

QString keyRows(const Theme &theme)
{
    QString rows = heading(HelpActions::tr("Keys", "of a filter expression"), theme);
    // Asked for with nothing typed, completion offers every key.
    const auto offers = completeFilter({}, 0, {}, true).candidates;
    const std::vector<FilterKey> keys = filterKeys();
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const QString meaning = offers.value(static_cast<qsizetype>(i)).meaning;
        const QString signs = keys[i].isComparable ? QStringLiteral(":  <  <=  >  >=")
                                                   : QStringLiteral(":");
        rows += QStringLiteral("<tr>") + wireCell(QString::fromLatin1(keys[i].example))
            + QStringLiteral("<td style='padding-right:18px;'>%1</td>").arg(meaning.toHtmlEscaped())
            + dimCell(signs, theme) + QStringLiteral("</tr>");
    }
    rows += heading(HelpActions::tr("Values of is:"), theme);
    const QString is = QStringLiteral("is:");
    for (const FilterCandidate &value : completeFilter(is, is.size(), {}).candidates)
        rows += syntaxRow(value.text, value.meaning);
    return rows;
}

} // namespace

QString keysHtml(const QMainWindow &window, const Theme &theme)
{
    KeyRows rows(theme);
    for (const QAction *action : window.menuBar()->actions()) {
        if (const QMenu *menu = action->menu())
            rows.addMenu(*menu, plainActionText(action->text()));
    }
    rows.addRest(window);
    return table(rows.html());
}

QString filterReferenceHtml(const Theme &theme)
{
    return table(syntaxRows(theme) + keyRows(theme));
}

HelpActions::HelpActions(QMainWindow &window, QMenu &helpMenu, QAction *before)
    : QObject(&window)
    , m_window(window)
{
    const auto add = [this, &helpMenu, before](const char *name, const QString &text,
                                               const QKeySequence &key) {
        auto *action = new QAction(text, this);
        action->setObjectName(QString::fromLatin1(name));
        action->setShortcut(key);
        helpMenu.insertAction(before, action);
        return action;
    };
    QAction *keys = add("keysAction", tr("&Keys"), Qt::Key_F1);
    connect(keys, &QAction::triggered, this, [this] {
        show(QStringLiteral("keysDialog"), tr("Keys"),
             keysHtml(m_window, Theme::of(m_window.palette())));
    });
    QAction *filters
        = add("filterReferenceAction", tr("&Filter expressions"), Qt::SHIFT | Qt::Key_F1);
    connect(filters, &QAction::triggered, this, [this] {
        show(QStringLiteral("filterReferenceDialog"), tr("Filter expressions"),
             filterReferenceHtml(Theme::of(m_window.palette())));
    });
    helpMenu.insertSeparator(before);
}

void HelpActions::show(const QString &name, const QString &title, const QString &html)
{
    auto *dialog = new QDialog(&m_window);
    dialog->setObjectName(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto *text = new QTextBrowser(dialog);
    text->setObjectName(QStringLiteral("helpBrowser"));
    text->setAccessibleName(title);
    text->setFrameShape(QFrame::NoFrame);
    text->document()->setDocumentMargin(Margin);
    text->setHtml(html);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto *buttonRow = new QVBoxLayout;
    buttonRow->setContentsMargins(Margin, Margin / 2, Margin, Margin);
    buttonRow->addWidget(buttons);
    auto *column = new QVBoxLayout(dialog);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(text, 1);
    column->addLayout(buttonRow);
    dialog->resize(DialogSize);
    dialog->show(); // Beside what one is typing.
    text->setFocus();
}

} // namespace Pushscope

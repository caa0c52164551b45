// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/findings/findinghtml.h"

#include "models/formatting.h"

#include <QCoreApplication>

namespace Pushscope {

namespace {

constexpr int TitlePixels = 15;
constexpr std::size_t ShownRows = 24; // As many as a glance takes in.

QString words(const char *text)
{
    return QCoreApplication::translate("Findings", text);
}

QString labelled(const QString &label, const QString &html, const Theme &theme)
{
    return QStringLiteral("<p style='margin-top:0px; margin-bottom:8px;'>"
                          "<span style='color:%1;'>%2</span> %3</p>")
        .arg(theme.dim.name(), label.toHtmlEscaped(), html);
}

} // namespace

QString rowLinksHtml(const std::vector<qint64> &rows, const QColor &color)
{
    QStringList links;
    for (std::size_t i = 0; i < rows.size() && i < ShownRows; ++i) {
        links.append(
            QStringLiteral("<a style='color:%1; text-decoration:none;' href='record:%2'>#%3</a>")
                .arg(color.name())
                .arg(rows[i])
                .arg(groupedNumber(rows[i])));
    }
    if (rows.size() > ShownRows)
        links.append(QStringLiteral("…"));
    return links.join(QStringLiteral(" &nbsp;"));
}

QString findingHtml(const Finding &finding, const Theme &theme)
{
    const FindingText text = describe(finding);
    const QColor color = text.severity == Severity::Error ? theme.error : theme.warning;
    QString html = QStringLiteral("<p style='margin-top:0px; margin-bottom:8px;'>"
                                  "<span style='font-size:%1px; font-weight:600; color:%2;'>%3"
                                  "</span></p><p style='margin-top:0px; margin-bottom:8px;'>%4</p>")
                       .arg(TitlePixels)
                       .arg(color.name(), text.title.toHtmlEscaped(), text.sentence.toHtmlEscaped());
    html += labelled(words(QT_TRANSLATE_NOOP("Findings", "What to do:")), text.fix.toHtmlEscaped(),
                     theme);
    html += labelled(words(QT_TRANSLATE_NOOP("Findings", "It rests on")),
                     rowLinksHtml(finding.rows, theme.accent), theme);
    html += labelled(words(QT_TRANSLATE_NOOP("Findings", "See")),
                     QStringLiteral("<a style='color:%1; text-decoration:none;' href='%2'>%3</a>")
                         .arg(theme.accent.name(), text.url.toString().toHtmlEscaped(),
                              text.section.toHtmlEscaped()),
                     theme);
    return html;
}

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/inspectionhtml.h"

#include "gui/findings/findinghtml.h"
#include "gui/inspector/richtext.h"
#include "gui/theme/fonts.h"
#include "models/previewtext.h"

#include <QCoreApplication>

namespace Pushscope {

namespace {

constexpr int VerdictPixels = 16;
constexpr qsizetype MostShown = 1024; // Of a value; its page has all of it.

QString link(const QString &target, const QString &text, const QColor &color)
{
    return QStringLiteral("<a style='color:%1; text-decoration:none;' href='%2'>%3</a>")
        .arg(color.name(), target.toHtmlEscaped(), text.toHtmlEscaped());
}

QString factRow(const InspectionFact &fact, const Theme &theme)
{
    QString value = breakableHtml(shortText(fact.value, MostShown));
    if (fact.seq > 0)
        value = link(QStringLiteral("record:%1").arg(fact.seq), fact.value, theme.accent);
    else if (!fact.url.isEmpty())
        value = link(fact.url.toString(), fact.value, theme.accent);
    return QStringLiteral("<tr><td width='36%' style='color:%1; padding-top:2px; "
                          "padding-bottom:2px; padding-right:8px;'>%2</td>"
                          "<td style='padding-top:%3'>%4</td></tr>")
        .arg(theme.dim.name(), fact.label.toHtmlEscaped(),
             // The smaller font stands lower, so that both share a base line.
             fact.isWire ? QStringLiteral("4px; ") + wireStyle() : QStringLiteral("2px;"), value);
}

QString problemBox(const InspectionProblem &problem, const Theme &theme)
{
    const bool isError = problem.severity == Severity::Error;
    const QColor edge = isError ? theme.error : theme.warning;
    const QColor ground = isError ? theme.errorTint : theme.warningTint;
    QString section;
    if (!problem.section.isEmpty()) {
        // On a tint the accent has too little contrast in the light theme: text, underlined.
        section = QStringLiteral("<br><a style='color:%1;' href='%2'>%3</a>")
                      .arg(theme.text.name(), problem.url.toString().toHtmlEscaped(),
                           problem.section.toHtmlEscaped());
    }
    QString more;
    if (!problem.fix.isEmpty())
        more += QStringLiteral("<br>") + problem.fix.toHtmlEscaped();
    if (!problem.rows.empty())
        more += QStringLiteral("<br>") + rowLinksHtml(problem.rows, theme.text);
    return QStringLiteral(
               "<table width='100%' cellspacing='0' cellpadding='0' style='margin-top:10px;'><tr>"
               "<td width='3' style='background-color:%1;'></td>"
               "<td style='background-color:%2; padding:8px 10px; color:%3;'>"
               "<span style='color:%4; font-weight:600;'>%5</span><br>%6%7</td></tr></table>")
        .arg(edge.name(), ground.name(), theme.text.name(), edge.name(),
             problem.title.toHtmlEscaped(), QString(problem.sentence.toHtmlEscaped() + more), section);
}

QColor verdictColor(const Inspection &inspection, const Theme &theme)
{
    switch (inspection.severity) {
    case Severity::Error:
        return theme.error;
    case Severity::Warning:
        return theme.warning;
    default:
        return theme.text;
    }
}

} // namespace

QString summaryHtml(const Inspection &inspection, const SessionTable &sessions,
                    const QStringList &notes, const Theme &theme)
{
    QString html
        = QStringLiteral(
              "<p style='margin-top:0px; margin-bottom:8px;'><span style='font-size:%1px; "
              "font-weight:600; color:%2;'>%3</span>"
              "<span style='color:%4;'> &nbsp;%5</span></p>")
              .arg(VerdictPixels)
              .arg(verdictColor(inspection, theme).name(), inspection.verdict.toHtmlEscaped(),
                   theme.dim.name(), breakableHtml(shortText(inspection.remark, MostShown)));
    html += QStringLiteral("<table width='100%' cellspacing='0' cellpadding='0'>");
    const QString session = sessions.name(inspection.session);
    if (!session.isEmpty()) {
        html += factRow(
            { QCoreApplication::translate("Inspector", "Session"), session, false, {}, 0 }, theme);
    }
    for (const QString &note : notes) {
        html += factRow({ QCoreApplication::translate("Inspector", "Note"),
                          QStringLiteral("✎ ") + note,
                          false,
                          {},
                          0 },
                        theme);
    }
    for (const InspectionFact &fact : inspection.facts)
        html += factRow(fact, theme);
    html += QStringLiteral("</table>");
    for (const InspectionProblem &problem : inspection.problems)
        html += problemBox(problem, theme);
    return html;
}

QString problemsHtml(const Inspection &inspection, const Theme &theme)
{
    if (inspection.problems.isEmpty()) {
        return QStringLiteral("<p style='color:%1;'>%2</p>")
            .arg(theme.dim.name(),
                 QCoreApplication::translate("Inspector", "This record breaks no rule.")
                     .toHtmlEscaped());
    }
    QString html;
    for (const InspectionProblem &problem : inspection.problems)
        html += problemBox(problem, theme);
    return html;
}

} // namespace Pushscope

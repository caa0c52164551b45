// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/browserhtml.h"

#include "gui/inspector/richtext.h"
#include "gui/theme/fonts.h"
#include "models/previewtext.h"

#include <QCoreApplication>

namespace Pushscope {

namespace {

class BrowserHtml
{
    Q_DECLARE_TR_FUNCTIONS(BrowserHtml)

public:
    static QString answer(const BrowserQuestion &question, const BrowserLine &line);
};

constexpr int VerdictPixels = 16;
constexpr qsizetype MostShown = 1024; // Of a value; the Headers page has all of it.

QString glyph(BrowserVerdict verdict)
{
    switch (verdict) {
    case BrowserVerdict::Allowed:
        return QStringLiteral("✓");
    case BrowserVerdict::Refused:
        return QStringLiteral("✗");
    case BrowserVerdict::Waits:
        return QStringLiteral("…");
    case BrowserVerdict::Depends:
        return QStringLiteral("?");
    case BrowserVerdict::NotAsked:
        return QStringLiteral("–");
    case BrowserVerdict::Told:
        break;
    }
    return QStringLiteral("→");
}

QColor color(BrowserVerdict verdict, const Theme &theme)
{
    switch (verdict) {
    case BrowserVerdict::Allowed:
        return theme.ok;
    case BrowserVerdict::Refused:
        return theme.error;
    case BrowserVerdict::Waits:
    case BrowserVerdict::Depends:
        return theme.warning;
    default:
        return theme.dim;
    }
}

QString span(const QColor &color, const QString &html, const QString &style = {})
{
    return QStringLiteral("<span style='color:%1;%2'>%3</span>").arg(color.name(), style, html);
}

QString fieldLine(const BrowserLine &line, const QColor &color)
{
    if (line.field.isEmpty())
        return {};
    const QString text = line.value.isEmpty()
        ? line.field
        : QString(line.field + QStringLiteral(": ") + line.value);
    return QStringLiteral("<br>") + span(color, breakableHtml(shortText(text, MostShown)), wireStyle());
}

QString sectionLink(const BrowserLine &line, const Theme &theme)
{
    return QStringLiteral("<br><a style='color:%1;text-decoration:none;font-size:%2px;' "
                          "href='%3'>%4</a>")
        .arg(theme.accent.name())
        .arg(SmallPixels)
        .arg(line.url.toString().toHtmlEscaped(), line.section.toHtmlEscaped());
}

QString lineRow(const BrowserLine &line, const Theme &theme)
{
    const bool isDim = line.verdict == BrowserVerdict::NotAsked;
    const QColor accent = color(line.verdict, theme);
    const QColor text = isDim ? theme.dim : theme.text;
    QString html = QStringLiteral("<tr><td width='20' style='padding-top:7px;'>")
        + span(accent, glyph(line.verdict), QStringLiteral("font-weight:600;"))
        + QStringLiteral("</td><td style='padding-top:7px;'>")
        + span(text, line.what.toHtmlEscaped(),
               isDim ? QString() : QStringLiteral("font-weight:600;"))
        + QStringLiteral(" &nbsp;") + span(accent, verdictText(line.verdict).toHtmlEscaped())
        + QStringLiteral("<br>") + span(text, breakableHtml(shortText(line.why, MostShown)));
    html += fieldLine(line, text);
    return html + sectionLink(line, theme) + QStringLiteral("</td></tr>");
}

int groupOf(const BrowserLine &line)
{
    if (line.verdict == BrowserVerdict::NotAsked)
        return 2;
    return line.verdict == BrowserVerdict::Told ? 1 : 0;
}

QString BrowserHtml::answer(const BrowserQuestion &question, const BrowserLine &line)
{
    const QString page = question.pageOrigin.trimmed();
    switch (line.verdict) {
    case BrowserVerdict::Refused:
        return tr("Refused to a page of %1: %2").arg(page, line.what);
    case BrowserVerdict::Waits:
        return tr("A page of %1 would have to wait: %2").arg(page, line.what);
    case BrowserVerdict::Depends:
        return tr("It depends whether a page of %1 may: %2").arg(page, line.what);
    default:
        return tr("A page of %1 may do this").arg(page);
    }
}

} // namespace

QString browserHtml(const BrowserQuestion &question, const QList<BrowserLine> &lines,
                    const Theme &theme)
{
    const BrowserLine answer = browserAnswer(lines);
    const QString request
        = QString::fromLatin1(question.request.method) + QLatin1Char(' ') + question.url.toString();
    QString html = QStringLiteral("<p style='margin-top:0px;margin-bottom:2px;'>")
        + span(color(answer.verdict, theme),
               glyph(answer.verdict) + QStringLiteral("&nbsp; ")
                   + breakableHtml(shortText(BrowserHtml::answer(question, answer), MostShown)),
               QStringLiteral("font-weight:600;font-size:%1px;").arg(VerdictPixels))
        + QStringLiteral("</p><p style='margin-top:0px;margin-bottom:4px;'>")
        + span(theme.dim, breakableHtml(shortText(request, MostShown)), wireStyle())
        + QStringLiteral("</p><table width='100%' cellspacing='0' cellpadding='0'>");
    for (int group = 0; group < 3; ++group) {
        for (const BrowserLine &line : lines) {
            if (groupOf(line) == group)
                html += lineRow(line, theme);
        }
    }
    return html + QStringLiteral("</table>");
}

QString browserNoticeHtml(const QString &sentence, bool isWrong, const Theme &theme)
{
    const QString mark = isWrong ? QStringLiteral("✗&nbsp; ") : QString();
    return QStringLiteral("<p style='margin-top:0px;'>")
        + span(isWrong ? theme.error : theme.dim, QString(mark + sentence.toHtmlEscaped()))
        + QStringLiteral("</p>");
}

} // namespace Pushscope

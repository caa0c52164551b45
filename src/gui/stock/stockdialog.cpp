// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/stock/stockdialog.h"

#include "gui/inspector/richtext.h"
#include "gui/theme/theme.h"
#include "models/formatting.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace Pushscope {

namespace {

constexpr QSize FirstSize{ 720, 480 };

QString cell(const QString &html, const QColor &color, const char *more)
{
    return QStringLiteral("<td style='color:%1; padding:3px 12px 3px 0px;' %2>%3</td>")
        .arg(color.name(), QLatin1StringView(more), html);
}

/// Names of enumerators break between their parts.
QString namesHtml(const QString &text)
{
    QStringList parts;
    for (const QString &part : text.split(QLatin1StringView("::")))
        parts.append(breakableHtml(part));
    return parts.join(QStringLiteral("::\u200b"));
}

QString eventsHtml(const StockOutcome &outcome, const Theme &theme)
{
    QString html = QStringLiteral("<p style='color:%1; margin-top:12px;'>%2</p>"
                                  "<table cellspacing='0' cellpadding='0' style='%3'>")
                       .arg(theme.dim.name(), StockDialog::tr("In order").toHtmlEscaped(),
                            wireStyle());
    for (const StockOutcome::Event &event : outcome.events) {
        html += QStringLiteral("<tr>")
            + cell(groupedNumber(event.ms) + QLatin1String("&nbsp;ms"), theme.dim, "align='right'")
            + cell(namesHtml(QString::fromUtf8(event.text)), theme.text, "") + QStringLiteral("</tr>");
    }
    return html + QStringLiteral("</table>");
}

QString rowHtml(const StockRow &row, const Theme &theme)
{
    const auto shown = [](const QString &text) {
        return text.isEmpty() ? QStringLiteral("–") : namesHtml(text);
    };
    // Only what both speak of can differ.
    const bool isOther = row.isTold && row.stock != row.ours;
    return QStringLiteral("<tr>") + cell(row.aspect.toHtmlEscaped(), theme.dim, "width='22%'")
        + cell(shown(row.stock), row.isTold ? theme.text : theme.dim, "width='36%'")
        + cell(isOther ? QStringLiteral("≠ ") + shown(row.ours) : shown(row.ours),
               isOther ? theme.warning : theme.text, "width='42%'")
        + QStringLiteral("</tr>");
}

} // namespace

ClientOptions withinOneLook(ClientOptions options)
{
    constexpr std::chrono::milliseconds Longest = StockClient::LongestLook;
    const std::chrono::milliseconds duration = options.stop.duration.value_or(Longest);
    options.stop.duration = duration.count() > 0 ? std::min(duration, Longest) : Longest;
    return options;
}

StockDialog::StockDialog(const ClientOptions &options, quint32 session, RecordPages &pages,
                         QWidget *parent)
    : QDialog(parent)
    , m_client(withinOneLook(options))
    , m_follower(QStringLiteral("session:%1").arg(session), nullptr, RecordFollower::AllRecords)
    , m_session(session)
{
    setObjectName(QStringLiteral("stockDialog"));
    setWindowTitle(tr("A second opinion"));
    setUpBody();
    resize(FirstSize);
    connect(&m_client, &StockClient::finished, this, [this](const StockOutcome &outcome) {
        m_stock = outcome;
        refresh();
    });
    connect(&m_follower, &RecordFollower::arrived, this,
            [this](const std::vector<Record> &records) {
                for (const Record &record : records)
                    m_ours.add(record);
                refresh();
            });
    m_follower.setPages(&pages);
    m_client.start();
    refresh();
}

StockDialog::~StockDialog() = default;

void StockDialog::setUpBody()
{
    m_state = new QLabel(this);
    m_state->setObjectName(QStringLiteral("stockStateLabel"));
    m_state->setWordWrap(true);
    m_browser = new QTextBrowser(this);
    m_browser->setObjectName(QStringLiteral("stockBrowser"));
    m_browser->setAccessibleName(tr("Both outcomes"));
    m_browser->setPlaceholderText(tr("It has not ended yet."));
    m_browser->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    m_copy->setObjectName(QStringLiteral("stockCopyButton"));
    m_copy->setAutoDefault(false);
    m_stop = buttons->addButton(tr("&Stop"), QDialogButtonBox::ActionRole);
    m_stop->setObjectName(QStringLiteral("stockStopButton"));
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(text()); });
    connect(m_stop, &QPushButton::clicked, &m_client, &StockClient::stop);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_state);
    column->addWidget(m_browser, 1);
    column->addWidget(buttons);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
}

void StockDialog::setFindings(const Findings &findings)
{
    m_findings.clear();
    std::ranges::copy_if(findings, std::back_inserter(m_findings),
                         [this](const Finding &finding) { return finding.session == m_session; });
    refresh();
}

void StockDialog::end()
{
    m_follower.disconnect(this);
    m_follower.setPages(nullptr);
}

QString StockDialog::text() const
{
    return m_stock ? comparisonText(*m_stock, m_ours, m_findings) : QString();
}

void StockDialog::refresh()
{
    m_stop->setEnabled(!m_stock);
    m_copy->setEnabled(m_stock.has_value());
    if (!m_stock) {
        m_state->setText(tr("An ordinary library tries the same connection. What it tells its user "
                            "is shown once it is over, after ten seconds at the latest."));
        return;
    }
    const Theme &theme = Theme::of(palette());
    const QString library = QString::fromUtf8(m_stock->library);
    m_state->setText(tr("What %1 told its user, on a connection of its own, beside what happened on "
                        "the wire of this session's: two connections, not the same octets.")
                         .arg(library));
    QString html = QStringLiteral("<table width='100%' cellspacing='0' cellpadding='0'><tr>")
        + cell(QString(), theme.dim, "") + cell(library.toHtmlEscaped(), theme.dim, "")
        + cell(QStringLiteral("Pushscope"), theme.dim, "") + QStringLiteral("</tr>");
    for (const StockRow &row : compareOutcomes(*m_stock, m_ours, m_findings))
        html += rowHtml(row, theme);
    html += QStringLiteral("</table>");
    if (!m_stock->events.empty())
        html += eventsHtml(*m_stock, theme);
    m_browser->setHtml(html);
}

void StockDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_stop)
        refresh();
}

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/browserpage.h"

#include "gui/inspector/browserhtml.h"
#include "gui/theme/fonts.h"
#include "models/browserorigin.h"

#include <QCheckBox>
#include <QDesktopServices>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <utility>

namespace Pushscope {

namespace {

constexpr int Margin = 12;

} // namespace

BrowserPage::BrowserPage(QWidget *parent)
    : QWidget(parent)
    , m_reader(this)
    , m_origin(new QLineEdit(this))
    , m_policy(new QLineEdit(this))
    , m_credentials(new QCheckBox(tr("With &credentials"), this))
    , m_view(new QTextBrowser(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    setUpInputs();
    setUpLines();
    connect(&m_reader, &BrowserFactsReader::found, this, &BrowserPage::setFacts);
    connect(&m_reader, &BrowserFactsReader::nothingFound, this, [this] {
        m_facts.reset();
        evaluate();
    });
}

BrowserPage::~BrowserPage() = default;

void BrowserPage::setUpInputs()
{
    auto *form = new QFormLayout;
    form->setContentsMargins(Margin, 8, Margin, 8);
    form->setSpacing(6);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_origin->setObjectName(QStringLiteral("browserOriginEdit"));
    m_origin->setAccessibleName(tr("Origin of the page"));
    m_origin->setToolTip(tr("Scheme, host and port of the page, or null; empty: the URL's own."));
    m_origin->setFont(wireFont());
    m_origin->setClearButtonEnabled(true);
    m_policy->setObjectName(QStringLiteral("browserPolicyEdit"));
    m_policy->setAccessibleName(tr("Content-Security-Policy of the page"));
    m_policy->setToolTip(tr("The page's own Content-Security-Policy; empty: it has none."));
    m_policy->setPlaceholderText(QStringLiteral("connect-src 'self'"));
    m_policy->setFont(wireFont());
    m_policy->setClearButtonEnabled(true);
    m_credentials->setObjectName(QStringLiteral("browserCredentialsCheck"));
    m_credentials->setToolTip(
        tr("credentials: \"include\" of fetch(), withCredentials of EventSource and "
           "XMLHttpRequest: cookies go along."));
    form->addRow(tr("&Page"), m_origin);
    form->addRow(tr("P&olicy"), m_policy);
    form->addRow(QString(), m_credentials);
    static_cast<QVBoxLayout *>(layout())->addLayout(form);
    for (QLineEdit *edit : { m_origin, m_policy })
        connect(edit, &QLineEdit::textChanged, this, &BrowserPage::inputsEdited);
    connect(m_credentials, &QCheckBox::clicked, this, &BrowserPage::inputsEdited);
}

void BrowserPage::setUpLines()
{
    m_view->setObjectName(QStringLiteral("browserLines"));
    m_view->setAccessibleName(tr("What a page would be allowed"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setOpenLinks(false);
    m_view->document()->setDocumentMargin(Margin);
    m_view->setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    connect(m_view, &QTextBrowser::anchorClicked, this, [](const QUrl &url) {
        if (url.scheme() == QLatin1StringView("https"))
            QDesktopServices::openUrl(url);
    });
    static_cast<QVBoxLayout *>(layout())->addWidget(m_view, 1);
}

void BrowserPage::setPages(RecordPages *pages)
{
    m_reader.setPages(pages);
    m_inputs.clear(); // Other sessions have the same numbers.
    m_readSeq = 0;
    setCurrentRecord(0);
}

void BrowserPage::setCurrentRecord(qint64 seq)
{
    m_seq = seq;
    if (isVisible())
        read();
}

void BrowserPage::read()
{
    if (m_readSeq == m_seq)
        return;
    m_readSeq = m_seq;
    m_reader.read(m_seq);
}

void BrowserPage::setFacts(const BrowserFacts &facts)
{
    const bool isOther = !m_facts || m_facts->session != facts.session
        || m_facts->question.url != facts.question.url;
    m_facts = facts;
    if (isOther)
        showInputs();
    evaluate();
}

void BrowserPage::showInputs()
{
    const Inputs inputs = m_inputs.value(m_facts->session);
    const std::optional<BrowserFacts> facts = std::exchange(m_facts, {}); // The user edits nothing.
    m_origin->setPlaceholderText(BrowserOrigin::fromUrl(facts->question.url).text());
    m_origin->setText(inputs.origin);
    m_policy->setText(inputs.policy);
    m_credentials->setChecked(inputs.hasCredentials);
    m_facts = facts;
}

void BrowserPage::inputsEdited()
{
    if (!m_facts)
        return;
    m_inputs.insert(m_facts->session,
                    { m_origin->text(), m_policy->text(), m_credentials->isChecked() });
    evaluate();
}

void BrowserPage::evaluate()
{
    m_lines.clear();
    for (QWidget *input : { static_cast<QWidget *>(m_origin), static_cast<QWidget *>(m_policy),
                            static_cast<QWidget *>(m_credentials) })
        input->setEnabled(m_facts.has_value());
    if (!m_facts) {
        showNotice(tr("This record belongs to no request: there is nothing that a browser would "
                      "judge."),
                   false);
        return;
    }
    BrowserQuestion question = m_facts->question;
    question.pageOrigin = m_origin->text().trimmed();
    if (question.pageOrigin.isEmpty())
        question.pageOrigin = m_origin->placeholderText();
    question.pagePolicy = m_policy->text();
    question.hasCredentials = m_credentials->isChecked();
    m_lines = browserView(question);
    if (m_lines.isEmpty()) {
        showNotice(tr("This is no origin of a page: write it as https://example.org, or null."),
                   true);
        return;
    }
    const int scrolled = m_view->verticalScrollBar()->value();
    m_view->setHtml(browserHtml(question, m_lines, Theme::of(palette())));
    m_view->verticalScrollBar()->setValue(scrolled);
}

void BrowserPage::showNotice(const QString &sentence, bool isWrong)
{
    m_view->setHtml(browserNoticeHtml(sentence, isWrong, Theme::of(palette())));
}

void BrowserPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    read();
}

void BrowserPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_readSeq > 0)
        evaluate();
}

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The pages of the composer, and which of them a session can send.

#include "engine/api/techniques.h"
#include "gui/composer/binaryinput.h"
#include "gui/composer/closeinput.h"
#include "gui/composer/composerpane.h"
#include "gui/composer/controlinput.h"
#include "gui/composer/eventinput.h"
#include "gui/composer/eventnames.h"
#include "gui/composer/fileinput.h"
#include "gui/composer/frameinput.h"
#include "gui/composer/textinput.h"
#include "ui_composerpane.h"

#include <QPlainTextEdit>
#include <QScrollArea>
#include <QTabBar>

#include <utility>

namespace Pushscope {

namespace {

void offerTab(QTabBar &tabs, int tab, bool isOffered)
{
    tabs.setTabEnabled(tab, isOffered); // The arrow keys stop at hidden tabs too.
    // Asked for what it is already, QTabBar forgets that it has to be laid out.
    if (tabs.isTabVisible(tab) != isOffered)
        tabs.setTabVisible(tab, isOffered);
}

} // namespace

void ComposerPane::setUpPages()
{
    using Form = MessageTemplate::Form;
    using Type = OutgoingMessage::Type;
    m_ui->kindTabs->setDrawBase(false);
    m_ui->kindTabs->setExpanding(false);
    m_ui->kindTabs->setUsesScrollButtons(true);
    m_event = new EventInput;
    m_eventNames = new EventNames(this);
    m_binary = new BinaryInput;
    m_file = new FileInput;
    addPage("event", tr("Event"), m_event, Peer::SocketIo);
    addPage("text", tr("Text"), new TextInput(Form::Text), Peer::Any);
    addPage("json", QStringLiteral("JSON"), new TextInput(Form::Json), Peer::WebSocket);
    addPage("binary", tr("Binary"), m_binary, Peer::Any);
    addPage("ping", QStringLiteral("Ping"), new ControlInput(Type::Ping), Peer::WebSocket);
    addPage("pong", QStringLiteral("Pong"), new ControlInput(Type::Pong), Peer::WebSocket);
    addPage("close", QStringLiteral("Close"), new CloseInput, Peer::WebSocket);
    addPage("frame", tr("Frame"), new FrameInput, Peer::WebSocket, true);
    addPage("file", tr("File"), m_file, Peer::Any, true);
    m_otherTab = m_ui->kindTabs->currentIndex(); // The first one.
    m_ui->kindTabs->setCurrentIndex(m_otherTab + 1);
    m_ui->inputStack->setCurrentIndex(m_otherTab + 1);
    offerPages();
    connect(m_ui->kindTabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_ui->inputStack->setCurrentIndex(tab);
        giveRoom();
        m_recalled = -1;
        refresh();
    });
}

void ComposerPane::addPage(const char *kind, const QString &label, MessageInput *input,
                           Peer peer, bool scrolls)
{
    m_pages.append({ kind, label, input, peer });
    QWidget *shown = input;
    if (scrolls) {
        auto *area = new QScrollArea;
        area->setFrameShape(QFrame::NoFrame);
        area->setWidgetResizable(true);
        area->setFocusPolicy(Qt::NoFocus);
        area->setAccessibleName(label);
        area->setWidget(input);
        shown = area;
    }
    m_ui->inputStack->addWidget(shown);
    connect(input, &MessageInput::changed, this, &ComposerPane::refresh);
    if (QPlainTextEdit *edit = input->historyEditor())
        edit->installEventFilter(this);
    m_ui->kindTabs->addTab(label); // Last: the first one added is chosen at once.
}

bool ComposerPane::isOffered(const Page &page) const
{
    return page.peer == Peer::Any || (page.peer == Peer::SocketIo) == m_isSocketIo;
}

void ComposerPane::offerPages()
{
    for (int i = 0; i < m_ui->kindTabs->count(); ++i)
        offerTab(*m_ui->kindTabs, i, isOffered(m_pages.at(i)));
    m_ui->kindTabs->updateGeometry();
}

void ComposerPane::showPagesFor(const SessionStatus *status)
{
    if (!status)
        return; // What cannot be sent to leaves the pages as they are.
    const bool isSocketIo = status->technique == Technique::SocketIo;
    if (isSocketIo) {
        m_event->setNamespaces(namespacesOf(status->session));
        m_eventNames->setSession(status->session);
    }
    if (isSocketIo == m_isSocketIo)
        return;
    m_isSocketIo = isSocketIo;
    const int tab = std::exchange(m_otherTab, m_ui->kindTabs->currentIndex());
    // Before the one that is left is hidden, so that no third is chosen; a hidden one cannot be.
    offerTab(*m_ui->kindTabs, tab, true);
    m_ui->kindTabs->setCurrentIndex(tab);
    offerPages();
}

QList<QByteArray> ComposerPane::namespacesOf(quint32 session) const
{
    QList<QByteArray> names;
    const auto options = m_optionsOf ? m_optionsOf(session) : std::nullopt;
    if (!options)
        return names;
    for (const SocketIoNamespace &each : options->socketIo.namespaces)
        names.append(each.name);
    return names;
}

void ComposerPane::setPages(RecordPages *pages)
{
    m_eventNames->setPages(pages);
}

void ComposerPane::giveRoom()
{
    // What has more rows than the pane makes it higher, as long as it is shown.
    for (int i = 0; i < m_ui->inputStack->count(); ++i) {
        auto *area = qobject_cast<QScrollArea *>(m_ui->inputStack->widget(i));
        if (!area)
            continue;
        const bool isShown = i == m_ui->inputStack->currentIndex();
        area->setMinimumHeight(isShown ? area->widget()->minimumSizeHint().height() : 0);
    }
}

} // namespace Pushscope

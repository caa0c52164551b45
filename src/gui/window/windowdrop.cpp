// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/windowdrop.h"

#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"
#include "models/pastedcommand.h"

#include <QDropEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QUrl>

#include <algorithm>

namespace Pushscope {

namespace {

/// A longer text is no address.
constexpr qsizetype LongestAddress = 64 * 1024;
constexpr int HintPadding = 18;

WindowDrop::Offer offerOfFile(const QString &path)
{
    const QString name = path.toLower();
    if (name.endsWith(QLatin1String(".json")))
        return { WindowDrop::Kind::Scenario, path };
    // Whatever it is called: what it is not is said when it is opened.
    return { WindowDrop::Kind::Capture, path };
}

bool isAddress(const QString &text)
{
    static const QStringList beginnings{
        QStringLiteral("ws://"),
        QStringLiteral("wss://"),
        QStringLiteral("http://"),
        QStringLiteral("https://"),
    };
    return std::ranges::any_of(beginnings,
                               [&](const QString &beginning) {
                                   return text.startsWith(beginning, Qt::CaseInsensitive);
                               })
        || looksLikeCommand(text);
}

} // namespace

WindowDrop::WindowDrop(QWidget &window)
    : QObject(&window)
    , m_window(window)
{
    window.setAcceptDrops(true);
    window.installEventFilter(this);
}

WindowDrop::Offer WindowDrop::offerOf(const QMimeData &data)
{
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile() && QFileInfo(url.toLocalFile()).isFile())
            return offerOfFile(url.toLocalFile());
        if (isAddress(url.toString()))
            return { Kind::Address, url.toString() };
    }
    const QString text = data.text().trimmed();
    if (text.size() <= LongestAddress && isAddress(text))
        return { Kind::Address, text };
    return {};
}

bool WindowDrop::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != &m_window)
        return QObject::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::DragEnter:
    case QEvent::DragMove: {
        auto *drag = static_cast<QDropEvent *>(event);
        const Offer offer = offerOf(*drag->mimeData());
        if (offer.kind == Kind::None)
            return false;
        drag->setDropAction(Qt::CopyAction); // What is dragged stays where it was.
        drag->accept();
        if (!m_hint)
            showHint(offer);
        return true;
    }
    case QEvent::DragLeave:
        hideHint();
        return false;
    case QEvent::Drop: {
        auto *drop = static_cast<QDropEvent *>(event);
        hideHint();
        const Offer offer = offerOf(*drop->mimeData());
        if (offer.kind == Kind::None)
            return false;
        drop->setDropAction(Qt::CopyAction);
        drop->accept();
        take(offer);
        return true;
    }
    default:
        return false;
    }
}

void WindowDrop::showHint(const Offer &offer)
{
    const QString name = QFileInfo(offer.text).fileName();
    m_hint = new QLabel(offer.kind == Kind::Capture    ? tr("Open %1").arg(name)
                            : offer.kind == Kind::Scenario ? tr("Play the scenario %1").arg(name)
                                                           : tr("Put it into the address bar"),
                        &m_window);
    m_hint->setObjectName(QStringLiteral("dropHint"));
    const Theme &theme = Theme::of(m_window.palette());
    QPalette palette = m_window.palette();
    palette.setColor(QPalette::Window, theme.accent);
    palette.setColor(QPalette::WindowText, theme.onAccent);
    m_hint->setPalette(palette);
    m_hint->setAutoFillBackground(true);
    m_hint->setFont(textFont());
    m_hint->setTextFormat(Qt::PlainText); // A file's name is anybody's.
    m_hint->setMargin(HintPadding);
    m_hint->adjustSize();
    m_hint->move((m_window.width() - m_hint->width()) / 2,
                 (m_window.height() - m_hint->height()) / 2);
    m_hint->show();
    m_hint->raise();
}

void WindowDrop::hideHint()
{
    delete m_hint;
}

void WindowDrop::take(const Offer &offer)
{
    if (offer.kind == Kind::Capture)
        emit captureDropped(offer.text);
    else if (offer.kind == Kind::Scenario)
        emit scenarioDropped(offer.text);
    else
        emit addressDropped(offer.text);
}

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/sessions/sessionwords.h"

#include "gui/address/techniquelabels.h"
#include "models/formatting.h"
#include "models/previewtext.h"

#include <QCoreApplication>
#include <QStringList>
#include <QUrl>

#include <cmath>

namespace Pushscope {

namespace {

constexpr qsizetype MostTextCharacters = 600; // A tool tip larger than that hides the window.

class Sessions
{
    Q_DECLARE_TR_FUNCTIONS(Sessions)
};

QString dotted(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QString connectionsText(int connections)
{
    return connections > 1 ? Sessions::tr("%n connection(s)", nullptr, connections) : QString();
}

QString waitingText(const SessionStatus &status)
{
    if (status.reconnectInMs < 0)
        return Sessions::tr("waiting");
    return Sessions::tr("again in %1 s").arg((status.reconnectInMs + 500) / 1000);
}

QString closedText(qint32 closeCode)
{
    return closeCode < 0 ? Sessions::tr("closed") : Sessions::tr("closed %1").arg(closeCode);
}

QString stateText(const SessionStatus &status)
{
    switch (status.state) {
    case SessionState::Idle:
        return Sessions::tr("idle");
    case SessionState::Connecting:
        return Sessions::tr("connecting");
    case SessionState::Open:
        return status.isMock ? Sessions::tr("running") : Sessions::tr("open");
    case SessionState::Waiting:
        return waitingText(status);
    case SessionState::Closing:
        return Sessions::tr("closing");
    case SessionState::Closed:
        break;
    }
    if (status.isMock)
        return Sessions::tr("stopped");
    if (status.error && !status.closeCode)
        return Sessions::tr("failed");
    return closedText(status.closeCode.value_or(-1));
}

} // namespace

QString sessionSubLine(const SessionStatus &status, int connections)
{
    QStringList parts;
    if (status.isMock) {
        qint64 clients = 0;
        for (const MockEndpointStatus &endpoint : status.endpoints)
            clients += endpoint.clients;
        parts << Sessions::tr("mock") << stateText(status);
        if (status.state == SessionState::Open)
            parts << Sessions::tr("%n client(s)", nullptr, static_cast<int>(clients));
        return dotted(parts);
    }
    parts << techniqueLabel(status.technique) << stateText(status);
    if (status.round > 0)
        parts << Sessions::tr("round %1").arg(groupedNumber(status.round));
    else
        parts << connectionsText(connections);
    if (!isOver(status.state))
        parts << rateText(status.messagesPerSecond);
    if (status.inProgressOctets > 0)
        parts << Sessions::tr("%1 arriving").arg(sizeText(status.inProgressOctets));
    return dotted(parts);
}

QString sessionToolTip(const SessionStatus &status)
{
    QStringList lines { status.url.toString(QUrl::RemoveUserInfo) };
    if (!status.inProgress.isEmpty()) {
        const QByteArray shown = status.inProgress.left(PreviewOctets);
        const bool isCut = status.inProgressOctets > shown.size();
        lines << Sessions::tr("Arriving: %1").arg(previewText(shown, isCut));
    }
    if (status.textMessages > 0) {
        lines << Sessions::tr("Text so far, %1 messages a second:")
                     .arg(status.textMessagesPerSecond, 0, 'f', 1)
              << QString::fromUtf8(status.text).right(MostTextCharacters);
    }
    return lines.join(QLatin1Char('\n'));
}

QString sessionSubLine(const SessionRow &row, const ConnectionRow *last, int connections)
{
    if (row.role == "mock")
        return dotted({ Sessions::tr("mock"), Sessions::tr("recorded") });
    QString state = Sessions::tr("recorded");
    if (last && last->closeCode >= 0)
        state = closedText(last->closeCode);
    else if (last && !last->error.isEmpty())
        state = Sessions::tr("failed");
    else if (last && last->tClose >= 0)
        state = Sessions::tr("closed");
    else if (last)
        state = Sessions::tr("open at the end");
    return dotted({ techniqueLabel(row.technique), state, connectionsText(connections) });
}

QString rateText(double perSecond)
{
    if (perSecond <= 0)
        return {};
    if (perSecond < 9.95)
        return Sessions::tr("%1/s").arg(perSecond, 0, 'f', 1);
    return Sessions::tr("%1/s").arg(groupedNumber(std::llround(perSecond)));
}

QString sessionName(const QString &name, const QString &url)
{
    if (!name.isEmpty())
        return name;
    const QUrl parsed(url);
    const QString path = parsed.path();
    return path.size() > 1 ? parsed.host() + path : parsed.authority();
}

} // namespace Pushscope

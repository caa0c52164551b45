// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/statistics/statisticsexport.h"

#include "gui/services.h"
#include "gui/statistics/statisticspicture.h"
#include "gui/window/dialogs.h"
#include "models/describe.h"
#include "models/statisticscsv.h"
#include "models/statisticsrow.h"
#include "models/statisticswords.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <utility>

namespace Pushscope {

namespace {

using What = StatisticsPane::Export;

const QString FolderKey = QStringLiteral("folder");

QString endingOf(What what)
{
    return what == What::Png ? QStringLiteral("png")
        : what == What::Svg  ? QStringLiteral("svg")
                             : QStringLiteral("csv");
}

QString fileNameOf(What what)
{
    const QString name = what == What::TimesCsv ? QStringLiteral("statistics-over-time.")
        : what == What::SummaryCsv              ? QStringLiteral("statistics-by-session.")
                                                : QStringLiteral("statistics.");
    return name + endingOf(what);
}

} // namespace

StatisticsExport::StatisticsExport(StatisticsPane &pane, const Services &services, Dialogs &dialogs,
                                   QObject *parent)
    : QObject(parent)
    , m_pane(pane)
    , m_services(services)
    , m_dialogs(dialogs)
    , m_mailbox(this)
{
    m_threads.setMaxThreadCount(1);
    connect(&pane, &StatisticsPane::exportRequested, this, &StatisticsExport::ask);
}

StatisticsExport::~StatisticsExport()
{
    m_threads.waitForDone();
}

void StatisticsExport::ask(What what)
{
    const QString folder = QString::fromUtf8(m_services.recall(FolderKey));
    const QString suggested
        = QDir(folder.isEmpty() ? QDir::homePath() : folder).filePath(fileNameOf(what));
    const QString kind = what == What::Png ? tr("Pictures (*.png)")
        : what == What::Svg                ? tr("Drawings (*.svg)")
                                           : tr("Comma-separated values (*.csv)");
    m_dialogs.askExportPath(&m_pane, suggested, kind, [this, what](const QString &path) {
        if (!path.isEmpty())
            write(what, path);
    });
}

StatisticsExport::Writer StatisticsExport::writerOf(What what) const
{
    const StatisticsModel &model = m_pane.model();
    const std::shared_ptr<const Statistics> statistics = model.statistics();
    const std::vector<SessionRow> sessions = model.sessions();
    if (what == What::TimesCsv || what == What::SummaryCsv) {
        return [what, statistics, sessions](QIODevice &device) {
            const QByteArray csv = what == What::TimesCsv
                ? statisticsTimesCsv(*statistics, sessions)
                : statisticsSummaryCsv(*statistics, sessions);
            return device.write(csv) == csv.size();
        };
    }
    const QString range = statistics->range
        ? tr("Only %1").arg(statisticsTimes(statistics->range->first, statistics->range->second))
        : QString();
    // A picture of what is looked at.
    return [what, statistics, sessions, range, shown = m_pane.shownSession()](QIODevice &device) {
        std::vector<StatisticsRow> rows;
        for (const StatisticsEntry &entry : statisticsEntries(*statistics, sessions)) {
            if (!shown || entry.session == *shown)
                rows.push_back(statisticsRow(entry, *statistics, sessions));
        }
        const StatisticsPicture picture(std::move(rows), range);
        return what == What::Png ? picture.writePng(device) : picture.writeSvg(device);
    };
}

Result<Done> StatisticsExport::writeFile(const QString &path, const Writer &writer)
{
    QSaveFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly) && writer(file) && file.commit();
    if (isWritten)
        return Done{};
    Error error;
    error.data.append({ "path", path.toUtf8() });
    error.data.append({ "system", file.errorString().toUtf8() });
    return error;
}

void StatisticsExport::write(What what, const QString &path)
{
    m_services.remember(FolderKey, QFileInfo(path).absolutePath().toUtf8());
    m_pane.say(tr("Writing %1…").arg(QFileInfo(path).fileName()));
    m_threads.start([this, path, writer = writerOf(what), address = m_mailbox.address()] {
        const Result<Done> result = writeFile(path, writer);
        const QString said = result ? QString() : describe(result.error());
        address->post([this, path, said] {
            m_pane.say(said.isEmpty() ? tr("%1 is written.").arg(QDir::toNativeSeparators(path))
                                      : said,
                       !said.isEmpty());
            emit finished();
        });
    });
}

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Shows the views over a canned capture, to look at: viewgallery [light|dark] [OUT.png].

#include "gui/records/recordview.h"
#include "gui/theme/theme.h"
#include "gui/timeline/timelineview.h"
#include "support/cannedtraffic.h"

#include <QApplication>
#include <QSplitter>
#include <QTimer>

using namespace Pushscope;

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    applyScheme(application,
                arguments.value(1) == QLatin1String("light") ? Scheme::Light : Scheme::Dark);
    CannedStore store;
    fillWithTraffic(store.canned());

    QSplitter bench(Qt::Vertical);
    auto *timeline = new TimelineView;
    auto *records = new RecordView;
    bench.addWidget(timeline);
    bench.addWidget(records);
    bench.setSizes({ 210, 460 });
    bench.resize(830, 680);
    QObject::connect(timeline, &TimelineView::sessionsChanged, records,
                     [=] { records->setSessions(timeline->sessions()); });
    QObject::connect(timeline, &TimelineView::recordPicked, records, &RecordView::setCurrentSeq);
    QObject::connect(records, &RecordView::currentRecordChanged, timeline,
                     &TimelineView::setCurrentRecord);
    timeline->setPages(&store.pages());
    records->setPages(&store.pages());
    records->setCurrentSeq(160);
    bench.show();
    if (arguments.size() > 2) {
        QTimer::singleShot(700, &application, [&] {
            bench.grab().save(arguments.at(2));
            application.quit();
        });
    }
    return application.exec();
}

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Shows the views over a canned capture, to look at: viewgallery [light|dark] [OUT.png [SEQ
// [PAGE]]].

#include "gui/inspector/inspectorpane.h"
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

    QSplitter bench(Qt::Horizontal);
    auto *left = new QSplitter(Qt::Vertical, &bench);
    auto *timeline = new TimelineView(left);
    auto *records = new RecordView(left);
    left->setSizes({ 210, 460 });
    auto *inspector = new InspectorPane(&bench);
    bench.setSizes({ 830, 340 });
    bench.resize(1176, 680);
    QObject::connect(timeline, &TimelineView::sessionsChanged, &bench, [=] {
        records->setSessions(timeline->sessions());
        inspector->setSessions(timeline->sessions());
    });
    QObject::connect(timeline, &TimelineView::recordPicked, records, &RecordView::setCurrentSeq);
    QObject::connect(records, &RecordView::currentRecordChanged, timeline,
                     &TimelineView::setCurrentRecord);
    QObject::connect(records, &RecordView::currentRecordChanged, inspector,
                     &InspectorPane::setCurrentRecord);
    QObject::connect(inspector, &InspectorPane::recordPicked, records, &RecordView::setCurrentSeq);
    timeline->setPages(&store.pages());
    records->setPages(&store.pages());
    inspector->setPages(&store.pages());
    records->setCurrentSeq(arguments.value(3, QStringLiteral("160")).toLongLong());
    inspector->setPage(static_cast<InspectorPane::Page>(arguments.value(4).toInt()));
    bench.show();
    records->setFocus();
    if (arguments.size() > 2) {
        QTimer::singleShot(700, &application, [&] {
            bench.grab().save(arguments.at(2));
            application.quit();
        });
    }
    return application.exec();
}

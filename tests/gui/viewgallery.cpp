// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Shows the views over a canned capture, to look at: viewgallery [light|dark] [OUT.png].

#include "gui/records/recordview.h"
#include "gui/theme/theme.h"
#include "support/cannedtraffic.h"

#include <QApplication>
#include <QSplitter>
#include <QTimer>

using namespace Pushscope;

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    applyScheme(application, arguments.value(1) == QLatin1String("light") ? Scheme::Light
                                                                          : Scheme::Dark);
    CannedStore store;
    fillWithTraffic(store.canned());

    RecordView records;
    records.resize(830, 460);
    records.setPages(&store.pages());
    store.canned().requestTimeline(0, 1, 1, [&](const TimelineSlice &slice) {
        const auto sessions = slice.sessions;
        QMetaObject::invokeMethod(&records, [&records, sessions] { records.setSessions(sessions); },
                                  Qt::QueuedConnection);
    });
    records.show();
    if (arguments.size() > 2) {
        QTimer::singleShot(700, &application, [&] {
            records.grab().save(arguments.at(2));
            application.quit();
        });
    }
    return application.exec();
}

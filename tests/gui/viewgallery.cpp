// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A window with the views over a capture file, or over a canned one, to look at.

#include "gui/inspector/inspectorpane.h"
#include "gui/records/recordview.h"
#include "gui/theme/theme.h"
#include "gui/timeline/timelineview.h"
#include "storage/stores.h"
#include "support/cannedtraffic.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QSplitter>
#include <QTextStream>
#include <QTimer>

using namespace Pushscope;

namespace {

struct Bench {
    QSplitter window{ Qt::Horizontal };
    QSplitter *left = new QSplitter(Qt::Vertical, &window);
    TimelineView *timeline = new TimelineView(left);
    RecordView *records = new RecordView(left);
    InspectorPane *inspector = new InspectorPane(&window);
};

void connectViews(Bench &bench)
{
    TimelineView *timeline = bench.timeline;
    RecordView *records = bench.records;
    InspectorPane *inspector = bench.inspector;
    QObject::connect(timeline, &TimelineView::sessionsChanged, &bench.window, [=] {
        records->setSessions(timeline->sessions());
        inspector->setSessions(timeline->sessions());
    });
    QObject::connect(timeline, &TimelineView::recordPicked, records, &RecordView::setCurrentSeq);
    QObject::connect(records, &RecordView::currentRecordChanged, timeline,
                     &TimelineView::setCurrentRecord);
    QObject::connect(records, &RecordView::currentRecordChanged, inspector,
                     &InspectorPane::setCurrentRecord);
    QObject::connect(inspector, &InspectorPane::recordPicked, records, &RecordView::setCurrentSeq);
}

void showPages(Bench &bench, RecordPages &pages)
{
    bench.left->setSizes({ 210, 460 });
    bench.window.setSizes({ 830, 340 });
    bench.window.resize(1176, 680);
    bench.timeline->setPages(&pages);
    bench.records->setPages(&pages);
    bench.inspector->setPages(&pages);
    pages.setChangedHandler([&bench] {
        QMetaObject::invokeMethod(&bench.window, [&bench] {
            bench.timeline->refresh();
            bench.records->refresh();
        });
    });
    bench.window.show();
    bench.records->setFocus();
}

std::unique_ptr<CaptureStore> openStore(const QStringList &files)
{
    if (files.isEmpty()) {
        auto canned = std::make_unique<CannedStore>();
        fillWithTraffic(canned->canned());
        return canned;
    }
    auto opened = openCapture(files.first());
    if (opened)
        return std::move(opened).value();
    QTextStream(stderr) << describe(opened.error()) << '\n';
    return nullptr;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    const auto value = [&parser](const char *name) { return parser.value(QLatin1String(name)); };
    for (const char *name : { "theme", "out", "seq", "page" })
        parser.addOption({ QString::fromLatin1(name), {}, QString::fromLatin1(name) });
    parser.process(application);
    applyScheme(application,
                value("theme") == QLatin1String("light") ? Scheme::Light : Scheme::Dark);
    const auto store = openStore(parser.positionalArguments());
    if (!store)
        return 1;
    Bench bench;
    connectViews(bench);
    showPages(bench, store->pages());
    if (value("seq").toLongLong() > 0)
        bench.records->setCurrentSeq(value("seq").toLongLong());
    bench.inspector->setPage(static_cast<InspectorPane::Page>(value("page").toInt()));
    if (!value("out").isEmpty()) {
        QTimer::singleShot(700, &application, [&] {
            bench.window.grab().save(value("out"));
            QApplication::quit();
        });
    }
    return QApplication::exec();
}

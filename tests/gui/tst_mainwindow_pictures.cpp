// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/inspectorpane.h"
#include "gui/inspector/pictureview.h"
#include "gui/records/recordview.h"
#include "gui/windowfixture.h"

#include <QComboBox>
#include <QLineEdit>
#include <QTest>

using namespace Pushscope;

/// A camera in the window, with a real mock for the camera.
class TestMainWindowPictures : public QObject
{
    Q_OBJECT

private slots:
    void aCameraPlays();

private:
    void connectTo(MainWindow &window, const QUrl &url);
};

void TestMainWindowPictures::connectTo(MainWindow &window, const QUrl &url)
{
    auto *combo = window.findChild<QComboBox *>(QStringLiteral("techniqueCombo"));
    combo->setCurrentIndex(combo->findData(static_cast<int>(Technique::Multipart)));
    QTest::keyClick(&window, Qt::Key_L, Qt::ControlModifier);
    auto *edit = window.findChild<QLineEdit *>(QStringLiteral("urlEdit"));
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, url.toString());
    QTest::keyClick(edit, Qt::Key_Return);
}

void TestMainWindowPictures::aCameraPlays()
{
    WindowFixture fixture;
    MockPeer camera;
    QVERIFY(camera.start());
    MainWindow &window = fixture.open();
    QUrl url = camera.url(QStringLiteral("/multipart"));
    url.setQuery(QStringLiteral("picture"));
    connectTo(window, url);

    auto *records = window.findChild<RecordView *>(QStringLiteral("recordView"));
    const auto isPartLast = [records] {
        const RecordRow *row = records->row(records->rowCount() - 1);
        return row && row->kind == RecordKind::MultipartPart;
    };
    QTRY_VERIFY(isPartLast());
    QTest::keyClick(records, Qt::Key_End);
    auto *inspector = window.findChild<InspectorPane *>();
    auto *view = inspector->findChild<PictureView *>(QStringLiteral("summaryPicture"));
    QTRY_VERIFY(!view->image().isNull());

    // Each picture of the mock has a width of its own: another one is another picture.
    for (int i = 0; i < 5; ++i) {
        const int width = view->image().width();
        camera.publish("tick", "{}");
        QTRY_VERIFY(view->image().width() != width);
    }
    QVERIFY(records->isFollowing());

    // Who goes up to an earlier one keeps it in sight.
    QTest::keyClick(records, Qt::Key_Up);
    const qint64 seq = records->currentSeq();
    const qint64 count = records->rowCount();
    camera.publish("tick", "{}");
    QTRY_VERIFY(records->rowCount() > count);
    QCOMPARE(records->currentSeq(), seq);
}

QTEST_MAIN(TestMainWindowPictures)
#include "tst_mainwindow_pictures.moc"

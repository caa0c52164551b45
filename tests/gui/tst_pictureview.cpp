// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/inspectorpane.h"
#include "gui/inspector/payloadpage.h"
#include "gui/inspector/pictureview.h"
#include "gui/records/recordview.h"
#include "gui/theme/theme.h"
#include "support/cannedstore.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Pushscope;

using Problem = DecodedPicture::Problem;

namespace {

QByteArray encoded(const char *format, QColor color, QSize size = { 40, 20 })
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(color);
    QByteArray octets;
    QBuffer buffer(&octets);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return octets;
}

/// A GIF of one white pixel.
QByteArray gif()
{
    return QByteArray::fromHex("47494638396101000100800100ffffff00000021f90401000001002c0000000001"
                               "000100000202440100 3b");
}

/// A JPEG whose head claims @p side × @p side pixels.
QByteArray jpegThatClaims(quint16 side)
{
    QByteArray octets = encoded("jpeg", Qt::red);
    const qsizetype frame = octets.indexOf(QByteArray::fromHex("ffc0")); // SOF0
    for (qsizetype at : { frame + 5, frame + 7 }) {
        octets[at] = static_cast<char>(side >> 8);
        octets[at + 1] = static_cast<char>(side & 0xff);
    }
    return octets;
}

/// A part that carries @p body, of connection 1.
qint64 addPart(CannedPages &pages, const QByteArray &body, quint32 connection = 1)
{
    Record record;
    record.kind = RecordKind::MultipartPart;
    record.from = From::Server;
    record.session = 1;
    record.connection = connection;
    record.flags = PrintsOctets;
    record.detail = R"({"by":"length"})";
    return pages.add(record, "Content-Type: image/png\r\n\r\n" + body);
}

bool isMostly(const QImage &picture, QColor color)
{
    qint64 there = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            there += picture.pixelColor(x, y) == color ? 1 : 0;
    }
    return there * 4 > qint64 { picture.width() } * picture.height();
}

} // namespace

class TestPictureView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void decodes_data();
    void decodes();
    void allocatesForNoClaim();
    void showsAndSays();
    void leavesOutWhatComesTooFast();
    void forgets();
    void isAFormOfThePayload();
    void playsTheNewestPart();
    void playsOneConnection();
};

void TestPictureView::initTestCase()
{
    applyScheme(*qApp, Scheme::Dark);
}

void TestPictureView::decodes_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<int>("problem");
    QTest::addColumn<QSize>("size");
    const auto row
        = [](const char *name, const QByteArray &octets, Problem problem, QSize size = {}) {
              QTest::newRow(name) << octets << static_cast<int>(problem) << size;
          };
    const QByteArray png = encoded("png", Qt::green);
    row("PNG", png, Problem::None, { 40, 20 });
    row("JPEG", encoded("jpeg", Qt::blue), Problem::None, { 40, 20 });
    row("GIF", gif(), Problem::None, { 1, 1 });
    row("PNG cut off in its head", png.first(20), Problem::Broken);
    row("PNG of nothing but its signature", png.first(8), Problem::Broken);
    row("JPEG of nothing but its start", QByteArray::fromHex("ffd8ffe0"), Problem::Broken);
    row("text", "hello", Problem::NoPicture);
    row("SVG is none", "<svg xmlns='http://www.w3.org/2000/svg'/>", Problem::NoPicture);
    row("nothing", {}, Problem::NoPicture);
}

void TestPictureView::decodes()
{
    QFETCH(QByteArray, octets);
    QFETCH(int, problem);
    QFETCH(QSize, size);
    const DecodedPicture picture = decodePicture(octets);
    QCOMPARE(static_cast<int>(picture.problem), problem);
    QCOMPARE(picture.image.isNull(), picture.problem != Problem::None);
    if (picture.problem == Problem::None)
        QCOMPARE(picture.size, size);
    QCOMPARE(picture.octets, octets.size());
}

void TestPictureView::allocatesForNoClaim()
{
    const DecodedPicture huge = decodePicture(jpegThatClaims(60'000));
    QCOMPARE(huge.problem, Problem::TooLarge);
    QCOMPARE(huge.size, QSize(60'000, 60'000));
    QVERIFY(huge.image.isNull());
    // WebP is a package of its own: with or without it, what is broken is no picture.
    const DecodedPicture webp = decodePicture(QByteArray("RIFF\4\0\0\0WEBPVP8 ", 16));
    QVERIFY(webp.problem == Problem::NoReader || webp.problem == Problem::Broken);
}

void TestPictureView::showsAndSays()
{
    PictureView view;
    view.resize(200, 200);
    view.show();
    QSignalSpy shown(&view, &PictureView::shown);
    view.setPicture(encoded("png", Qt::green, { 150, 150 }));
    QTRY_COMPARE(shown.size(), 1);
    QVERIFY2(view.caption().startsWith(QStringLiteral("PNG · 150 × 150 pixels · ")),
             qPrintable(view.caption()));
    QCOMPARE(view.accessibleDescription(), view.caption());
    QVERIFY(isMostly(view.grab().toImage(), Qt::green));
    view.copy();
    QCOMPARE(QGuiApplication::clipboard()->image().size(), QSize(150, 150));

    for (const QByteArray &octets : { QByteArray::fromHex("ffd8ffe0"), jpegThatClaims(60'000) }) {
        shown.clear();
        view.setPicture(octets);
        QTRY_COMPARE(shown.size(), 1);
        QVERIFY(view.image().isNull());
        QVERIFY(view.caption().contains(QStringLiteral("JPEG")));
        QVERIFY(!view.caption().contains(QLatin1Char('%')));
    }
}

void TestPictureView::leavesOutWhatComesTooFast()
{
    PictureView view;
    view.show();
    QSignalSpy shown(&view, &PictureView::shown);
    for (int i = 0; i < 50; ++i)
        view.setPicture(encoded("png", Qt::red));
    view.setPicture(encoded("png", Qt::blue, { 3, 3 }));
    QTRY_COMPARE(view.image().size(), QSize(3, 3));
    QVERIFY2(shown.size() <= 2, qPrintable(QString::number(shown.size()))); // Nothing queues.
}

void TestPictureView::forgets()
{
    PictureView view;
    view.show();
    QSignalSpy shown(&view, &PictureView::shown);
    view.setPicture(encoded("png", Qt::red));
    view.setPicture({}); // What is under way is not wanted any more.
    view.setPicture(encoded("png", Qt::blue, { 3, 3 }));
    QTRY_COMPARE(view.image().size(), QSize(3, 3));
    view.setPicture({});
    QVERIFY(view.image().isNull());
    QVERIFY(view.caption().isEmpty());
    // One that is gone before its picture is decoded.
    auto gone = std::make_unique<PictureView>();
    gone->show();
    gone->setPicture(encoded("png", Qt::red));
    gone.reset();
}

void TestPictureView::isAFormOfThePayload()
{
    const QByteArray png = encoded("png", Qt::green);
    PayloadPage page;
    page.show();
    auto *view = page.findChild<PictureView *>();
    QVERIFY(view);
    page.setPayload(png, png.size(), png);
    QCOMPARE(page.form(), PayloadPage::Form::Picture);
    QTRY_VERIFY(!view->image().isNull());
    // What is no picture is shown as before, and the next picture as a picture again.
    page.setPayload("{}", 2);
    QCOMPARE(page.form(), PayloadPage::Form::Json);
    QVERIFY(view->image().isNull());
    page.setPayload(png, png.size(), png);
    QCOMPARE(page.form(), PayloadPage::Form::Picture);
    // Whoever wants its octets keeps to them.
    page.setForm(PayloadPage::Form::Hex);
    page.setPayload(png, png.size(), png);
    QCOMPARE(page.form(), PayloadPage::Form::Hex);
}

void TestPictureView::playsTheNewestPart()
{
    CannedPages pages;
    RecordView records;
    InspectorPane inspector;
    connect(&records, &RecordView::currentRecordChanged, &inspector,
            &InspectorPane::setCurrentRecord);
    records.resize(600, 300);
    records.show();
    inspector.show();
    addPart(pages, encoded("png", Qt::red, { 10, 10 }));
    records.setPages(&pages);
    inspector.setPages(&pages);
    QTRY_VERIFY(records.row(0));
    QTest::keyClick(&records, Qt::Key_End);
    QTRY_COMPARE(inspector.currentSeq(), 1);
    auto *summary = inspector.findChild<PictureView *>(QStringLiteral("summaryPicture"));
    QTRY_COMPARE(summary->image().size(), QSize(10, 10));
    auto *view = inspector.findChild<PictureView *>(QStringLiteral("payloadPicture"));
    QVERIFY(view->image().isNull()); // What nobody sees is not decoded.
    inspector.setPage(InspectorPane::Page::Payload);
    QTRY_COMPARE(view->image().size(), QSize(10, 10));

    for (int side = 11; side < 15; ++side) {
        Record chunk; // Other records in between are not what plays.
        chunk.kind = RecordKind::HttpChunk;
        chunk.connection = 1;
        const qint64 seq = addPart(pages, encoded("png", Qt::red, { side, side }));
        pages.add(chunk, "x");
        records.refresh();
        QTRY_COMPARE(view->image().size(), QSize(side, side));
        QCOMPARE(inspector.currentSeq(), seq);
        QVERIFY(records.isFollowing());
    }
    // Who picks another record has it, and it stays.
    QTest::keyClick(&records, Qt::Key_Home);
    QTRY_COMPARE(inspector.currentSeq(), 1);
    addPart(pages, encoded("png", Qt::red, { 20, 20 }));
    records.refresh();
    QTRY_COMPARE(records.rowCount(), 10);
    QCOMPARE(records.currentSeq(), 1);
}

void TestPictureView::playsOneConnection()
{
    CannedPages pages;
    RecordView records;
    records.resize(600, 300);
    records.show();
    addPart(pages, "one", 1);
    records.setPages(&pages);
    QTRY_VERIFY(records.row(0));
    QTest::keyClick(&records, Qt::Key_End);
    QTRY_COMPARE(records.currentSeq(), 1);
    addPart(pages, "another camera", 2);
    records.refresh();
    QTRY_COMPARE(records.rowCount(), 2);
    QCOMPARE(records.currentSeq(), 1);
    addPart(pages, "two", 1);
    records.refresh();
    QTRY_COMPARE(records.currentSeq(), 3);
}

QTEST_MAIN(TestPictureView)
#include "tst_pictureview.moc"

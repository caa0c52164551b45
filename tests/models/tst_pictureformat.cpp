// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/pictureformat.h"

#include <QTest>

using namespace Pushscope;

class TestPictureFormat : public QObject
{
    Q_OBJECT

private slots:
    void goesByTheOctets_data();
    void goesByTheOctets();
    void knowsTheTypes();
};

void TestPictureFormat::goesByTheOctets_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QString>("name"); // Empty: no picture.
    const auto row = [](const char *name, const QByteArray &octets, const char *format) {
        QTest::newRow(name) << octets << QString::fromLatin1(format);
    };
    row("6.1 PNG", QByteArray::fromHex("89504e470d0a1a0a") + "more", "PNG");
    row("6.1 PNG whose line ends were changed", QByteArray::fromHex("89504e470a1a0a00"), "");
    row("6.1 JPEG", QByteArray::fromHex("ffd8ffe0"), "JPEG");
    row("6.1 JPEG cut off", QByteArray::fromHex("ffd8"), "");
    row("6.1 GIF", "GIF87a", "GIF");
    row("6.1 GIF, animated", "GIF89a...", "GIF");
    row("6.1 no GIF", "GIF90a...", "");
    row("6.1 WebP", QByteArray("RIFF\0\0\0\0WEBPVP8 ", 16), "WebP");
    row("6.1 RIFF of something else", QByteArray("RIFF\0\0\0\0WAVEfmt ", 16), "");
    row("6.1 RIFF cut off", "RIFF", "");
    row("text", "hello", "");
    row("nothing", {}, "");
}

void TestPictureFormat::goesByTheOctets()
{
    QFETCH(QByteArray, octets);
    QFETCH(QString, name);
    const std::optional<PictureFormat> format = pictureFormat(octets);
    QCOMPARE(format ? pictureFormatName(*format) : QString(), name);
}

void TestPictureFormat::knowsTheTypes()
{
    QVERIFY(isTypeOf("image/jpeg", PictureFormat::Jpeg));
    QVERIFY(isTypeOf("image/jpg", PictureFormat::Jpeg));
    QVERIFY(isTypeOf("image/png", PictureFormat::Png));
    QVERIFY(isTypeOf("image/gif", PictureFormat::Gif));
    QVERIFY(isTypeOf("image/webp", PictureFormat::WebP));
    QVERIFY(!isTypeOf("image/png", PictureFormat::Jpeg));
    QVERIFY(!isTypeOf("", PictureFormat::WebP));
}

QTEST_APPLESS_MAIN(TestPictureFormat)
#include "tst_pictureformat.moc"

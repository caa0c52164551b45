// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/multipart/multipartlog.h"

#include <QTest>

#include <functional>

using namespace Pushscope;
using namespace Pushscope::Multipart;

namespace {

/// What a server writes for its n-th message, in one go or several.
using Writes = std::function<QByteArrayList(int n, const QByteArray &picture)>;

QByteArray number(qsizetype value)
{
    return QByteArray::number(value);
}

/// Octets as of a picture: every value, line ends and hyphens among them; each of its own length.
QByteArray pictureOf(int n)
{
    QByteArray octets;
    for (int i = 0; i < 300 + n; ++i)
        octets += static_cast<char>(i * 7);
    return octets + "\r\n--\n-" + number(n);
}

} // namespace

Q_DECLARE_METATYPE(Writes)

/// Servers as they are in the field: what each writes, and with which write a part is there.
class TestMultipartParserServers : public QObject
{
    Q_OBJECT

private slots:
    void handOutParts_data();
    void handOutParts();
};

void TestMultipartParserServers::handOutParts_data()
{
    QTest::addColumn<QByteArray>("boundary");
    QTest::addColumn<Writes>("writes");
    QTest::addColumn<QList<int>>("partsAfter"); // The first, second, third and fourth message.
    QTest::addColumn<ViolationSet>("violations"); // Of the first part; the others have none.
    const auto row = [](const char *name, const QByteArray &boundary, const Writes &writes,
                        const QList<int> &partsAfter, ViolationSet violations = {}) {
        QTest::newRow(name) << boundary << writes << partsAfter << violations;
    };
    const QList<int> atOnce { 1, 2, 3, 4 };
    const QList<int> oneLate { 0, 1, 2, 3 };
    const QList<int> onlyTheFirstLate { 0, 2, 3, 4 };

    row("generators of web frameworks, without a length", "frame",
        [](int, const QByteArray &picture) {
            return QByteArrayList { "--frame\r\nContent-Type: image/jpeg\r\n\r\n" + picture
                                    + "\r\n" };
        },
        oneLate);
    row("handlers on small computers, with a length", "FRAME",
        [](int, const QByteArray &picture) {
            return QByteArrayList { "--FRAME\r\nContent-Type: image/jpeg\r\nContent-Length: "
                                        + number(picture.size()) + "\r\n\r\n",
                                    picture, "\r\n" };
        },
        atOnce);
    row("camera boards, line end and delimiter first", "123456789000000000000987654321",
        [](int, const QByteArray &picture) {
            return QByteArrayList { "\r\n--123456789000000000000987654321\r\n",
                                    "Content-Type: image/jpeg\r\nContent-Length: "
                                        + number(picture.size()) + "\r\nX-Timestamp: 0.5\r\n\r\n",
                                    picture };
        },
        onlyTheFirstLate);
    row("streaming daemons, delimiter behind each part", "boundarydonotcross",
        [](int n, const QByteArray &picture) {
            return QByteArrayList { (n == 1 ? QByteArray("--boundarydonotcross\r\n") : QByteArray())
                                        + "Content-Type: image/jpeg\r\nContent-Length: "
                                        + number(picture.size()) + "\r\nX-Timestamp: 1.2\r\n\r\n",
                                    picture, "\r\n--boundarydonotcross\r\n" };
        },
        atOnce);
    row("motion detectors, length with blanks before it", "BoundaryString",
        [](int, const QByteArray &picture) {
            return QByteArrayList {
                "--BoundaryString\r\nContent-type: image/jpeg\r\nContent-Length:"
                    + number(picture.size()).rightJustified(12) + "\r\n\r\n" + picture + "\r\n"
            };
        },
        atOnce);
    row("cameras with the delimiter in the parameter", "--myboundary",
        [](int, const QByteArray &picture) {
            return QByteArrayList { "--myboundary\r\n",
                                    "Content-Type: image/jpeg\r\n",
                                    "Content-Length: " + number(picture.size()) + "\r\n",
                                    "\r\n",
                                    picture,
                                    "\r\n" };
        },
        atOnce, { Violation::BadBoundary });
    row("tutorials, LF alone", "nextPart",
        [](int, const QByteArray &picture) {
            return QByteArrayList { "--nextPart\nContent-Type: image/jpeg\nContent-Length: "
                                    + number(picture.size()) + "\n\n" + picture + "\n" };
        },
        atOnce, { Violation::BareLf });
    row("subscribers of a channel, delimiter with each message", "Nssy96qEvXk8moF49uhz/",
        [](int n, const QByteArray &picture) {
            return QByteArrayList { (n == 1 ? QByteArray("--Nssy96qEvXk8moF49uhz/") : QByteArray())
                                    + "\r\nLast-Modified: Sat, 21 Nov 2026 04:10:25 GMT\r\nEtag: "
                                    + number(n) + "\r\n\r\n" + picture
                                    + "\r\n--Nssy96qEvXk8moF49uhz/" };
        },
        atOnce);
}

void TestMultipartParserServers::handOutParts()
{
    QFETCH(QByteArray, boundary);
    QFETCH(Writes, writes);
    QFETCH(QList<int>, partsAfter);
    QFETCH(ViolationSet, violations);
    MultipartParser parser(makeBoundary(boundary));
    int parts = 0;
    for (int n = 1; n <= partsAfter.size(); ++n) {
        for (const QByteArray &octets : writes(n, pictureOf(n))) {
            parser.feed(octets);
            while (const std::optional<Value> value = parser.next()) {
                const Part *part = std::get_if<Part>(&*value);
                QVERIFY2(part, logLine(*value).constData());
                ++parts;
                QCOMPARE(part->body.toByteArray(), pictureOf(parts));
                // Bare LF is in every part; what is wrong with the boundary is told once.
                const bool isTold = parts == 1 || violations.contains(Violation::BareLf);
                QVERIFY2(part->violations == (isTold ? violations : ViolationSet()),
                         logLine(*part).constData());
            }
        }
        QCOMPARE(parts, partsAfter.at(n - 1));
    }
}

QTEST_APPLESS_MAIN(TestMultipartParserServers)
#include "tst_multipartparser_servers.moc"

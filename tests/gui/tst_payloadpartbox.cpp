// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/payloadpartbox.h"

#include "gui/inspector/hexview.h"
#include "gui/inspector/payloadpage.h"

#include <QSignalSpy>
#include <QTest>

using namespace Pushscope;

/// The attachments of a packet on the payload page.
class TestPayloadPartBox : public QObject
{
    Q_OBJECT

private slots:
    void hidesWithoutParts();
    void showsAttachments();
    void beginsAnew();
};

namespace {

const QByteArray Arguments = R"(["e",{"_placeholder":true,"num":0}])";
const QList<InspectionPart> Parts { { QStringLiteral("attachment 0"), QByteArray("\x00\xff\x80", 3) },
                                    { QStringLiteral("attachment 1"), QByteArray("text") } };

void choose(PayloadPage &page, int index)
{
    auto *box = page.findChild<PayloadPartBox *>(QStringLiteral("payloadPartBox"));
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Home);
    for (int i = 0; i < index; ++i)
        QTest::keyClick(box, Qt::Key_Down);
}

} // namespace

void TestPayloadPartBox::hidesWithoutParts()
{
    PayloadPartBox box;
    box.setParts(Parts);
    QCOMPARE(box.count(), 3);
    QVERIFY(!box.part());
    box.setCurrentIndex(2);
    QCOMPARE(box.part()->octets, QByteArray("text"));
    box.setParts({});
    QVERIFY(box.isHidden());
    QVERIFY(!box.part());
    QVERIFY(!box.accessibleName().isEmpty());
}

void TestPayloadPartBox::showsAttachments()
{
    PayloadPage page;
    page.resize(600, 400);
    page.show();
    page.setPayload(Arguments, Arguments.size());
    page.setParts(Parts);
    QCOMPARE(page.form(), PayloadPage::Form::Json);
    choose(page, 1);
    QCOMPARE(page.form(), PayloadPage::Form::Hex);
    QCOMPARE(page.findChild<HexView *>()->octets(), Parts[0].octets);
    QVERIFY(page.plainText().contains(QStringLiteral("attachment 0")));
    choose(page, 2);
    QCOMPARE(page.form(), PayloadPage::Form::Text);
    QVERIFY(page.plainText().endsWith(QStringLiteral("text")));
    page.setForm(PayloadPage::Form::Hex);
    QCOMPARE(page.findChild<HexView *>()->octets(), QByteArray("text"));
    choose(page, 0);
    QVERIFY(page.plainText().contains(QStringLiteral("arguments")));
}

/// The next record is shown from its beginning.
void TestPayloadPartBox::beginsAnew()
{
    PayloadPage page;
    page.show();
    page.setPayload(Arguments, Arguments.size());
    page.setParts(Parts);
    choose(page, 1);
    page.setPayload("[1]", 3);
    page.setParts({});
    QCOMPARE(page.form(), PayloadPage::Form::Json);
    QVERIFY(page.findChild<PayloadPartBox *>()->isHidden());
}

QTEST_MAIN(TestPayloadPartBox)
#include "tst_payloadpartbox.moc"

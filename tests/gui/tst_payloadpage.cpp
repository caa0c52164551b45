// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/hexview.h"
#include "gui/inspector/payloadpage.h"
#include "gui/inspector/valuetree.h"
#include "gui/inspector/wiretextview.h"
#include "gui/theme/theme.h"
#include "models/jsontreemodel.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QStandardItemModel>
#include <QTest>
#include <QTreeView>

using namespace Pushscope;
using Form = PayloadPage::Form;

class TestPayloadPage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyScheme(*qApp, Scheme::Dark); }
    void init();
    void cleanup();

    void offersWhatFits_data();
    void offersWhatFits();
    void inflatesGzipUnasked();
    void inflatesWhenAsked();
    void decodesMessagePack();
    void saysWhatIsWrong();
    void findsKeysAndValues();
    void findsInSlices();
    void copiesPaths();
    void selectionIsLinked();

private:
    template <typename T> [[nodiscard]] T *child(const char *name) const
    {
        return m_page->findChild<T *>(QString::fromLatin1(name));
    }

    std::unique_ptr<PayloadPage> m_page;
};

namespace {

// gzip of {"n":1}
const char GzipHex[] = "1f8b0800000000000203ab56ca53b232ac05007e3b4bd407000000";

} // namespace

void TestPayloadPage::init()
{
    m_page = std::make_unique<PayloadPage>();
    m_page->resize(340, 500);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void TestPayloadPage::cleanup()
{
    m_page.reset();
}

void TestPayloadPage::offersWhatFits_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QString>("offered");
    QTest::newRow("JSON") << QByteArray(R"({"a":1})") << QStringLiteral("Text JSON Hex");
    QTest::newRow("text") << QByteArray("hello") << QStringLiteral("Text Hex");
    QTest::newRow("binary") << QByteArray("\x81\xa1\x61\x01")
                            << QStringLiteral("Hex MessagePack CBOR");
    QTest::newRow("Base64 inside")
        << QByteArray(R"({"b":"SGVsbG8sIHdvcmxkIQ=="})") << QStringLiteral("Text JSON Hex Base64");
}

void TestPayloadPage::offersWhatFits()
{
    QFETCH(QByteArray, octets);
    m_page->setPayload(octets, octets.size());
    const auto *box = child<QComboBox>("payloadFormBox");
    QStringList offered;
    for (int i = 0; i < box->count(); ++i) {
        if (qobject_cast<QStandardItemModel *>(box->model())->item(i)->isEnabled())
            offered << box->itemText(i);
    }
    QTEST(offered.join(QLatin1Char(' ')), "offered");
}

void TestPayloadPage::inflatesGzipUnasked()
{
    const QByteArray coded = QByteArray::fromHex(GzipHex);
    m_page->setPayload(coded, coded.size());
    QCOMPARE(m_page->compression(), std::optional(Payload::Compression::Gzip));
    QCOMPARE(m_page->form(), Form::Json);
    QVERIFY(child<QLabel>("payloadNotice")
                ->text()
                .contains(QString::fromUtf8("gzip · inflated to 7 octets")));
    auto *box = child<QComboBox>("payloadPackingBox");
    QVERIFY(box->isVisible());
    QCOMPARE(box->currentText(), QStringLiteral("gzip"));
    // As it came, on request.
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Home);
    QCOMPARE(m_page->compression(), std::nullopt);
    QCOMPARE(m_page->form(), Form::Hex);
    QCOMPARE(m_page->findChild<HexView *>()->octets(), coded);
    m_page->setPayload("{}", 2); // The request was about that payload.
    QVERIFY(!box->isVisible());
}

void TestPayloadPage::inflatesWhenAsked()
{
    const QByteArray coded = QByteArray::fromHex(GzipHex);
    const QByteArray raw = coded.mid(10, coded.size() - 18); // Without wrapper.
    m_page->setPayload(raw, raw.size());
    QCOMPARE(m_page->compression(), std::nullopt);
    m_page->setCompression(Payload::Compression::Deflate);
    QCOMPARE(m_page->form(), Form::Json);
    m_page->setCompression(Payload::Compression::Gzip);
    QVERIFY2(child<QLabel>("payloadNotice")->text().contains(QLatin1String("broken at octet")),
             qPrintable(child<QLabel>("payloadNotice")->text()));
    QVERIFY(child<QComboBox>("payloadPackingBox")->isVisible());
}

void TestPayloadPage::decodesMessagePack()
{
    const QByteArray octets = QByteArray::fromHex("82a7636f6d70616374c3a6736368656d6100");
    m_page->setPayload(octets, octets.size());
    QCOMPARE(m_page->form(), Form::Hex);
    auto *box = child<QComboBox>("payloadFormBox");
    m_page->setForm(Form::MessagePack);
    QCOMPARE(box->currentText(), QStringLiteral("MessagePack"));
    const auto *tree = child<QTreeView>("payloadTree");
    QCOMPARE(tree->model()->index(0, 2).data().toString(), QStringLiteral("fixmap"));
    QVERIFY(m_page->plainText().contains(QStringLiteral("compact\ttrue\ttrue")));
    m_page->setForm(Form::Cbor); // The same view, another model's content.
    QCOMPARE(tree->model()->index(0, 2).data().toString(), QStringLiteral("array"));
    m_page->setForm(Form::MessagePack);
    QCOMPARE(tree->model()->index(0, 2).data().toString(), QStringLiteral("fixmap"));
    // It stays for the next one that it fits.
    m_page->setPayload("{}", 2);
    QCOMPARE(m_page->form(), Form::Json);
    m_page->setPayload(octets, octets.size());
    QCOMPARE(m_page->form(), Form::MessagePack);
}

void TestPayloadPage::saysWhatIsWrong()
{
    const QByteArray octets = QByteArray::fromHex("82a7ff");
    m_page->setPayload(octets, octets.size());
    m_page->setForm(Form::MessagePack);
    const QString notice = child<QLabel>("payloadNotice")->text();
    QVERIFY2(notice.contains(QLatin1String("octet 3: the octets end inside a value")),
             qPrintable(notice));
    m_page->setForm(Form::Hex);
    QVERIFY(!child<QLabel>("payloadNotice")->isVisible());
}

void TestPayloadPage::findsKeysAndValues()
{
    const QByteArray json(R"({"a":{"name":"x"},"b":[{"name":"Needle"},{"needle":[1,2]}]})");
    m_page->setPayload(json, json.size());
    auto *search = child<QLineEdit>("payloadSearch");
    auto *tree = child<QTreeView>("payloadTree");
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_Slash);
    QTRY_VERIFY(search->hasFocus());
    QTest::keyClicks(search, QStringLiteral("needle"));
    QTRY_COMPARE(child<QLabel>("payloadFound")->text(), QStringLiteral("1 of 2"));
    QCOMPARE(child<QLabel>("payloadPath")->text(), QStringLiteral("/b/0/name"));
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(child<QLabel>("payloadPath")->text(), QStringLiteral("/b/1/needle"));
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(child<QLabel>("payloadFound")->text(), QStringLiteral("1 of 2"));
    QTest::keyClick(search, Qt::Key_Escape);
    QVERIFY(search->text().isEmpty());
    QTest::keyClicks(search, QStringLiteral("no such"));
    QTRY_COMPARE(child<QLabel>("payloadFound")->text(), QStringLiteral("none"));
}

void TestPayloadPage::findsInSlices()
{
    QByteArray json = "[";
    for (int i = 0; i < 40'000; ++i)
        json += "{\"k\":" + QByteArray::number(i) + "},";
    json += "\"last\"]";
    m_page->setPayload(json, json.size());
    auto *search = child<QLineEdit>("payloadSearch");
    search->setText(QStringLiteral("last"));
    QVERIFY(child<QLabel>("payloadFound")->text().isEmpty()); // Still looking.
    QTRY_COMPARE(child<QLabel>("payloadFound")->text(), QStringLiteral("1 of 1"));
    QCOMPARE(child<QLabel>("payloadPath")->text(), QStringLiteral("/40000"));
    m_page->setPayload("[1]", 3); // While something is found in what is gone.
    QTRY_COMPARE(child<QLabel>("payloadFound")->text(), QStringLiteral("none"));
}

void TestPayloadPage::copiesPaths()
{
    const QByteArray json(R"({"a":{"b c":[10,20]}})");
    m_page->setPayload(json, json.size());
    auto *tree = child<QTreeView>("payloadTree");
    auto *values = m_page->findChild<ValueTree *>();
    const auto *model = tree->model();
    const QModelIndex b = model->index(0, 0, model->index(0, 0));
    tree->setCurrentIndex(model->index(1, 0, b));
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("/a/b c/1"));
    QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("20"));
    values->copyDottedPath();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral(".a[\"b c\"][1]"));
}

void TestPayloadPage::selectionIsLinked()
{
    const QByteArray json = QByteArrayLiteral("{\"\xc3\xbc\":[10,20]}");
    m_page->setPayload(json, json.size());
    auto *tree = child<QTreeView>("payloadTree");
    const QModelIndex array = tree->model()->index(0, 0);
    tree->setCurrentIndex(tree->model()->index(1, 0, array));
    m_page->setForm(Form::Hex);
    auto *hex = m_page->findChild<HexView *>();
    QCOMPARE(hex->chosenOctets(), QByteArray("20"));
    // From the octets to the text, where a letter has two of them.
    m_page->setForm(Form::Text);
    auto *text = child<WireTextView>("payloadText");
    QCOMPARE(text->selectedText(), QStringLiteral("20"));
    text->selectRange(6, 8);
    QCOMPARE(text->selectedText(), QStringLiteral("10"));
    m_page->setForm(Form::Json);
    QCOMPARE(tree->currentIndex().data(JsonTreeModel::PointerRole).toString(),
             QStringLiteral("/\u00fc/0"));
    emit m_page->findChild<ValueTree *>()->octetsWanted();
    QCOMPARE(m_page->form(), Form::Hex);
    QCOMPARE(hex->chosenOctets(), QByteArray("10"));
}

QTEST_MAIN(TestPayloadPage)
#include "tst_payloadpage.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/livestatus.h"
#include "gui/inspector/fieldstable.h"
#include "gui/inspector/framebitsview.h"
#include "gui/inspector/hexview.h"
#include "gui/inspector/inspectorpane.h"
#include "gui/inspector/pagebar.h"
#include "gui/inspector/payloadpage.h"
#include "gui/inspector/wiretextview.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"
#include "models/formatting.h"
#include "support/cannedtraffic.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QTextBrowser>
#include <QToolButton>
#include <QTreeView>
#include <QTreeWidget>

#include <algorithm>
#include <memory>

using namespace Pushscope;

class TestInspectorPane : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void emptyStateHasWords();
    void saysWhatAMessageIs();
    void endSaysHowLongItWasOpen();
    void keepsTheChosenPage();
    void problemsAreWords();
    void headersInWireOrder();
    void linksLeadToRecords();
    void payloadForms_data();
    void payloadForms();
    void largePayloadSaysSo();
    void longLinesStayWhole();
    void hexSelectionIsLinked();
    void hexFitsTheWidth();
    void frameBitsAreReadOut();
    void frameBitsAreNeverCut_data();
    void frameBitsAreNeverCut();
    void fieldsAreCopied();
    void isDrawnInBothThemes();
    void everyKindHasAnAnswer();
    void comparesWithTheOneBefore();
    void comparesWithTheOneKept();
    void decodesBase64();
    void worksTheAcceptCheckThrough();
    void saysWhatACloseCodeMeans();
    void laysRoundsSideBySide();
    void linksPartsAndOctets();
    void measuresExchanges();
    void showsNotes();
    void showsWhatArrives();

private:
    [[nodiscard]] qint64 seqOf(const std::function<bool(const Record &)> &is) const;
    void inspectKind(RecordKind kind);
    template <typename T> [[nodiscard]] T *child(const char *name) const
    {
        return m_pane->findChild<T *>(QString::fromLatin1(name));
    }

    std::unique_ptr<CannedPages> m_pages;
    std::unique_ptr<InspectorPane> m_pane;
};

void TestInspectorPane::init()
{
    applyScheme(*qApp, Scheme::Dark);
    m_pages = std::make_unique<CannedPages>();
    fillWithTraffic(*m_pages);
    m_pane = std::make_unique<InspectorPane>();
    m_pane->resize(346, 640);
    m_pane->setPages(m_pages.get());
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
}

void TestInspectorPane::cleanup()
{
    m_pane.reset();
    m_pages.reset();
}

qint64 TestInspectorPane::seqOf(const std::function<bool(const Record &)> &is) const
{
    const auto &records = m_pages->added();
    const auto found = std::ranges::find_if(records, is);
    return found == records.end() ? 0 : found->seq;
}

void TestInspectorPane::inspectKind(RecordKind kind)
{
    const qint64 seq = seqOf([kind](const Record &record) { return record.kind == kind; });
    QVERIFY(seq > 0);
    m_pane->setCurrentRecord(seq);
    QTRY_COMPARE(m_pane->currentSeq(), seq);
}

void TestInspectorPane::emptyStateHasWords()
{
    m_pane->setCurrentRecord(0);
    QVERIFY(!child<PageBar>("inspectorTabs")->isVisible());
    m_pane->setCurrentRecord(1'000'000); // There is no such record.
    m_pane->setCurrentRecord(1);
    QTRY_COMPARE(m_pane->currentSeq(), 1);
    QVERIFY(child<PageBar>("inspectorTabs")->isVisible());
    m_pane->setPages(nullptr);
    QCOMPARE(m_pane->currentSeq(), 0);
}

void TestInspectorPane::saysWhatAMessageIs()
{
    inspectKind(RecordKind::WsMessage);
    const QString summary = child<QTextBrowser>("summaryBrowser")->toPlainText();
    QVERIFY2(summary.startsWith(QStringLiteral("Text")), qPrintable(summary));
    QVERIFY2(summary.contains(QStringLiteral("the server")), qPrintable(summary));
    m_pane->setSessions({ { 1, 1, 0, "quotes", "client", "websocket", "wss://a/", {} } });
    QVERIFY(
        child<QTextBrowser>("summaryBrowser")->toPlainText().contains(QStringLiteral("quotes")));
}

void TestInspectorPane::endSaysHowLongItWasOpen()
{
    inspectKind(RecordKind::WsClosed);
    QTRY_VERIFY(
        child<QTextBrowser>("summaryBrowser")->toPlainText().contains(QStringLiteral("21.300 s")));
}

void TestInspectorPane::keepsTheChosenPage()
{
    inspectKind(RecordKind::WsMessage);
    m_pane->setPage(InspectorPane::Page::Octets);
    inspectKind(RecordKind::ConnOpen); // Has no octets.
    QCOMPARE(m_pane->page(), InspectorPane::Page::Summary);
    inspectKind(RecordKind::SseEvent);
    QCOMPARE(m_pane->page(), InspectorPane::Page::Octets);
    m_pane->focusPage();
    QTRY_VERIFY(m_pane->isAncestorOf(QApplication::focusWidget()));
}

void TestInspectorPane::problemsAreWords()
{
    const qint64 seq = seqOf(
        [](const Record &record) { return record.violations.contains(Violation::UnknownField); });
    QVERIFY(seq > 0);
    m_pane->setCurrentRecord(seq);
    QTRY_COMPARE(m_pane->currentSeq(), seq);
    m_pane->setPage(InspectorPane::Page::Problems);
    const QString text = child<QTextBrowser>("problemsBrowser")->toPlainText();
    QVERIFY2(text.contains(describe(Violation::UnknownField)), qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("unknown-field")));
    QVERIFY(child<QTextBrowser>("problemsBrowser")
                ->toHtml()
                .contains(sectionUrl(Violation::UnknownField).toString()));
}

void TestInspectorPane::headersInWireOrder()
{
    inspectKind(RecordKind::HttpRequest);
    m_pane->setPage(InspectorPane::Page::Headers);
    QCOMPARE(m_pane->page(), InspectorPane::Page::Headers);
    const auto *model = child<FieldsTable>("headersTable")->model();
    QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("Host"));
    QCOMPARE(model->index(0, 1).data().toString(), QStringLiteral("feed.example.com"));
    QVERIFY(model->rowCount() > 3);
}

void TestInspectorPane::linksLeadToRecords()
{
    QSignalSpy picked(m_pane.get(), &InspectorPane::recordPicked);
    emit child<QTextBrowser>("summaryBrowser")->anchorClicked(QUrl(QStringLiteral("record:12")));
    QCOMPARE(picked.size(), 1);
    QCOMPARE(picked.first().first().toLongLong(), 12);
}

void TestInspectorPane::payloadForms_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<int>("form");
    QTest::newRow("an object is a tree")
        << QByteArray(R"({"b":1,"a":[2,3]})") << static_cast<int>(PayloadPage::Form::Json);
    QTest::newRow("a bare number is text")
        << QByteArray("12") << static_cast<int>(PayloadPage::Form::Text);
    QTest::newRow("text") << QByteArray("hello \xe4\xbd\xa0")
                          << static_cast<int>(PayloadPage::Form::Text);
    QTest::newRow("broken JSON is text")
        << QByteArray("{\"a\":") << static_cast<int>(PayloadPage::Form::Text);
    QTest::newRow("no UTF-8 is octets")
        << QByteArray("\xff\xfe") << static_cast<int>(PayloadPage::Form::Hex);
}

void TestInspectorPane::payloadForms()
{
    QFETCH(QByteArray, octets);
    QFETCH(int, form);
    PayloadPage page;
    page.show();
    page.setPayload(octets, octets.size());
    QCOMPARE(static_cast<int>(page.form()), form);
    page.setForm(PayloadPage::Form::Hex);
    QCOMPARE(page.form(), PayloadPage::Form::Hex);
    QCOMPARE(page.findChild<HexView *>()->octets(), octets);
    page.setPayload("{}", 2); // The choice stays.
    QCOMPARE(page.form(), PayloadPage::Form::Hex);
}

void TestInspectorPane::largePayloadSaysSo()
{
    PayloadPage page;
    page.setPayload(QByteArray(1024, 'x'), 4096);
    const auto labels = page.findChildren<QWidget *>(QStringLiteral("payloadFacts"));
    QCOMPARE(labels.size(), 1);
    QCOMPARE(labels.first()->property("text").toString(),
             QStringLiteral("the first 1 KiB of 4 KiB"));
}

void TestInspectorPane::longLinesStayWhole()
{
    // Laid out in one piece, this line alone would take minutes.
    QString line;
    while (line.size() < 1024 * 1024)
        line += QStringLiteral("\"0123456789\",");
    const QString text = line + QStringLiteral("\nlast \U0001F600 line\n");
    WireTextView view;
    view.resize(346, 400);
    view.setText(text);
    view.grab();
    view.selectAll();
    QCOMPARE(view.selectedText(), text);
    view.copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), text);

    view.setText(QString(WireTextView::PieceCharacters + 10, QLatin1Char('x')));
    QTextCursor cursor = view.textCursor();
    cursor.setPosition(static_cast<int>(WireTextView::PieceCharacters) - 2);
    cursor.setPosition(static_cast<int>(WireTextView::PieceCharacters) + 4,
                       QTextCursor::KeepAnchor);
    view.setTextCursor(cursor);
    QCOMPARE(view.selectedText(), QStringLiteral("xxxxx")); // The break between is not text.
}

void TestInspectorPane::hexSelectionIsLinked()
{
    HexView view;
    view.resize(700, 200);
    view.setOctets("0123456789abcdefXYZ", 256);
    QCOMPARE(view.octetsPerLine(), 16);
    QTest::keyClick(&view, Qt::Key_Home);
    QTest::keyClick(&view, Qt::Key_Down);
    QVERIFY((view.selection() == std::pair<qsizetype, qsizetype>(16, 17)));
    QTest::keyClick(&view, Qt::Key_End, Qt::ShiftModifier);
    QVERIFY((view.selection() == std::pair<qsizetype, qsizetype>(16, 19)));
    QCOMPARE(view.chosenOctets(), QByteArray("XYZ"));
    view.copyHex();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("58 59 5a"));
    view.copyText();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("XYZ"));
    // What is chosen is drawn in both columns.
    const QImage picture = view.viewport()->grab().toImage();
    int stretches = 0;
    bool wasChosen = false;
    for (int x = 0; x < picture.width(); ++x) {
        const bool isChosen = picture.pixelColor(x, 19) == Theme::dark().selection;
        stretches += isChosen && !wasChosen ? 1 : 0;
        wasChosen = isChosen;
    }
    QVERIFY2(stretches >= 2, qPrintable(QString::number(stretches)));
    QTest::keySequence(&view, QKeySequence::SelectAll);
    QCOMPARE(view.chosenOctets().size(), 19);
}

void TestInspectorPane::hexFitsTheWidth()
{
    HexView view;
    view.setOctets(QByteArray(64, 'a'), 0);
    view.resize(346, 200);
    view.grab();
    QCOMPARE(view.octetsPerLine(), 8);
    view.resize(220, 200);
    view.grab();
    QCOMPARE(view.octetsPerLine(), 4);
}

void TestInspectorPane::frameBitsAreReadOut()
{
    inspectKind(RecordKind::WsMessage);
    m_pane->setPage(InspectorPane::Page::Octets);
    const auto views = m_pane->findChildren<FrameBitsView *>();
    QCOMPARE(views.size(), 2);
    for (const FrameBitsView *view : views) {
        QVERIFY(view->accessibleDescription().contains(QStringLiteral("FIN 1")));
        QVERIFY(view->accessibleDescription().contains(QStringLiteral("opcode 1 text")));
    }
    QVERIFY(child<HexView>("octetsView")->octets().startsWith("\x81"));
}

void TestInspectorPane::frameBitsAreNeverCut_data()
{
    QTest::addColumn<QString>("opcode");
    QTest::addColumn<QString>("length");

    QTest::newRow("text") << QStringLiteral("1 text") << QStringLiteral("5");
    QTest::newRow("continuation") << QStringLiteral("0 continuation") << QStringLiteral("5");
    QTest::newRow("64 bits of length")
        << QStringLiteral("2 binary") << QStringLiteral("127 → 9223372036854775807");
}

void TestInspectorPane::frameBitsAreNeverCut()
{
    QFETCH(QString, opcode);
    QFETCH(QString, length);

    FrameBitsView view;
    const QList<FrameBits> bits{
        { 0, 1, QStringLiteral("FIN"), QStringLiteral("1"), {} },
        { 1, 3, QStringLiteral("RSV"), QStringLiteral("4"), {} },
        { 4, 4, QStringLiteral("opcode"), opcode, {} },
        { 8, 1, QStringLiteral("MASK"), QStringLiteral("1"), {} },
        { 9, 7, QStringLiteral("Payload len"), length, {} },
        { 16, 64, QStringLiteral("Extended payload length"),
          QStringLiteral("9223372036854775807"), {} },
        { 80, 32, QStringLiteral("Masking-key"), QStringLiteral("37 fa 21 3d"), {} },
    };
    view.setHeader(QByteArray(14, '\x55'), bits);
    const QFontMetrics metrics(textFont(SmallPixels));
    for (int width : { view.minimumSizeHint().width(), 340, 600 }) {
        view.resize(width, view.sizeHint().height());
        const QList<FrameBitsView::Label> labels = view.labels();
        QCOMPARE(labels.size(), qsizetype(5 + 4 + 2));
        for (const FrameBitsView::Label &label : labels) {
            const QRectF inside = label.isUpright
                ? QRectF(0, 0, label.box.height(), label.box.width())
                : QRectF(0, 0, label.box.width(), label.box.height());
            const QRectF needed = metrics.boundingRect(
                inside.toRect(), Qt::AlignCenter | (label.isUpright ? 0 : Qt::TextWordWrap),
                label.text);
            QVERIFY2(needed.width() <= inside.width() + 1 && needed.height() <= inside.height() + 1,
                     qPrintable(label.text));
            QVERIFY(view.rect().contains(label.box.toRect()));
        }
    }
}

void TestInspectorPane::fieldsAreCopied()
{
    FieldsTable table(QStringLiteral("Fields"));
    table.setFields({ { QStringLiteral("a"), QStringLiteral("1"), {}, Severity::Normal },
                      { QStringLiteral("b"), QStringLiteral("2"), QStringLiteral("ignored"),
                        Severity::Warning } });
    table.copyRows();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("a: 1\nb: 2"));
    table.selectRow(1);
    table.copyRows();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("b: 2"));
}

void TestInspectorPane::isDrawnInBothThemes()
{
    const qint64 seq
        = seqOf([](const Record &record) { return record.kind == RecordKind::WsClosed; });
    m_pane->setCurrentRecord(seq);
    QTRY_COMPARE(m_pane->currentSeq(), seq);
    for (Scheme scheme : { Scheme::Dark, Scheme::Light }) {
        applyScheme(*qApp, scheme);
        const Theme &theme = scheme == Scheme::Dark ? Theme::dark() : Theme::light();
        QTRY_COMPARE(&Theme::of(m_pane->palette()), &theme);
        const QImage picture = m_pane->grab().toImage();
        QSet<QRgb> colors;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x)
                colors.insert(picture.pixel(x, y));
        }
        QVERIFY(colors.contains(theme.pane.rgb()));
        QVERIFY(colors.contains(theme.errorTint.rgb()));
        QVERIFY(colors.contains(theme.error.rgb()));
        QVERIFY(colors.contains(theme.accent.rgb()));
    }
}

void TestInspectorPane::everyKindHasAnAnswer()
{
    QSet<int> kinds;
    for (const Record &record : m_pages->added()) {
        if (kinds.contains(static_cast<int>(record.kind)))
            continue;
        kinds.insert(static_cast<int>(record.kind));
        m_pane->setCurrentRecord(record.seq);
        QTRY_COMPARE(m_pane->currentSeq(), record.seq);
        const QString summary = child<QTextBrowser>("summaryBrowser")->toPlainText();
        QVERIFY2(summary.size() > 20, qPrintable(summary));
    }
    QVERIFY(kinds.size() > 15);
}

void TestInspectorPane::comparesWithTheOneBefore()
{
    qint64 first = 0;
    qint64 second = 0;
    for (const Record &record : m_pages->added()) {
        if (record.kind != RecordKind::WsMessage || record.session != 1
            || record.from != From::Server || second != 0)
            continue;
        (first == 0 ? first : second) = record.seq;
    }
    QVERIFY(second > 0);
    m_pane->setPage(InspectorPane::Page::Changes);
    m_pane->setCurrentRecord(first);
    auto *facts = child<QLabel>("changesFacts");
    auto *rows = child<QTreeWidget>("changesRows");
    QTRY_VERIFY(facts->text().contains(QLatin1String("none of its kind")));
    QCOMPARE(rows->topLevelItemCount(), 0);
    m_pane->setCurrentRecord(second);
    QTRY_VERIFY2(facts->text().contains(QLatin1Char('#') + groupedNumber(first)),
                 qPrintable(facts->text()));
    QVERIFY(rows->topLevelItemCount() > 0);
}

void TestInspectorPane::comparesWithTheOneKept()
{
    inspectKind(RecordKind::SseEvent);
    m_pane->setPage(InspectorPane::Page::Changes);
    const qint64 kept = m_pane->currentSeq();
    child<QToolButton>("changesKeepButton")->click();
    auto *facts = child<QLabel>("changesFacts");
    QTRY_VERIFY(facts->text().contains(QLatin1Char('#') + groupedNumber(kept)));
    QTRY_VERIFY(facts->text().startsWith(QLatin1String("The same")));
    inspectKind(RecordKind::WsMessage);
    m_pane->setPage(InspectorPane::Page::Changes);
    QTRY_VERIFY2(facts->text().startsWith(QLatin1String("Against #") + groupedNumber(kept)),
                 qPrintable(facts->text()));
}

void TestInspectorPane::decodesBase64()
{
    auto *page = m_pane->findChild<PayloadPage *>();
    m_pane->setPage(InspectorPane::Page::Payload);
    inspectKind(RecordKind::WsMessage);
    const QByteArray text(R"({"body":"SGVsbG8sIHdvcmxkIQ=="})");
    page->setPayload(text, text.size());
    page->setForm(PayloadPage::Form::Base64);
    QCOMPARE(page->form(), PayloadPage::Form::Base64);
    QTRY_VERIFY(child<WireTextView>("payloadBase64")->toPlainText().contains(
        QLatin1String("Hello, world!")));
    page->setPayload("{}", 2);
    QVERIFY(page->form() != PayloadPage::Form::Base64);
}

void TestInspectorPane::worksTheAcceptCheckThrough()
{
    inspectKind(RecordKind::WsHandshake);
    m_pane->setPage(InspectorPane::Page::Fields);
    const QStringList lines = child<FieldsTable>("fieldsTable")->plainText().split(QLatin1Char('\n'));
    QCOMPARE(lines.size(), 6);
    const auto value = [&](int row) { return lines.at(row).section(QLatin1Char('\t'), 1, 1); };
    QVERIFY(lines.at(0).startsWith(QStringLiteral("Sec-WebSocket-Key\t")));
    QCOMPARE(value(1), QStringLiteral("258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
    QCOMPARE(value(2), QString(value(0) + value(1)));
    QCOMPARE(QByteArray::fromHex(value(3).toLatin1()).toBase64(), value(4).toLatin1());
    QCOMPARE(value(5), value(4));
    QVERIFY(lines.at(5).contains(QChar(0x2713)));
}

void TestInspectorPane::saysWhatACloseCodeMeans()
{
    inspectKind(RecordKind::WsClosed);
    m_pane->setPage(InspectorPane::Page::Fields);
    const QString text = child<FieldsTable>("fieldsTable")->plainText();
    QVERIFY2(text.contains(QStringLiteral("1006")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("Abnormal Closure")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("must not be sent")), qPrintable(text));
}

void TestInspectorPane::laysRoundsSideBySide()
{
    std::vector<qint64> rounds;
    quint32 session = 0;
    for (const Record &record : m_pages->added()) {
        if (record.kind != RecordKind::PollResult || (session != 0 && record.session != session))
            continue;
        session = record.session;
        rounds.push_back(record.seq);
    }
    QVERIFY(rounds.size() > 1);
    m_pane->setCurrentRecord(rounds.at(1));
    QTRY_COMPARE(m_pane->currentSeq(), rounds.at(1));
    m_pane->setPage(InspectorPane::Page::Fields);
    auto *table = child<FieldsTable>("fieldsTable");
    QTRY_VERIFY(!table->isColumnHidden(2));
    QCOMPARE(table->model()->headerData(2, Qt::Horizontal).toString(),
             QStringLiteral("the round before"));
    m_pane->setCurrentRecord(rounds.at(0));
    QTRY_COMPARE(m_pane->currentSeq(), rounds.at(0));
    QTRY_VERIFY(table->isColumnHidden(2)); // There is none before.
}

void TestInspectorPane::linksPartsAndOctets()
{
    inspectKind(RecordKind::WsMessage);
    m_pane->setPage(InspectorPane::Page::Octets);
    auto *parts = child<QTreeWidget>("octetsParts");
    auto *hex = child<HexView>("octetsView");
    QCOMPARE(parts->topLevelItem(0)->text(0), QStringLiteral("frame header"));
    parts->setCurrentItem(parts->topLevelItem(0));
    QVERIFY(hex->chosenOctets().startsWith("\x81"));
    QVERIFY(hex->chosenOctets().size() < hex->octets().size());
    hex->select(hex->octets().size() - 1, hex->octets().size());
    QCOMPARE(parts->currentItem()->text(0), QStringLiteral("frame payload"));
    const QString last = parts->topLevelItem(parts->topLevelItemCount() - 1)->text(0);
    QVERIFY2(last.startsWith(QStringLiteral("read 1")), qPrintable(last));

    inspectKind(RecordKind::HttpResponse);
    QCOMPARE(parts->topLevelItem(0)->text(0), QStringLiteral("start line"));
}

void TestInspectorPane::measuresExchanges()
{
    inspectKind(RecordKind::WsMessage);
    m_pane->setPage(InspectorPane::Page::Timing);
    auto *rows = child<QTreeWidget>("timingRows");
    QTRY_VERIFY(rows->topLevelItemCount() > 3);
    const QString text = m_pane->plainText();
    QVERIFY2(text.contains(QStringLiteral("Wait for response")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("Gaps between messages")), qPrintable(text));
    rows->setFocus();
    QTest::keyClick(rows, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("Gaps between messages")));
    QSignalSpy picked(m_pane.get(), &InspectorPane::recordPicked);
    for (int i = 0; i < rows->topLevelItemCount() && picked.isEmpty(); ++i)
        emit rows->itemActivated(rows->topLevelItem(i), 0);
    QCOMPARE(picked.size(), 1); // The request.
}

void TestInspectorPane::showsNotes()
{
    inspectKind(RecordKind::WsMessage);
    auto *summary = child<QTextBrowser>("summaryBrowser");
    QVERIFY(!summary->toPlainText().contains(QStringLiteral("✎")));
    Record note;
    note.kind = RecordKind::Note;
    note.detail = QStringLiteral(R"({"text":"look <here>","about":%1})")
                      .arg(m_pane->currentSeq())
                      .toUtf8();
    m_pages->add(note);
    m_pane->setPages(nullptr);
    m_pane->setPages(m_pages.get()); // As a capture that is opened again.
    inspectKind(RecordKind::WsMessage);
    QTRY_VERIFY2(summary->toPlainText().contains(QStringLiteral("✎ look <here>")),
                 qPrintable(summary->toPlainText()));
}

void TestInspectorPane::showsWhatArrives()
{
    inspectKind(RecordKind::WsMessage);
    auto *live = child<QWidget>("liveText");
    QVERIFY(!live->isVisible());
    const quint32 session = m_pane->currentSession();
    QVERIFY(session > 0);
    SessionStatus status;
    status.session = session;
    status.state = SessionState::Open;
    status.inProgress = "{\"bid\":1";
    status.inProgressOctets = 70'000;
    m_pane->setStatuses({ status });
    QVERIFY(live->isVisible());
    QVERIFY(child<QLabel>("liveTitleLabel")->text().contains(QStringLiteral("70\u2009000 octets")));
    QVERIFY(child<QLabel>("liveTextLabel")->text().startsWith(QStringLiteral("{\"bid\":1")));
    status.inProgress.clear();
    status.text = "Once upon";
    status.textMessages = 2;
    m_pane->setStatuses({ status });
    QCOMPARE(child<QLabel>("liveTextLabel")->text(), QStringLiteral("Once upon"));
    // Over: a note has it, and every record else looks as it does when the capture is opened.
    status.state = SessionState::Closed;
    m_pane->setStatuses({ status });
    QVERIFY(!live->isVisible());
    status.state = SessionState::Open;
    status.session = session + 1;
    m_pane->setStatuses({ status });
    QVERIFY(!live->isVisible());
}

QTEST_MAIN(TestInspectorPane)
#include "tst_inspectorpane.moc"

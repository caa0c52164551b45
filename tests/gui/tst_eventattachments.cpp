// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/eventattachments.h"

#include "gui/composer/attachmentdialog.h"
#include "gui/composer/eventinput.h"
#include "gui/composer/eventnames.h"
#include "protocol/socketio/packet.h"
#include "support/cannedstore.h"

#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Pushscope;

/// Binary arguments of an event that is composed, and the names that it may have.
class TestEventAttachments : public QObject
{
    Q_OBJECT

private slots:
    void expandsPlaceholders();
    void keepsDrafts();
    void insertsOctets();
    void insertsAFile();
    void separatesArguments_data();
    void separatesArguments();
    void findsNamesOfTheSession();
};

namespace {

QPlainTextEdit *argumentsOf(EventInput &input)
{
    return input.findChild<QPlainTextEdit *>(QStringLiteral("emitArgumentsEdit"));
}

AttachmentDialog *openDialog(EventInput &input)
{
    input.findChild<QPushButton *>(QStringLiteral("emitAttachButton"))->click();
    return input.findChild<AttachmentDialog *>(QStringLiteral("attachmentDialog"));
}

QPushButton *insertButton(AttachmentDialog *dialog)
{
    return dialog->findChild<QPushButton *>(QStringLiteral("insertAttachmentButton"));
}

} // namespace

void TestEventAttachments::expandsPlaceholders()
{
    EventAttachments attachments;
    QVERIFY(attachments.isEmpty());
    QCOMPARE(attachments.add("\x01"), QStringLiteral(R"({"_placeholder":true,"num":0})"));
    QCOMPARE(attachments.add("ab"), QStringLiteral(R"({"_placeholder":true,"num":1})"));
    QCOMPARE(attachments.expanded(R"(1,{"_placeholder":true,"num":1},{"_placeholder":true,"num":0})"),
             QByteArray(R"(1,{"base64":"YWI="},{"base64":"AQ=="})"));
    const QByteArray nobodys = R"({"_placeholder":true,"num":2})";
    QCOMPARE(attachments.expanded(nobodys), nobodys);
}

void TestEventAttachments::keepsDrafts()
{
    EventAttachments attachments;
    attachments.add("ab");
    EventAttachments again;
    again.setDraft(attachments.draft());
    QCOMPARE(again.expanded(R"({"_placeholder":true,"num":0})"), QByteArray(R"({"base64":"YWI="})"));
    attachments.add(QByteArray(EventAttachments::MostDraftOctets, 'x'));
    QVERIFY(attachments.draft().isEmpty());
    again.setDraft({});
    QVERIFY(again.isEmpty());
}

void TestEventAttachments::insertsOctets()
{
    EventInput input;
    input.show();
    input.findChild<QLineEdit *>(QStringLiteral("emitEventEdit"))->setText(QStringLiteral("e"));
    AttachmentDialog *dialog = openDialog(input);
    QVERIFY(dialog);
    auto *edit = dialog->findChild<QPlainTextEdit *>(QStringLiteral("binaryEdit"));
    QCOMPARE(dialog->focusWidget(), edit);
    edit->setPlainText(QStringLiteral("0"));
    QVERIFY(!insertButton(dialog)->isEnabled()); // Half an octet.
    edit->setPlainText(QStringLiteral("00 ff"));
    insertButton(dialog)->click();
    QCOMPARE(argumentsOf(input)->toPlainText(), QStringLiteral(R"({"_placeholder":true,"num":0})"));
    const auto message = input.message({});
    QVERIFY(message);
    QCOMPARE(message->emission.attachments, QByteArrayList { QByteArray("\x00\xff", 2) });
    // What was sent is in the history as it was.
    EventInput other;
    other.setDraft(input.draft());
    QCOMPARE(other.message({})->emission.attachments, message->emission.attachments);
}

void TestEventAttachments::insertsAFile()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("octets"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("abc") == 3);
    file.close();
    EventInput input;
    input.show();
    connect(&input, &EventInput::attachmentFileRequested, &input,
            [&] { input.setAttachmentFile(path); });
    input.findChild<QLineEdit *>(QStringLiteral("emitEventEdit"))->setText(QStringLiteral("e"));
    AttachmentDialog *dialog = openDialog(input);
    auto *encoding = dialog->findChild<QComboBox *>(QStringLiteral("encodingCombo"));
    encoding->setCurrentIndex(encoding->count() - 1);
    dialog->findChild<QPushButton *>(QStringLiteral("binaryFileButton"))->click();
    QTRY_VERIFY(insertButton(dialog)->isEnabled());
    insertButton(dialog)->click();
    QCOMPARE(input.message({})->emission.attachments, QByteArrayList { "abc" });
}

void TestEventAttachments::separatesArguments_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("between");
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("a value") << QStringLiteral("1") << QStringLiteral(", ");
    QTest::newRow("a comma") << QStringLiteral("1, ") << QString();
    QTest::newRow("a key") << QStringLiteral("{\"a\":") << QString();
    QTest::newRow("a list") << QStringLiteral("[") << QString();
}

void TestEventAttachments::separatesArguments()
{
    QFETCH(QString, before);
    QFETCH(QString, between);
    EventInput input;
    argumentsOf(input)->setPlainText(before);
    argumentsOf(input)->moveCursor(QTextCursor::End);
    input.insertAttachment("a");
    QCOMPARE(argumentsOf(input)->toPlainText(),
             QString(before + between + QStringLiteral(R"({"_placeholder":true,"num":0})")));
}

void TestEventAttachments::findsNamesOfTheSession()
{
    CannedStore store;
    const auto add = [&](quint32 session, SocketIo::PacketType type, const QByteArray &packet) {
        Record record;
        record.kind = RecordKind::SioPacket;
        record.from = From::Server;
        record.connection = 1;
        record.session = session;
        record.code = static_cast<qint32>(type);
        record.flags = PrintsOctets;
        store.canned().add(record, QByteArray("4" + packet));
    };
    using Type = SocketIo::PacketType;
    add(1, Type::Event, R"(2["news",1])");
    add(1, Type::Event, R"(2["chat"])");
    add(1, Type::Connect, R"(0{"sid":"a"})");
    add(2, Type::Event, R"(2["other"])");
    add(1, Type::Event, R"(2/a,["news"])");
    EventNames names;
    QSignalSpy found(&names, &EventNames::found);
    names.setPages(&store.pages());
    names.setSession(1);
    names.look();
    QTRY_COMPARE(found.size(), 1);
    QCOMPARE(found.first().first().toStringList(),
             (QStringList { QStringLiteral("chat"), QStringLiteral("news") }));
    names.look(); // Nothing came since.
    names.setSession(2);
    names.look();
    QTRY_COMPARE(found.size(), 2);
    QCOMPARE(found.last().first().toStringList(), QStringList { QStringLiteral("other") });
    names.setPages(nullptr);
    names.look();
}

QTEST_MAIN(TestEventAttachments)
#include "tst_eventattachments.moc"

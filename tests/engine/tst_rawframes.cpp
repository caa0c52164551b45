// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/loopfixture.h"

#include <QTest>

Q_DECLARE_METATYPE(Pushscope::WebSocket::FrameSpec)

using namespace Pushscope;

/// What a person sends goes out as it is, whatever rule it breaks.
class TestRawFrames : public QObject
{
    Q_OBJECT

private slots:
    void sendsRawFramesAsTheyAre_data();
    void sendsRawFramesAsTheyAre();
    void aRawCloseIsACloseFrame();
    void sendsALongReasonWhole();
};

namespace {

/// A client whose handshake is done; its story so far is taken.
struct OpenClient : LoopFixture {
    OpenClient()
    {
        ClientOptions options = clientOf(Technique::WebSocket, "ws://feed.example/prices");
        options.offersDeflate = false;
        connect(options);
        peer().accept();
        peer().send(switching(peer().takeWritten()));
        takeStory();
    }
};

OutgoingMessage outgoing(OutgoingMessage::Type type, const QByteArray &payload,
                         std::optional<quint16> code = std::nullopt)
{
    OutgoingMessage message;
    message.type = type;
    message.payload = payload;
    message.closeCode = code;
    return message;
}

} // namespace

void TestRawFrames::sendsRawFramesAsTheyAre_data()
{
    using WebSocket::FrameSpec;
    using WebSocket::LengthForm;
    using WebSocket::Opcode;
    QTest::addColumn<FrameSpec>("frame");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("octets");
    const WebSocket::MaskingKey key{ 0x37, 0xfa, 0x21, 0x3d };
    FrameSpec spec;
    spec.maskingKey = key;
    QTest::newRow("5.7 masked text") << spec << QByteArray("Hello")
                                     << QByteArray("818537fa213d7f9f4d5158");
    spec = {};
    QTest::newRow("5.1 not masked") << spec << QByteArray("A") << QByteArray("810141");
    spec.fin = false;
    spec.rsv = 7;
    spec.opcode = static_cast<Opcode>(0xb);
    QTest::newRow("5.2 every reserved bit and opcode") << spec << QByteArray() << QByteArray("7b00");
    spec = {};
    spec.lengthForm = LengthForm::SixtyFourBits;
    QTest::newRow("5.2 length not minimal")
        << spec << QByteArray("A") << QByteArray("817f000000000000000141");
    spec = {};
    spec.announcedLength = 5;
    QTest::newRow("5.2 length too long") << spec << QByteArray("A") << QByteArray("810541");
    spec.announcedLength = 0;
    QTest::newRow("5.2 length too short") << spec << QByteArray("A") << QByteArray("810041");
}

void TestRawFrames::sendsRawFramesAsTheyAre()
{
    QFETCH(WebSocket::FrameSpec, frame);
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, octets);
    OpenClient f;
    f.peer().takeWritten();
    OutgoingMessage raw = outgoing(OutgoingMessage::Type::RawFrame, payload);
    raw.frame = frame;
    f.client().send(raw, Cause::User);
    QCOMPARE(f.peer().takeWritten().toHex(), octets);
}

void TestRawFrames::aRawCloseIsACloseFrame()
{
    OpenClient f;
    f.peer().takeWritten();
    OutgoingMessage raw = outgoing(OutgoingMessage::Type::RawFrame, QByteArray("\x0f\xa0", 2));
    raw.frame.opcode = WebSocket::Opcode::Close;
    raw.frame.maskingKey = WebSocket::MaskingKey{};
    f.client().send(raw, Cause::User);
    QCOMPARE(f.peer().takeWritten().toHex(), QByteArray("8882000000000fa0"));
    f.peer().send(closeFrame(Role::Server, 4000));
    QVERIFY(f.peer().takeWritten().isEmpty()); // §5.5.1: one Close frame is enough.
}

void TestRawFrames::sendsALongReasonWhole()
{
    OpenClient f;
    f.peer().takeWritten();
    f.client().send(outgoing(OutgoingMessage::Type::Close, QByteArray(124, 'r'), 1000),
                    Cause::User);
    const QByteArray octets = f.peer().takeWritten();
    QCOMPARE(octets.first(4).toHex(), QByteArray("88fe007e")); // 126 octets; §5.5 allows 125.
    QCOMPARE(octets.size(), 4 + 4 + 126);
}

QTEST_GUILESS_MAIN(TestRawFrames)
#include "tst_rawframes.moc"

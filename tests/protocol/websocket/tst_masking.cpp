// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/masking.h"

#include <QByteArray>
#include <QTest>

using namespace Pushscope::WebSocket;

class TestMasking : public QObject
{
    Q_OBJECT

private slots:
    void masksOctetByOctet_data();
    void masksOctetByOctet();
    void undoesItself();
    void touchesNothingBeside();
};

void TestMasking::masksOctetByOctet_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<unsigned>("phase");
    for (int size : { 0, 1, 3, 4, 7, 8, 9, 15, 16, 17, 63, 64, 65, 1000 }) {
        for (unsigned phase = 0; phase < 4; ++phase)
            QTest::addRow("5.3 %d octets from position %u", size, phase) << size << phase;
    }
}

void TestMasking::masksOctetByOctet()
{
    QFETCH(int, size);
    QFETCH(unsigned, phase);
    const MaskingKey key{ 0x37, 0xfa, 0x21, 0x3d };
    QByteArray octets;
    QByteArray expected;
    for (int i = 0; i < size; ++i) {
        octets += static_cast<char>(i * 7);
        // §5.3: "transformed-octet-i = original-octet-i XOR masking-key-octet-j", j = i MOD 4.
        expected += static_cast<char>(static_cast<quint8>(i * 7) ^ key[(phase + unsigned(i)) % 4]);
    }
    QByteArray masked(size, '\0');
    applyMask(masked.data(), octets.constData(), size, key, phase);
    QCOMPARE(masked, expected);

    applyMask(octets.data(), octets.constData(), size, key, phase); // In place.
    QCOMPARE(octets, expected);
}

void TestMasking::undoesItself()
{
    const QByteArray text("The quick brown fox jumps over the lazy dog");
    QByteArray octets = text;
    const MaskingKey key{ 1, 2, 3, 4 };
    applyMask(octets.data(), octets.constData(), octets.size(), key, 3);
    QVERIFY(octets != text);
    applyMask(octets.data(), octets.constData(), octets.size(), key, 3);
    QCOMPARE(octets, text);
    applyMask(octets.data(), octets.constData(), octets.size(), MaskingKey{});
    QCOMPARE(octets, text); // A key of zeros changes nothing.
}

void TestMasking::touchesNothingBeside()
{
    for (int size = 0; size < 20; ++size) {
        QByteArray octets(32, 'x');
        applyMask(octets.data() + 5, octets.constData() + 5, size, { 255, 255, 255, 255 });
        QCOMPARE(octets.first(5), QByteArray(5, 'x'));
        QCOMPARE(octets.sliced(5 + size), QByteArray(32 - 5 - size, 'x'));
    }
}

QTEST_APPLESS_MAIN(TestMasking)
#include "tst_masking.moc"

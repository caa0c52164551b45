// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/violation.h"

#include <QTest>

using namespace Pushscope;

namespace {

// As people script against them, in the order in which capture files number them.
constexpr auto Names = {
    "masked-by-server",
    "unmasked-by-client",
    "undefined-rsv-bit",
    "reserved-opcode",
    "non-minimal-length",
    "length-top-bit",
    "control-too-long",
    "control-fragmented",
    "unexpected-continuation",
    "expected-continuation",
    "invalid-utf8",
    "invalid-close-code",
    "close-payload-one-octet",
    "data-after-close",
    "bad-deflate",
    "too-large",
    "method-not-get",
    "http-version-too-low",
    "host-missing",
    "upgrade-missing",
    "connection-missing",
    "key-missing",
    "key-not-16-octets",
    "version-not-13",
    "status-not-101",
    "accept-mismatch",
    "unrequested-subprotocol",
    "unrequested-extension",
    "bad-extension-parameters",
    "bad-request-line",
    "bad-status-line",
    "bad-field-line",
    "bare-lf",
    "obs-fold",
    "space-before-colon",
    "bad-chunk-size",
    "missing-last-chunk",
    "content-length-mismatch",
    "content-length-and-chunked",
    "octets-after-end",
    "bad-content-coding",
    "wrong-content-type",
    "unterminated-block",
    "invalid-retry",
    "id-contains-nul",
    "unknown-field",
    "bom-not-first",
    "bad-packet",
    "unknown-packet-type",
    "bad-payload-length",
    "bad-handshake-json",
    "missing-attachment",
    "missing-boundary",
    "part-without-headers",
    "part-length-mismatch",
    "not-a-call",
    "wrong-callback",
    "cut-off",
    "bad-transfer-encoding",
    "bad-json",
    "bad-framing",
    "bad-boundary",
    "unexpected-packet",
    "unexpected-attachment",
    "reserved-event",
};

} // namespace

class TestViolation : public QObject
{
    Q_OBJECT

private slots:
    void namesAreTheContracts_data();
    void namesAreTheContracts();
    void everyViolationHasARow();
    void unknownNamesAreAbsent_data();
    void unknownNamesAreAbsent();
    void aSetHoldsEachOnce();
    void aSetListsInOrder();
    void aSetGoesThroughItsBits();
    void aSetDropsBitsOfLaterVersions();
    void whatIsFurtherMarksTheBits();
};

void TestViolation::namesAreTheContracts_data()
{
    QTest::addColumn<int>("value");
    QTest::addColumn<QByteArray>("name");

    int value = 0;
    for (const char *name : Names)
        QTest::newRow(name) << value++ << QByteArray(name);
}

void TestViolation::namesAreTheContracts()
{
    QFETCH(int, value);
    QFETCH(QByteArray, name);
    const auto violation = static_cast<Violation>(value);
    QCOMPARE(violationName(violation).toByteArray(), name);
    QCOMPARE(violationFromName(name), std::optional(violation));
}

void TestViolation::everyViolationHasARow()
{
    QCOMPARE(static_cast<int>(Names.size()), ViolationCount);
}

void TestViolation::unknownNamesAreAbsent_data()
{
    QTest::addColumn<QByteArray>("name");

    QTest::newRow("empty") << QByteArray();
    QTest::newRow("other case") << QByteArray("Cut-Off");
    QTest::newRow("beginning of one") << QByteArray("masked-by");
    QTest::newRow("one and more") << QByteArray("cut-off-x");
}

void TestViolation::unknownNamesAreAbsent()
{
    QFETCH(QByteArray, name);
    QVERIFY(!violationFromName(name));
}

void TestViolation::aSetHoldsEachOnce()
{
    ViolationSet set;
    QVERIFY(set.isEmpty());
    set.add(Violation::BareLf);
    set.add(Violation::BareLf);
    QVERIFY(set.contains(Violation::BareLf));
    QVERIFY(!set.contains(Violation::ObsFold));
    QCOMPARE(set.toVector(), std::vector{ Violation::BareLf });

    set.add(ViolationSet{ Violation::BareLf, Violation::ObsFold });
    QCOMPARE(set, (ViolationSet{ Violation::ObsFold, Violation::BareLf }));
    set.remove(Violation::BareLf);
    QCOMPARE(set, ViolationSet{ Violation::ObsFold });
    set.remove(Violation::BareLf);
    QCOMPARE(set, ViolationSet{ Violation::ObsFold });
}

void TestViolation::aSetListsInOrder()
{
    const ViolationSet set{ Violation::CutOff, Violation::MaskedByServer, Violation::InvalidUtf8 };
    const std::vector expected{ Violation::MaskedByServer, Violation::InvalidUtf8,
                                Violation::CutOff };
    QCOMPARE(set.toVector(), expected);
}

void TestViolation::aSetGoesThroughItsBits()
{
    ViolationSet all;
    for (int value = 0; value < ViolationCount; ++value) {
        const ViolationSet one{ static_cast<Violation>(value) };
        QCOMPARE(ViolationSet::fromBits(one.bits(), one.furtherBits()), one);
        QVERIFY(one.bits() != 0);
        QVERIFY(!one.intersects(all));
        all.add(one);
        QVERIFY(one.intersects(all));
    }
    QCOMPARE(ViolationSet::fromBits(all.bits(), all.furtherBits()), all);
    QCOMPARE(all, ViolationSet::all());
    QCOMPARE(static_cast<int>(all.toVector().size()), ViolationCount);
}

void TestViolation::aSetDropsBitsOfLaterVersions()
{
    const auto all = ViolationSet::fromBits(~quint64{ 0 }, ~quint32{ 0 });
    QCOMPARE(all, ViolationSet::all());
    QCOMPARE(all.furtherBits() >> (ViolationCount - ViolationSet::DirectCount), quint32{ 0 });
}

void TestViolation::whatIsFurtherMarksTheBits()
{
    const Violation further = Violation::ReservedEvent;
    QVERIFY(static_cast<int>(further) >= ViolationSet::DirectCount);
    ViolationSet set{ Violation::BadPacket, further };
    QVERIFY(static_cast<qint64>(set.bits()) < 0);
    set.remove(further);
    QCOMPARE(set, ViolationSet{ Violation::BadPacket });
    // The mark alone, as of a version that knows more, is no violation.
    QVERIFY(ViolationSet::fromBits(quint64{ 1 } << ViolationSet::DirectCount).isEmpty());
}

QTEST_APPLESS_MAIN(TestViolation)
#include "tst_violation.moc"

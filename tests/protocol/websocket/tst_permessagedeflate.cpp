// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/permessagedeflate.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::WebSocket;

namespace {

Extension extension(QByteArrayView value)
{
    const auto extensions = parseExtensions(value);
    return extensions && extensions->size() == 1 ? extensions->front() : Extension{};
}

/// `server-context client-context server-bits client-bits`, as `0 1 15 10`; `none` for none.
QByteArray text(const std::optional<DeflateParameters> &agreed)
{
    if (!agreed)
        return "none";
    return QByteArray::number(int(!agreed->serverNoContextTakeover)) + ' '
        + QByteArray::number(int(!agreed->clientNoContextTakeover)) + ' '
        + QByteArray::number(agreed->serverMaxWindowBits) + ' '
        + QByteArray::number(agreed->clientMaxWindowBits);
}

} // namespace

class TestPerMessageDeflate : public QObject
{
    Q_OBJECT

private slots:
    void readsOffers_data();
    void readsOffers();
    void grants_data();
    void grants();
    void readsAnswers_data();
    void readsAnswers();
    void agreesAtBothEnds_data();
    void agreesAtBothEnds();
    void readsParametersOfPeople_data();
    void readsParametersOfPeople();
    void namesDirections();
};

void TestPerMessageDeflate::readsOffers_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("isReadable");
    const auto row = [](const char *name, const char *parameters, bool isReadable) {
        QTest::newRow(name) << QByteArray("permessage-deflate") + parameters << isReadable;
    };
    row("7.1 nothing", "", true);
    row("7.1 all",
        "; server_no_context_takeover; client_no_context_takeover;"
        " server_max_window_bits=8; client_max_window_bits=15",
        true);
    row("7.1 unknown parameter", "; window_bits=10", false);
    row("7.1 another case", "; Server_No_Context_Takeover", false);
    row("7.1.1.1 value", "; server_no_context_takeover=1", false);
    row("7.1.1.1 twice", "; server_no_context_takeover; server_no_context_takeover", false);
    row("7.1.1.2 value", "; client_no_context_takeover=true", false);
    row("7.1.1.2 twice", "; client_no_context_takeover; client_no_context_takeover", false);
    row("7.1.2.1 no value", "; server_max_window_bits", false);
    row("7.1.2.1 below 8", "; server_max_window_bits=7", false);
    row("7.1.2.1 8", "; server_max_window_bits=8", true);
    row("7.1.2.1 quoted", "; server_max_window_bits=\"10\"", true);
    row("7.1.2.1 15", "; server_max_window_bits=15", true);
    row("7.1.2.1 above 15", "; server_max_window_bits=16", false);
    row("7.1.2.1 leading zero", "; server_max_window_bits=08", false);
    row("7.1.2.1 sign", "; server_max_window_bits=+9", false);
    row("7.1.2.1 no number", "; server_max_window_bits=ten", false);
    row("7.1.2.1 twice", "; server_max_window_bits=9; server_max_window_bits=9", false);
    row("7.1.2.2 no value", "; client_max_window_bits", true);
    row("7.1.2.2 8", "; client_max_window_bits=8", true);
    row("7.1.2.2 below 8", "; client_max_window_bits=0", false);
    row("7.1.2.2 above 15", "; client_max_window_bits=100", false);
    row("7.1.2.2 twice", "; client_max_window_bits; client_max_window_bits=9", false);
}

void TestPerMessageDeflate::readsOffers()
{
    QFETCH(QByteArray, value);
    QFETCH(bool, isReadable);
    const Extension offered = extension(value);
    QCOMPARE(offered.name, QByteArray("permessage-deflate"));
    const std::optional<DeflateOffer> offer = readDeflateOffer(offered);
    QCOMPARE(offer.has_value(), isReadable);
    if (offer)
        QVERIFY(readDeflateOffer(toExtension(*offer)) == offer);
}

void TestPerMessageDeflate::grants_data()
{
    QTest::addColumn<QByteArray>("offered");
    QTest::addColumn<DeflateWishes>("wishes");
    QTest::addColumn<QByteArray>("agreed");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *name, const char *offered, const DeflateWishes &wishes,
                        const char *agreed, const char *answer) {
        QTest::newRow(name) << QByteArray("permessage-deflate") + offered << wishes
                            << QByteArray(agreed) << QByteArray("permessage-deflate") + answer;
    };
    row("7.1 defaults", "", {}, "1 1 15 15", "");
    row("7.1 what browsers offer", "; client_max_window_bits", {}, "1 1 15 15", "");
    row("7.1.1.1 asked for", "; server_no_context_takeover", {}, "0 1 15 15",
        "; server_no_context_takeover");
    row("7.1.1.1 not asked for", "", { true, false, 15, 15 }, "0 1 15 15",
        "; server_no_context_takeover");
    row("7.1.1.2 hinted", "; client_no_context_takeover", {}, "1 0 15 15",
        "; client_no_context_takeover");
    row("7.1.1.2 not hinted", "", { false, true, 15, 15 }, "1 0 15 15",
        "; client_no_context_takeover");
    row("7.1.2.1 the offer's limit", "; server_max_window_bits=10", {}, "1 1 10 15",
        "; server_max_window_bits=10");
    row("7.1.2.1 a smaller one", "; server_max_window_bits=10", { false, false, 9, 15 }, "1 1 9 15",
        "; server_max_window_bits=9");
    row("7.1.2.1 a larger one is not taken", "; server_max_window_bits=10",
        { false, false, 12, 15 }, "1 1 10 15", "; server_max_window_bits=10");
    row("7.1.2.1 not asked for", "", { false, false, 12, 15 }, "1 1 12 15",
        "; server_max_window_bits=12");
    row("7.1.2.1 15 asked for is answered", "; server_max_window_bits=15", {}, "1 1 15 15",
        "; server_max_window_bits=15");
    row("7.1.2.2 permitted", "; client_max_window_bits", { false, false, 15, 11 }, "1 1 15 11",
        "; client_max_window_bits=11");
    row("7.1.2.2 permitted up to a value", "; client_max_window_bits=10", { false, false, 15, 11 },
        "1 1 15 10", "; client_max_window_bits=10");
    row("7.1.2.2 not permitted", "", { false, false, 15, 11 }, "1 1 15 15", "");
}

void TestPerMessageDeflate::grants()
{
    QFETCH(QByteArray, offered);
    QFETCH(DeflateWishes, wishes);
    QFETCH(QByteArray, agreed);
    QFETCH(QByteArray, answer);
    const std::optional<DeflateOffer> offer = readDeflateOffer(extension(offered));
    QVERIFY(offer);
    const DeflateParameters granted = acceptDeflate(*offer, wishes);
    QCOMPARE(text(granted), agreed);
    QCOMPARE(serializeExtensions({ toExtension(granted, *offer) }), answer);
}

void TestPerMessageDeflate::readsAnswers_data()
{
    QTest::addColumn<QByteArray>("offered");
    QTest::addColumn<QByteArray>("answered");
    QTest::addColumn<QByteArray>("agreed");
    const auto row = [](const char *name, const char *offered, const char *answered,
                        const char *agreed) {
        QTest::newRow(name) << QByteArray("permessage-deflate") + offered
                            << QByteArray("permessage-deflate") + answered << QByteArray(agreed);
    };
    row("7.1 defaults", "", "", "1 1 15 15");
    row("7.1 unknown parameter", "", "; x", "none");
    row("7.1 repeated parameter", "", "; server_no_context_takeover; server_no_context_takeover",
        "none");
    row("7.1.1.1 asked for and given", "; server_no_context_takeover",
        "; server_no_context_takeover", "0 1 15 15");
    row("7.1.1.1 asked for and not given", "; server_no_context_takeover", "", "none");
    row("7.1.1.1 given unasked", "", "; server_no_context_takeover", "0 1 15 15");
    row("7.1.1.1 value", "", "; server_no_context_takeover=1", "none");
    row("7.1.1.2 hinted and ignored", "; client_no_context_takeover", "", "1 1 15 15");
    row("7.1.1.2 hinted and taken", "; client_no_context_takeover", "; client_no_context_takeover",
        "1 0 15 15");
    row("7.1.1.2 demanded unhinted", "", "; client_no_context_takeover", "1 0 15 15");
    row("7.1.2.1 the same", "; server_max_window_bits=10", "; server_max_window_bits=10",
        "1 1 10 15");
    row("7.1.2.1 smaller", "; server_max_window_bits=10", "; server_max_window_bits=8", "1 1 8 15");
    row("7.1.2.1 larger", "; server_max_window_bits=10", "; server_max_window_bits=11", "none");
    row("7.1.2.1 left out", "; server_max_window_bits=10", "", "none");
    row("7.1.2.1 given unasked", "", "; server_max_window_bits=12", "1 1 12 15");
    row("7.1.2.1 without value", "", "; server_max_window_bits", "none");
    row("7.1.2.2 permitted", "; client_max_window_bits", "; client_max_window_bits=9", "1 1 15 9");
    row("7.1.2.2 permitted and left out", "; client_max_window_bits", "", "1 1 15 15");
    row("7.1.2.2 permitted, answered without value", "; client_max_window_bits",
        "; client_max_window_bits", "none");
    row("7.1.2.2 not permitted", "", "; client_max_window_bits=9", "none");
    row("7.1.2.2 not permitted, not even 15", "", "; client_max_window_bits=15", "none");
    row("7.1.2.2 above the offer", "; client_max_window_bits=10", "; client_max_window_bits=11",
        "none");
    row("7.1.2.2 the offer's", "; client_max_window_bits=10", "; client_max_window_bits=10",
        "1 1 15 10");
}

void TestPerMessageDeflate::readsAnswers()
{
    QFETCH(QByteArray, offered);
    QFETCH(QByteArray, answered);
    QFETCH(QByteArray, agreed);
    const std::optional<DeflateOffer> offer = readDeflateOffer(extension(offered));
    QVERIFY(offer);
    QCOMPARE(text(readDeflateAnswer(extension(answered), *offer)), agreed);
}

void TestPerMessageDeflate::agreesAtBothEnds_data()
{
    QTest::addColumn<DeflateOffer>("offer");
    QTest::addColumn<DeflateWishes>("wishes");
    const QList<std::optional<int>> limits{ std::nullopt, 8, 11, 15 };
    int number = 0;
    for (int flags = 0; flags < 16; ++flags) {
        for (const std::optional<int> &serverBits : limits) {
            for (const std::optional<int> &clientBits : limits) {
                const DeflateOffer offer{ (flags & 1) != 0, (flags & 2) != 0, serverBits,
                                          clientBits || number % 2 == 0, clientBits };
                const DeflateWishes wishes{ (flags & 4) != 0, (flags & 8) != 0, 8 + number % 8,
                                            15 - number % 8 };
                QTest::addRow("7.1 combination %d", number++) << offer << wishes;
            }
        }
    }
}

void TestPerMessageDeflate::agreesAtBothEnds()
{
    // Whatever is offered and wished for: what the server grants, the client accepts as the same.
    QFETCH(DeflateOffer, offer);
    QFETCH(DeflateWishes, wishes);
    const std::optional<DeflateOffer> received
        = readDeflateOffer(extension(serializeExtensions({ toExtension(offer) })));
    QVERIFY(received == offer);
    const DeflateParameters granted = acceptDeflate(*received, wishes);
    const QByteArray answer = serializeExtensions({ toExtension(granted, *received) });
    QVERIFY(readDeflateAnswer(extension(answer), offer) == granted);
    QVERIFY(granted.serverMaxWindowBits <= offer.serverMaxWindowBits.value_or(15));
    QVERIFY(granted.serverNoContextTakeover || !offer.serverNoContextTakeover);
}

void TestPerMessageDeflate::readsParametersOfPeople_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("agreed");
    QTest::newRow("7.1 nothing") << QByteArray() << QByteArray("1 1 15 15");
    QTest::newRow("7.1 blanks") << QByteArray("  ") << QByteArray("1 1 15 15");
    QTest::newRow("7.1 name alone") << QByteArray("permessage-deflate") << QByteArray("1 1 15 15");
    QTest::newRow("7.1 name and parameters")
        << QByteArray("permessage-deflate; server_max_window_bits=9") << QByteArray("1 1 9 15");
    QTest::newRow("7.1 parameters alone")
        << QByteArray("client_no_context_takeover; client_max_window_bits=10")
        << QByteArray("1 0 15 10");
    QTest::newRow("7.1 semicolon first")
        << QByteArray("; server_no_context_takeover") << QByteArray("none");
    QTest::newRow("7.1 two extensions")
        << QByteArray("permessage-deflate, x") << QByteArray("none");
    QTest::newRow("7.1 longer name") << QByteArray("permessage-deflate2") << QByteArray("none");
    QTest::newRow("7.1 unknown") << QByteArray("level=9") << QByteArray("none");
    QTest::newRow("7.1.2.1 no value") << QByteArray("server_max_window_bits") << QByteArray("none");
}

void TestPerMessageDeflate::readsParametersOfPeople()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, agreed);
    QCOMPARE(text(parseDeflateParameters(value)), agreed);
}

void TestPerMessageDeflate::namesDirections()
{
    const DeflateParameters agreed{ true, false, 9, 12 };
    QVERIFY(agreed.noContextTakeover(Role::Server));
    QVERIFY(!agreed.noContextTakeover(Role::Client));
    QCOMPARE(agreed.maxWindowBits(Role::Server), 9);
    QCOMPARE(agreed.maxWindowBits(Role::Client), 12);
}

QTEST_APPLESS_MAIN(TestPerMessageDeflate)
#include "tst_permessagedeflate.moc"

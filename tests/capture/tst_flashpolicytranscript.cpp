// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/flashpolicytranscript.h"

#include "capture/connectiontranscript.h"
#include "protocol/flashpolicy.h"
#include "support/linesink.h"

#include <QJsonArray>
#include <QTest>

using namespace Pushscope;

namespace {

const QByteArray Policy = QByteArray("<cross-domain-policy/>") + '\0';

/// `kind from flash octets violation…` of each record, by `|`.
QByteArray run(const QByteArray &client, const QByteArray &server, qsizetype cut, qint64 step = 0)
{
    LineSink sink;
    BatchBuilder batch(sink);
    TranscriptOptions options;
    options.dataRecordOctets = step;
    ConnectionTranscript transcript(batch, nullptr, { 1, 1, 1 }, std::nullopt, options, nullptr);
    const auto feed = [&](Role from, const QByteArray &octets) {
        for (qsizetype at = 0; at < octets.size(); at += cut)
            transcript.octets(from, octets.mid(at, cut), 0);
    };
    feed(Role::Client, client);
    feed(Role::Server, server);
    transcript.finish(Role::Client, 0);
    transcript.finish(Role::Server, 0);
    batch.flush();
    QByteArrayList told;
    for (const QJsonObject &record : sink.objects()) {
        QStringList parts { record.value(u"kind").toString(), record.value(u"from").toString(),
                            record.value(u"flash").toString(),
                            QString::number(record.value(u"text").toString().size()) };
        for (const QJsonValue violation : record.value(u"violations").toArray())
            parts << violation.toString();
        parts.removeAll(QString());
        told.append(parts.join(u' ').toUtf8());
    }
    return told.join('|');
}

} // namespace

class TestFlashPolicyTranscript : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void endsLongAnswers();
    void cutsWhatFollowsAtMultiples();
};

void TestFlashPolicyTranscript::reads_data()
{
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<QByteArray>("server");
    QTest::addColumn<QByteArray>("told");
    const QByteArray question = FlashPolicyRequest.toByteArray();
    const auto row = [](const char *name, const QByteArray &client, const QByteArray &server,
                        const QByteArray &told) {
        QTest::newRow(name) << client << server << told;
    };
    row("question and answer", question, Policy,
        "http.data client policy-request 23|http.data server policy 23");
    row("question alone", question, "", "http.data client policy-request 23");
    row("answer cut off", question, Policy.chopped(1),
        "http.data client policy-request 23|http.data server policy 22 cut-off");
    row("request", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 204 No Content\r\n\r\n",
        "http.request client 0|http.response server 0|http.end server 0");
    row("almost the question", "<policy-file-requests/>", "",
        "http.data client 23 bad-request-line");
    row("beginning of the question", "<policy", "", "http.data client 7 bad-request-line");
}

void TestFlashPolicyTranscript::reads()
{
    QFETCH(QByteArray, client);
    QFETCH(QByteArray, server);
    QFETCH(QByteArray, told);
    for (const qsizetype cut : { 1, 2, 3, 5, 22, 23, 1000 })
        QCOMPARE(run(client, server, cut), told);
}

void TestFlashPolicyTranscript::endsLongAnswers()
{
    const QByteArray much(FlashPolicyTranscript::MaxPolicyOctets + 1, 'x');
    QCOMPARE(run(FlashPolicyRequest.toByteArray(), much, much.size()),
             QByteArray("http.data client policy-request 23|http.data server policy 65537 too-large"));
    // Nothing is to follow.
    QCOMPARE(run(QByteArray(FlashPolicyRequest.toByteArray() + "more"),
                 QByteArray(Policy + "yet"), 1000),
             QByteArray("http.data client policy-request 23|http.data client 4 octets-after-end|"
                        "http.data server policy 23|http.data server 3 octets-after-end"));
}

/// However the input was cut; the fault is told once.
void TestFlashPolicyTranscript::cutsWhatFollowsAtMultiples()
{
    const QByteArray asked(FlashPolicyRequest.toByteArray() + QByteArray(20, 'a'));
    const QByteArray answered(Policy + QByteArray(9, 'b'));
    const QByteArray much(FlashPolicyTranscript::MaxPolicyOctets + 12, 'x');
    for (const qsizetype cut : { 1, 2, 3, 7, 8, 9, 1000, 100'000 }) {
        QCOMPARE(run(asked, answered, cut, 8),
                 QByteArray("http.data client policy-request 23|"
                            "http.data client 8 octets-after-end|http.data client 8|"
                            "http.data server policy 23|http.data server 8 octets-after-end|"
                            "http.data client 4|http.data server 1"));
        QCOMPARE(run(FlashPolicyRequest.toByteArray(), much, cut, 8),
                 QByteArray("http.data client policy-request 23|"
                            "http.data server policy 65537 too-large|"
                            "http.data server 8 octets-after-end|http.data server 3"));
    }
}

QTEST_GUILESS_MAIN(TestFlashPolicyTranscript)
#include "tst_flashpolicytranscript.moc"

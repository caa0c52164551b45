// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/http1/corpus.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::Http1;

/// Every case of tests/data/http1, read whole, cut in two at every octet and octet by octet.
class TestMessageParserCorpus : public QObject
{
    Q_OBJECT

private slots:
    void readsAsExpected_data();
    void readsAsExpected();
    void everyCutGivesTheSame_data();
    void everyCutGivesTheSame();
    void rangesCoverTheWire_data();
    void rangesCoverTheWire();
    void everyHttpViolationIsInTheCorpus_data();
    void everyHttpViolationIsInTheCorpus();
    void caseNamesAreUnique();

private:
    void addCases();

    std::vector<CorpusCase> m_cases = readCorpus();
};

void TestMessageParserCorpus::addCases()
{
    QTest::addColumn<int>("index");

    QVERIFY2(m_cases.size() > 150, "The corpus is not where it should be.");
    for (std::size_t i = 0; i < m_cases.size(); ++i)
        QTest::newRow(m_cases[i].name.constData()) << static_cast<int>(i);
}

void TestMessageParserCorpus::readsAsExpected_data()
{
    addCases();
}

void TestMessageParserCorpus::readsAsExpected()
{
    QFETCH(int, index);
    const CorpusCase &testCase = m_cases[static_cast<std::size_t>(index)];
    EventLog log = readWhole(testCase.conversation);
    const QByteArray message = testCase.file + ':' + QByteArray::number(testCase.line)
        + ": expected\n" + testCase.expected + "but was\n" + log.text();
    QVERIFY2(log.text() == testCase.expected, message.constData());
}

void TestMessageParserCorpus::everyCutGivesTheSame_data()
{
    addCases();
}

void TestMessageParserCorpus::everyCutGivesTheSame()
{
    QFETCH(int, index);
    const CorpusCase &testCase = m_cases[static_cast<std::size_t>(index)];
    QCOMPARE(readOctetByOctet(testCase.conversation).text(), testCase.expected);
    for (qsizetype cut = 0; cut <= testCase.conversation.wire.size(); ++cut) {
        EventLog log = readCut(testCase.conversation, { cut });
        const QByteArray message = "cut at octet " + QByteArray::number(cut) + ":\n" + log.text();
        QVERIFY2(log.text() == testCase.expected, message.constData());
    }
}

void TestMessageParserCorpus::rangesCoverTheWire_data()
{
    addCases();
}

void TestMessageParserCorpus::rangesCoverTheWire()
{
    QFETCH(int, index);
    const Conversation &conversation = m_cases[static_cast<std::size_t>(index)].conversation;
    EventLog log = readWhole(conversation);
    const QByteArray text = log.text();
    QVERIFY2(log.coveredUntil() >= 0, text.constData());
    if (!conversation.isOpen)
        QCOMPARE(log.coveredUntil(), conversation.wire.size());
}

void TestMessageParserCorpus::everyHttpViolationIsInTheCorpus_data()
{
    QTest::addColumn<Violation>("violation");

    for (Violation violation :
         { Violation::BadRequestLine, Violation::BadStatusLine, Violation::BadFieldLine,
           Violation::BareLf, Violation::ObsFold, Violation::SpaceBeforeColon,
           Violation::BadChunkSize, Violation::MissingLastChunk, Violation::ContentLengthMismatch,
           Violation::ContentLengthAndChunked, Violation::OctetsAfterEnd, Violation::TooLarge,
           Violation::CutOff, Violation::BadTransferEncoding }) {
        QTest::newRow(violationName(violation).data()) << violation;
    }
}

void TestMessageParserCorpus::everyHttpViolationIsInTheCorpus()
{
    QFETCH(Violation, violation);
    int cases = 0;
    for (const CorpusCase &testCase : m_cases)
        cases += readWhole(testCase.conversation).violations().contains(violation) ? 1 : 0;
    QVERIFY(cases > 0);
}

void TestMessageParserCorpus::caseNamesAreUnique()
{
    QByteArrayList names;
    for (const CorpusCase &testCase : m_cases) {
        QVERIFY2(!names.contains(testCase.name), testCase.name.constData());
        QVERIFY2(!testCase.name.contains(':'), testCase.name.constData());
        names.append(testCase.name);
    }
}

QTEST_APPLESS_MAIN(TestMessageParserCorpus)
#include "tst_messageparser_corpus.moc"

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "llhttpcomparison.h"
#include "mutation.h"
#include "protocol/http1/corpus.h"

#include <QRandomGenerator>
#include <QTest>

#include <optional>
#include <vector>

using namespace Pushscope;
using namespace Pushscope::Http1;

namespace {

/// How often each difference was met, and how many comparisons there were.
struct Tally {
    std::vector<int> met = std::vector<int>(differences().size());
    int comparisons = 0;
};

Tally &tally()
{
    static Tally tally;
    return tally;
}

bool isKnownDifference(const Comparison &comparison)
{
    const std::optional<std::size_t> known = knownDifference(comparison);
    if (known)
        ++tally().met[*known];
    return known.has_value();
}

QByteArray compare(Role sender, const QByteArray &wire)
{
    const Comparison comparison = compareWithLlhttp(sender, wire);
    ++tally().comparisons;
    const QByteArray found = disagreement(comparison);
    if (found.isEmpty() || isKnownDifference(comparison))
        return {};
    EventLog log = readWhole({ sender, wire, {}, false, false, {} });
    const QByteArray verdict = comparison.theirs.isAccepted
        ? QByteArray("accepted")
        : QByteArray(comparison.theirs.error + " at "
                     + QByteArray::number(comparison.theirs.refusedAt));
    return found + " for\n" + quoted(wire) + "\nllhttp: " + verdict + '\n'
        + describe(comparison.theirs.messages) + "ours:\n" + describe(comparison.ours.messages)
        + log.text();
}

} // namespace

/// llhttp in its strict mode as oracle: what it accepts, ours reads the same; what it refuses,
/// ours shows with a violation; but for the differences listed above with their reasons.
class TestMessageParserLlhttp : public QObject
{
    Q_OBJECT

private slots:
    void corpusAgrees_data();
    void corpusAgrees();
    void mutationsAgree_data();
    void mutationsAgree();
    void differencesAreNeededAndRare();

private:
    void addCases();
    [[nodiscard]] QByteArray compareMutations(int index) const;

    std::vector<CorpusCase> m_cases = readCorpus();
};

void TestMessageParserLlhttp::addCases()
{
    QTest::addColumn<int>("index");

    QVERIFY2(m_cases.size() > 150, "The corpus is not where it should be.");
    for (std::size_t i = 0; i < m_cases.size(); ++i) {
        // llhttp cannot be told which requests the responses answer.
        if (m_cases[i].conversation.answered.isEmpty())
            QTest::newRow(m_cases[i].name.constData()) << static_cast<int>(i);
    }
}

void TestMessageParserLlhttp::corpusAgrees_data()
{
    addCases();
}

void TestMessageParserLlhttp::corpusAgrees()
{
    QFETCH(int, index);
    const Conversation &conversation = m_cases[static_cast<std::size_t>(index)].conversation;
    const QByteArray found = compare(conversation.sender, conversation.wire);
    QVERIFY2(found.isEmpty(), found.constData());
}

void TestMessageParserLlhttp::mutationsAgree_data()
{
    addCases();
}

void TestMessageParserLlhttp::mutationsAgree()
{
    QFETCH(int, index);
    const QByteArray found = compareMutations(index);
    QVERIFY2(found.isEmpty(), found.constData());
}

QByteArray TestMessageParserLlhttp::compareMutations(int index) const
{
    constexpr int Mutations = 400;
    constexpr quint32 Seed = 9112; // Fixed, so that a failure comes again.
    const Conversation &conversation = m_cases[static_cast<std::size_t>(index)].conversation;
    QRandomGenerator random(Seed + static_cast<quint32>(index));
    for (int i = 0; i < Mutations; ++i) {
        QByteArray wire = mutate(conversation.wire, random);
        if (random.bounded(3) == 0)
            wire = mutate(wire, random);
        const QByteArray found = compare(conversation.sender, wire);
        if (!found.isEmpty())
            return found;
    }
    return {};
}

void TestMessageParserLlhttp::differencesAreNeededAndRare()
{
    tally() = {};
    for (std::size_t i = 0; i < m_cases.size(); ++i) {
        const Conversation &conversation = m_cases[i].conversation;
        if (!conversation.answered.isEmpty())
            continue;
        QVERIFY(compare(conversation.sender, conversation.wire).isEmpty());
        QVERIFY(compareMutations(static_cast<int>(i)).isEmpty());
    }
    int all = 0;
    for (std::size_t i = 0; i < differences().size(); ++i) {
        QVERIFY2(tally().met[i] > 0, differences()[i].reason);
        all += tally().met[i];
    }
    // So that no exception is so wide that it hides what it is not about.
    QVERIFY2(all * 10 < tally().comparisons, QByteArray::number(all).constData());
}

QTEST_APPLESS_MAIN(TestMessageParserLlhttp)
#include "tst_messageparser_llhttp.moc"

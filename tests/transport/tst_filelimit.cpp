// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/filelimit.h"

#include "transport/descriptor.h"

#include <QTest>

#include <fcntl.h>
#include <sys/resource.h>
#include <vector>

using namespace Pushscope;

class TestFileLimit : public QObject
{
    Q_OBJECT

private slots:
    void raisesTheSoftLimit();
    void leavesWhatIsHighEnough();
};

void TestFileLimit::raisesTheSoftLimit()
{
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &before), 0);
    constexpr rlim_t Low = 64;
    QVERIFY(before.rlim_max > Low);
    const rlimit low{ Low, before.rlim_max };
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &low), 0);
    const qint64 limit = raiseFileLimit();
    QVERIFY(limit > static_cast<qint64>(Low));
    std::vector<Descriptor> open;
    for (rlim_t i = 0; i < Low + 1; ++i) {
        open.emplace_back(::open("/dev/null", O_RDONLY | O_CLOEXEC));
        QVERIFY(open.back().isOpen());
    }
}

void TestFileLimit::leavesWhatIsHighEnough()
{
    const qint64 first = raiseFileLimit();
    QCOMPARE(raiseFileLimit(), first);
}

QTEST_APPLESS_MAIN(TestFileLimit)
#include "tst_filelimit.moc"

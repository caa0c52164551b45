// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/pemfile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Pushscope;

/// Files that the user names, whatever they are.
class TestPemFile : public QObject
{
    Q_OBJECT

private slots:
    void readsAFile();
    void readsUpToItsBound();
    void refusesWhatIsNoFile_data();
    void refusesWhatIsNoFile();
    void saysWhyItCannot();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] bool put(const QString &name, const QByteArray &content) const
    {
        QFile file(path(name));
        return file.open(QFile::WriteOnly) && file.write(content) == content.size();
    }

    QTemporaryDir m_folder;
};

void TestPemFile::readsAFile()
{
    const QString name = QStringLiteral("ключ 鍵.pem");
    QVERIFY(put(name, "-----BEGIN\r\n"));
    const auto read = readPemFile(path(name));
    QVERIFY(read);
    QCOMPARE(*read, QByteArray("-----BEGIN\r\n"));
    QVERIFY(put(name, {}));
    QCOMPARE(readPemFile(path(name)).value(), QByteArray());
    // A link leads to the file.
    QVERIFY(QFile::link(path(name), path(QStringLiteral("link.pem"))));
    QVERIFY(readPemFile(path(QStringLiteral("link.pem"))));
    // A regular file, although the system gives it no size.
    const auto unsized = readPemFile(QStringLiteral("/proc/self/status"));
    QVERIFY(unsized);
    QVERIFY(!unsized->isEmpty());
}

void TestPemFile::readsUpToItsBound()
{
    const QString name = QStringLiteral("large.pem");
    QVERIFY(put(name, QByteArray(100, 'x')));
    QCOMPARE(readPemFile(path(name), 100).value().size(), qsizetype(100));
    const auto refused = readPemFile(path(name), 99);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::TlsUntrusted);
    QCOMPARE(refused.error().where, ErrorSite::Tls);
    QCOMPARE(refused.error().value("fault"), QByteArray("too-large"));
    QCOMPARE(refused.error().value("path"), path(name).toUtf8());
    QCOMPARE(refused.error().value("limit"), QByteArray("99"));
    QCOMPARE(readPemFile(QStringLiteral("/proc/self/status"), 10).error().value("fault"),
             QByteArray("too-large"));
    // Of a file with holes only its size is looked at.
    QFile file(path(QStringLiteral("holes.pem")));
    QVERIFY(file.open(QFile::WriteOnly) && file.resize(qint64(1) << 32));
    QCOMPARE(readPemFile(file.fileName()).error().value("fault"), QByteArray("too-large"));
    QVERIFY(file.resize(MaxIdentityOctets));
    QCOMPARE(readPemFile(file.fileName()).value().size(), qsizetype(MaxIdentityOctets));
}

void TestPemFile::refusesWhatIsNoFile_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("a folder") << QDir::tempPath();
    QTest::newRow("a device without an end") << QStringLiteral("/dev/zero");
    QTest::newRow("a device without content") << QStringLiteral("/dev/null");
    const QString fifo = path(QStringLiteral("fifo"));
    QCOMPARE(::mkfifo(QFile::encodeName(fifo).constData(), 0600), 0);
    QTest::newRow("a FIFO that nobody writes to") << fifo;
}

void TestPemFile::refusesWhatIsNoFile()
{
    QFETCH(QString, path);
    const auto refused = readPemFile(path);
    QVERIFY(!refused);
    QCOMPARE(refused.error().value("fault"), QByteArray("not-a-file"));
    QCOMPARE(refused.error().value("path"), path.toUtf8());
    QVERIFY(refused.error().value("system").isEmpty());
}

void TestPemFile::saysWhyItCannot()
{
    for (const QString &missing : { path(QStringLiteral("none.pem")), QString() }) {
        const auto refused = readPemFile(missing);
        QVERIFY(!refused);
        QCOMPARE(refused.error().value("fault"), QByteArray("unreadable"));
        QCOMPARE(refused.error().value("system"), QByteArray("No such file or directory"));
    }
}

QTEST_GUILESS_MAIN(TestPemFile)
#include "tst_pemfile.moc"

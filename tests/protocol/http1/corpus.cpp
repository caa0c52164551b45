// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/http1/corpus.h"

#include <QDir>
#include <QFile>

namespace Pushscope::Http1 {

namespace {

Conversation conversationFromInfo(const QByteArray &info)
{
    Conversation conversation;
    const QByteArrayList words = info.split(' ');
    conversation.sender = words.value(0) == "request" ? Role::Client : Role::Server;
    bool isMethod = false;
    for (const QByteArray &word : words.sliced(1)) {
        if (word == "open")
            conversation.isOpen = true;
        else if (word == "switched")
            conversation.isSwitched = true;
        else if (word == "to")
            isMethod = true;
        else if (isMethod)
            conversation.answered.append(word);
    }
    return conversation;
}

void readFile(const QString &path, std::vector<CorpusCase> &cases)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    CorpusCase current;
    current.file = QFileInfo(path).fileName().toUtf8();
    QByteArray wire;
    QByteArray *block = nullptr;
    for (int number = 1; !file.atEnd(); ++number) {
        const QByteArray line = file.readLine();
        const QByteArray info = line.mid(3).trimmed();
        if (!line.startsWith("```")) {
            if (block)
                *block += line;
            else if (line.startsWith("## "))
                current.name = line.mid(3).trimmed();
        } else if (block == &current.expected) {
            block = nullptr;
            cases.push_back(current);
        } else if (block) {
            current.conversation.wire = wireFromText(wire);
            block = nullptr;
        } else if (info == "log") {
            block = &current.expected;
            block->clear();
        } else {
            current.line = number;
            current.conversation = conversationFromInfo(info);
            block = &wire;
            block->clear();
        }
    }
}

} // namespace

QByteArray wireFromText(const QByteArray &text)
{
    QByteArray wire;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '\n') {
            wire += "\r\n";
        } else if (text[i] != '\\') {
            wire += text[i];
        } else if (++i < text.size()) {
            switch (text[i]) {
            case 'r':
                wire += '\r';
                break;
            case 'n':
                wire += '\n';
                break;
            case 't':
                wire += '\t';
                break;
            case 'x':
                wire += QByteArray::fromHex(text.mid(i + 1, 2));
                i += 2;
                break;
            case '\n': // The line ends here, without a line terminator on the wire.
                break;
            default:
                wire += text[i];
            }
        }
    }
    return wire;
}

std::vector<CorpusCase> readCorpus()
{
    std::vector<CorpusCase> cases;
    const QDir folder(QStringLiteral(PUSHSCOPE_TEST_DATA "/http1"));
    for (const QString &name :
         folder.entryList({ QStringLiteral("*.md") }, QDir::Files, QDir::Name)) {
        if (name != QStringLiteral("README.md"))
            readFile(folder.filePath(name), cases);
    }
    return cases;
}

} // namespace Pushscope::Http1

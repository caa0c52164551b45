// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/scenarios.h"
#include "engine/mock/scenario.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <utility>

namespace Pushscope {

namespace {

using Rule = ScenarioError::Rule;

QString readyPath(const QString &name)
{
    return QString(QLatin1StringView(":/pushscope/scenarios/") + name + QLatin1StringView(".json"));
}

/// Folders are seen from where the file lies, and have to be there.
std::optional<ScenarioError> findFolders(Scenario &scenario, const QDir &from)
{
    for (ScenarioEndpointPlan &plan : scenario.endpoints) {
        if (plan.folder.isEmpty())
            continue;
        const QFileInfo folder(from.absoluteFilePath(plan.folder));
        if (!folder.isDir() || !folder.isReadable())
            return ScenarioError { Rule::Folder, plan.folderPosition, plan.folder.toUtf8(), {} };
        plan.folder = folder.absoluteFilePath();
    }
    return std::nullopt;
}

QByteArray pointerToken(QByteArray key)
{
    return '/' + key.replace('~', "~0").replace('/', "~1");
}

/// The innermost value of @p node that begins at @p position, or whose key does; as the rest of a
/// JSON Pointer. nullopt where there is none.
std::optional<QByteArray> pointerTo(const ScenarioNode &node, ScenarioPosition position)
{
    int index = 0;
    for (const ScenarioNode &child : node.children) {
        const QByteArray token = node.type == ScenarioNode::Type::Object
            ? pointerToken(child.key)
            : '/' + QByteArray::number(index++);
        const bool isKey
            = node.type == ScenarioNode::Type::Object && child.keyPosition == position;
        if (isKey || child.position == position)
            return token;
        if (const auto inner = pointerTo(child, position))
            return token + *inner;
    }
    return std::nullopt;
}

Error toErrorWithPointer(const ScenarioError &wrong, const QByteArray &octets)
{
    Error error = toError(wrong, {});
    const ScenarioText text = readScenarioJson(octets);
    const auto *root = std::get_if<ScenarioNode>(&text);
    if (const auto pointer = root ? pointerTo(*root, wrong.position) : std::nullopt)
        error.data.append({ "pointer", *pointer });
    return error;
}

Result<std::shared_ptr<const Scenario>> loadFrom(QFile &file, const QString &name)
{
    if (!file.open(QIODevice::ReadOnly)) {
        return toError({ Rule::Unread, {}, file.errorString().toUtf8(), {} }, name.toUtf8());
    }
    // One more than is taken, for the reader to see that it is too long.
    auto read = readScenario(file.read(MaxScenarioOctets + 1));
    if (const auto *error = std::get_if<ScenarioError>(&read))
        return toError(*error, name.toUtf8());
    auto scenario = std::make_shared<Scenario>(std::get<Scenario>(std::move(read)));
    scenario->name = name;
    if (const auto error = findFolders(*scenario, QFileInfo(file).absoluteDir()))
        return toError(*error, name.toUtf8());
    return std::shared_ptr<const Scenario>(std::move(scenario));
}

} // namespace

Result<std::shared_ptr<const Scenario>> readScenarioText(const QByteArray &octets,
                                                         const QString &name,
                                                         const QString &folder)
{
    auto read = readScenario(octets);
    if (const auto *error = std::get_if<ScenarioError>(&read))
        return toErrorWithPointer(*error, octets);
    auto scenario = std::make_shared<Scenario>(std::get<Scenario>(std::move(read)));
    scenario->name = name;
    if (const auto error = findFolders(*scenario, QDir(folder)))
        return toErrorWithPointer(*error, octets);
    return std::shared_ptr<const Scenario>(std::move(scenario));
}

QList<ReadyScenario> readyScenarios()
{
    return {
        { "echo", "Echo" },
        { "chat-room", "Chat room" },
        { "ticker", "Ticker" },
        { "llm-stream", "LLM token stream" },
        { "job-progress", "Job progress" },
        { "qr-login", "QR login" },
        { "worker-pool", "Worker pool" },
    };
}

QByteArray readyScenarioFile(const QByteArray &name)
{
    QFile file(readyPath(QString::fromUtf8(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Result<std::shared_ptr<const Scenario>> loadScenario(const QString &path)
{
    QFile file(path);
    if (!file.exists() && QFile::exists(readyPath(path)))
        file.setFileName(readyPath(path));
    return loadFrom(file, path);
}

} // namespace Pushscope

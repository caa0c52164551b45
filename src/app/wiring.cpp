// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/wiring.h"

#include "app/languages.h"
#include "app/settings.h"
#include "storage/stores.h"

#include <QFileInfo>
#include <QStandardPaths>

namespace Pushscope {

namespace {

QString dataFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
}

QString captureFolder()
{
    return dataFolder() + QLatin1String("/captures");
}

QList<UnsavedFile> unsavedFiles()
{
    QList<UnsavedFile> files;
    for (const UnsavedCapture &capture : unsavedCaptures(captureFolder())) {
        if (capture.records > 0 || capture.fault)
            files.append({ capture.path, capture.fileOctets,
                           QFileInfo(capture.path).lastModified(), capture.fault });
    }
    return files;
}

bool isUnsaved(const QString &path)
{
    return QFileInfo(path).absolutePath() == QFileInfo(captureFolder()).absoluteFilePath();
}

} // namespace

Services makeServices(Settings &settings, Languages &languages, const Clock &clock)
{
    Services services;
    services.createCapture = [&clock] {
        RecordingOptions options;
        options.folder = captureFolder();
        options.command = "pushscope";
        options.clock = &clock;
        return createCapture(options);
    };
    services.openCapture = [](const QString &path) {
        return isUnsaved(path) ? recoverCapture(path) : openCapture(path);
    };
    services.unsavedCaptures = unsavedFiles;
    services.deleteUnsaved = deleteUnsavedCapture;
    services.recall = [&settings](const QString &key) { return settings.value(key); };
    services.remember = [&settings](const QString &key, const QByteArray &value) {
        settings.setValue(key, value);
    };
    services.speak = [&languages](const QString &language) { languages.speak(language); };
    services.dataFolder = dataFolder();
    services.clock = &clock;
    return services;
}

} // namespace Pushscope

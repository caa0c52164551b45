// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/staticendpoint.h"

#include "engine/mock/mockconnection.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMimeDatabase>

#include <algorithm>

namespace Pushscope {

namespace {

bool isHidden(const QString &relative)
{
    const QStringList names = relative.split(QLatin1Char('/'));
    return std::any_of(names.begin(), names.end(),
                       [](const QString &name) { return name.startsWith(QLatin1Char('.')); });
}

/// By its name, and where that says nothing by what is in it; a text is taken for UTF-8.
QByteArray contentType(const QString &path, const QByteArray &content)
{
    const QMimeType type = QMimeDatabase().mimeTypeForFileNameAndData(path, content);
    const QByteArray name = type.name().toLatin1();
    const bool isText = name.startsWith("text/") || name == "application/javascript"
        || name == "application/json";
    return isText ? name + "; charset=utf-8" : name;
}

class StaticEndpoint final : public MockEndpoint
{
public:
    StaticEndpoint(const QByteArray &path, QString folder)
        : MockEndpoint(path, {}, nullptr)
        , m_folder(std::move(folder))
    {
    }

    [[nodiscard]] bool servesBelow() const override { return true; }

    void serve(MockConnection &connection, const MockRequest &request) override
    {
        QString found = staticFile(m_folder, request.path.mid(path().size()));
        if (!found.isEmpty() && QFileInfo(found).isDir()) {
            if (!request.path.endsWith('/')) {
                redirect(connection, request);
                return;
            }
            found = staticFile(m_folder, request.path.mid(path().size()) + "index.html");
        }
        QFile file(found);
        // A regular file: a pipe would hold the server up until somebody writes into it.
        if (found.isEmpty() || !QFileInfo(found).isFile() || !file.open(QIODevice::ReadOnly)) {
            connection.respond(404, {}, "404 there is no file at " + request.path + '\n');
            return;
        }
        if (file.size() > MaxStaticFileOctets) {
            connection.respond(403, {}, "403 files above 64 MiB are not served\n");
            return;
        }
        const QByteArray content = file.readAll();
        connection.respond(200,
                           { mockField("Content-Type", contentType(found, content)),
                             mockField("Cache-Control", "no-cache") },
                           content);
    }

private:
    /// To the path with a slash, for links in the page to lead into the folder.
    static void redirect(MockConnection &connection, const MockRequest &request)
    {
        const QByteArray &target = request.head.target;
        const qsizetype question = target.indexOf('?');
        const QByteArray path = request.path.toPercentEncoding("/") + '/';
        const QByteArray query = question < 0 ? QByteArray() : target.mid(question);
        connection.respond(301, { mockField("Location", QByteArray(path + query)) }, {});
    }

    QString m_folder;
};

} // namespace

QString staticFile(const QString &folder, const QByteArray &path)
{
    const QString relative = QString::fromUtf8(path);
    // Names are looked at before links are followed, and where they lead after.
    if (path.contains('\0') || relative.contains(QLatin1Char('\\')) || isHidden(relative))
        return {};
    const QString root = QFileInfo(folder).canonicalFilePath();
    if (root.isEmpty())
        return {};
    const QString found = QFileInfo(QString(root + QLatin1Char('/') + relative)).canonicalFilePath();
    if (found == root)
        return found;
    const QString inside = root.endsWith(QLatin1Char('/')) ? root : root + QLatin1Char('/');
    if (!found.startsWith(inside) || isHidden(found.mid(inside.size())))
        return {};
    return found;
}

std::unique_ptr<MockEndpoint> makeStatic(const QByteArray &path, const QString &folder)
{
    return std::make_unique<StaticEndpoint>(path, folder);
}

} // namespace Pushscope

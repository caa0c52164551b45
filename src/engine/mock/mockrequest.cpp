// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/mockrequest.h"

#include "engine/api/thismachine.h"
#include "protocol/http1/fields.h"

#include <QUrl>

namespace Pushscope {

QByteArray MockRequest::parameter(const char *name) const
{
    return query.queryItemValue(QString::fromLatin1(name), QUrl::FullyDecoded).toUtf8();
}

QByteArray MockRequest::field(QByteArrayView name) const
{
    return Http1::fieldValue(head.fields, name);
}

void readTarget(MockRequest &request)
{
    QByteArray target = request.head.target;
    // RFC 9112 §3.2.2: a server MUST accept the absolute form too.
    if (!target.startsWith('/') && target.contains("://"))
        target = QUrl::fromEncoded(target).toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority);
    const qsizetype question = target.indexOf('?');
    const QByteArray path = target.left(question < 0 ? target.size() : question);
    request.path = path.isEmpty() ? QByteArray("/") : QByteArray::fromPercentEncoding(path);
    if (question >= 0) {
        QByteArray query = target.mid(question + 1);
        query.replace('+', "%20"); // As forms write a blank.
        request.query = QUrlQuery(QString::fromUtf8(query));
    }
}

bool expectsContinue(const Http1::RequestHead &head)
{
    // "A server that receives a 100-continue expectation in an HTTP/1.0 request MUST ignore that
    // expectation." Nor does one mean anything where no content follows.
    const bool hasContent = !Http1::fieldValue(head.fields, "transfer-encoding").isEmpty()
        || Http1::contentLength(head.fields).value_or(0) > 0;
    return head.version != "HTTP/1.0" && hasContent
        && Http1::hasToken(head.fields, "expect", "100-continue");
}

QByteArray hostName(const QByteArray &host)
{
    if (host.startsWith('['))
        return host.mid(1, host.indexOf(']') - 1);
    return host.left(host.indexOf(':') < 0 ? host.size() : host.indexOf(':'));
}

bool isLoopbackHost(const QByteArray &host)
{
    return isThisMachine(QString::fromLatin1(hostName(host)));
}

bool isLoopbackOrigin(const QByteArray &origin)
{
    const qsizetype scheme = origin.indexOf("://");
    return scheme > 0 && isLoopbackHost(origin.mid(scheme + 3));
}

} // namespace Pushscope

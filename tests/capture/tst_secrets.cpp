// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/secrets.h"

#include <QTest>

using namespace Pushscope;

class TestSecrets : public QObject
{
    Q_OBJECT

private slots:
    void heads_data();
    void heads();
    void texts_data();
    void texts();
    void packets_data();
    void packets();
    void namesOfTheUser();
    void isLinear();
};

namespace {

QByteArray covered(QByteArray text, const std::vector<ByteRange> &secrets)
{
    for (const ByteRange &secret : secrets) {
        text.replace(secret.begin, secret.size(),
                     SecretFinder::cover(QByteArrayView(text).sliced(secret.begin, secret.size())));
    }
    return text;
}

} // namespace

void TestSecrets::heads_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("covered");
    const auto row = [](const char *name, const char *head, const char *covered) {
        QTest::newRow(name) << QByteArray(head) << QByteArray(covered);
    };
    row("nothing secret", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    row("authorization", "GET / HTTP/1.1\r\nauthorization:  Bearer abc \r\n\r\n",
        "GET / HTTP/1.1\r\nauthorization:  ********** \r\n\r\n");
    row("cookie with its names", "GET / HTTP/1.1\r\nCookie: a=b; c=d\r\n\r\n",
        "GET / HTTP/1.1\r\nCookie: ********\r\n\r\n");
    row("set-cookie", "HTTP/1.1 200 OK\r\nSet-Cookie: sid=1\r\nset-cookie:x=2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nSet-Cookie: *****\r\nset-cookie:***\r\n\r\n");
    row("folded value", "GET / HTTP/1.1\r\nCookie: a=b;\r\n c=d\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nCookie: ****\r\n ***\r\nHost: a\r\n\r\n");
    row("bare line feeds", "GET / HTTP/1.1\nCookie: a=b\nHost: a\n\n",
        "GET / HTTP/1.1\nCookie: ***\nHost: a\n\n");
    row("query of the target", "GET /x?token=abc&a=1&API_KEY=d%20e HTTP/1.1\r\n\r\n",
        "GET /x?token=***&a=1&API_KEY=***** HTTP/1.1\r\n\r\n");
    row("name that goes on", "GET /x?tokens=12 HTTP/1.1\r\n\r\n",
        "GET /x?tokens=12 HTTP/1.1\r\n\r\n");
    row("userinfo", "GET http://me:pass@host/x HTTP/1.1\r\n\r\n",
        "GET http://*******@host/x HTTP/1.1\r\n\r\n");
    row("referer", "GET / HTTP/1.1\r\nReferer: https://a/b?token=q#f\r\n\r\n",
        "GET / HTTP/1.1\r\nReferer: https://a/b?token=*#f\r\n\r\n");
    row("fragment of a location", "HTTP/1.1 302 Found\r\nLocation: /cb#access_token=S&a=1\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: /cb#access_token=*&a=1\r\n\r\n");
    row("keys and tokens of any name",
        "GET / HTTP/1.1\r\nX-Api-Key: a\r\nX-Auth-Token: b\r\nx-csrftoken: c\r\n\r\n",
        "GET / HTTP/1.1\r\nX-Api-Key: *\r\nX-Auth-Token: *\r\nx-csrftoken: *\r\n\r\n");
    row("empty value before the version", "GET /x?token= HTTP/1.1\r\n\r\n",
        "GET /x?token= HTTP/1.1\r\n\r\n");
    row("session of Engine.IO", "GET /?EIO=4&transport=polling&sid=S HTTP/1.1\r\n\r\n",
        "GET /?EIO=4&transport=polling&sid=* HTTP/1.1\r\n\r\n");
    row("session of Socket.IO before 1.0",
        "GET /socket.io/1/xhr-polling/Ab-12_x?t=1 HTTP/1.1\r\n\r\n",
        "GET /socket.io/1/xhr-polling/*******?t=1 HTTP/1.1\r\n\r\n");
    row("subprotocols that are names",
        "GET / HTTP/1.1\r\nSec-WebSocket-Protocol: graphql-transport-ws, v12.stomp, soap\r\n\r\n",
        "GET / HTTP/1.1\r\nSec-WebSocket-Protocol: graphql-transport-ws, v12.stomp, soap\r\n\r\n");
    row("subprotocols that are tokens",
        "GET / HTTP/1.1\r\nSec-WebSocket-Protocol: json, eyJh.b.c,aB3dE5gH7jK9mN1p, access_token, "
        "S\r\n auth.k8s.io.S, 0123456789abcdef0123456789abcdef\r\n\r\n",
        "GET / HTTP/1.1\r\nSec-WebSocket-Protocol: json, ********,****************, access_token, "
        "*\r\n *************, ********************************\r\n\r\n");
    row("cut off in the value", "GET / HTTP/1.1\r\nCookie: a=b", "GET / HTTP/1.1\r\nCookie: ***");
}

void TestSecrets::heads()
{
    QFETCH(QByteArray, head);
    const SecretFinder finder({});
    QTEST(covered(head, finder.inHead(head)), "covered");
}

void TestSecrets::texts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("covered");
    const auto row = [](const char *name, const char *text, const char *covered) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(covered);
    };
    row("empty", "", "");
    row("member", R"({"a":1,"token":"abc"})", R"({"a":1,"token":"***"})");
    row("any case and blanks", R"({"PassWord" : "a b"})", R"({"PassWord" : "***"})");
    row("number stays a number", R"({"token":-12.5})", R"({"token":11111})");
    row("digits in a string", R"({"pwd":"1234"})", R"({"pwd":"1111"})");
    row("true tells nothing", R"({"token":true,"a":"b"})", R"({"token":true,"a":"b"})");
    row("escapes", R"({"secret":"a\"b\\","c":"d"})", R"({"secret":"******","c":"d"})");
    row("object", R"({"auth":{"user":"me","n":[1,"x"]},"a":"b"})",
        R"({"auth":{"****":"**","*":[1,"*"]},"a":"b"})");
    row("JSON in a string", R"({"body":"{\"token\":\"abc\",\"a\":1}"})",
        R"({"body":"{\"token\":\"***\",\"a\":1}"})");
    row("JSON in a string in a string", R"("{\"b\":\"{\\\"token\\\":\\\"abc\\\"}\"}")",
        R"("{\"b\":\"{\\\"token\\\":\\\"***\\\"}\"}")");
    row("JSON in a string, cut off in the value", R"({"log":"{\"token\":\"abc"})",
        R"({"log":"{\"token\":\"***"})");
    row("JSON in a string, cut off in an array", R"({"log":"{\"pwd\":[1","token":"abc"})",
        R"({"log":"{\"pwd\":[1","token":"***"})");
    row("JSON in a string, on lines", R"({"b":"{\"auth\": {\n \"a\": \"S\"\n}}","c":"d"})",
        R"({"b":"{\"auth\": {\n \"*\": \"*\"\n}}","c":"d"})");
    row("a quote too many", R"({"pwd":[1,x"y,"token":"abc"})", R"({"pwd":[1,x"y,"token":"***"})");
    row("socket.io-spec 1 handshake", "Ab-12_x:15:25:websocket,xhr-polling",
        "*******:15:25:websocket,xhr-polling");
    row("socket.io-spec 1 handshake in a script", R"(io.j[0]("47::60:jsonp-polling");)",
        R"(io.j[0]("11::60:jsonp-polling");)");
    row("socket.io-spec 1 no handshake", "at 10:15:25: websocket", "at 10:15:25: websocket");
    row("socket.io-spec 1 path in a string", R"({"u":"\/socket.io\/1\/websocket\/Ab12"})",
        R"({"u":"\/socket.io\/1\/websocket\/****"})");
    row("socket.io-spec 1 no path", "/1/websocket /1/websockets/ab /1/other/ab",
        "/1/websocket /1/websockets/ab /1/other/ab");
    row("event stream", "event: x\ndata: {\"token\":\"abc\"}\n\n",
        "event: x\ndata: {\"token\":\"***\"}\n\n");
    row("field as a member", R"({"headers":{"Authorization":"Bearer abc"}})",
        R"({"headers":{"Authorization":"**********"}})");
    row("member whose name is escaped", R"({"to\u006ben":"abc","a\u006b":"b"})",
        R"({"to\u006ben":"***","a\u006b":"b"})");
    row("member whose name is escaped, in a string", R"({"b":"{\"to\\u006ben\":\"abc\"}"})",
        R"({"b":"{\"to\\u006ben\":\"***\"}"})");
    row("field line", "curl -H 'cookie: a=b' x", "curl -H 'cookie: ***' x");
    row("field lines as pairs", R"([["Host","a"],["Cookie" , "b"],["price","c"]])",
        R"([["Host","a"],["Cookie" , "*"],["price","c"]])");
    row("field name in a list", R"({"names":["a","Cookie","b"]})",
        R"({"names":["a","Cookie","b"]})");
    row("form body", "user=me&password=a%20b", "user=me&password=*****");
    row("form body that begins so", "password=ab&user=me", "password=**&user=me");
    row("URL in JSON", R"({"url":"wss://u:p@h/x?token=ab&c=d"})",
        R"({"url":"wss://***@h/x?token=**&c=d"})");
    row("URL with escaped slashes", R"({"u":"h?token=ab\/c"})", R"({"u":"h?token=*****"})");
    row("escaped ampersand", R"({"u":"h?a=1\u0026pwd=S\u0026b=2"})",
        R"({"u":"h?a=1\u0026pwd=*\u0026b=2"})");
    row("userinfo behind escaped slashes", R"({"u":"https:\/\/u:S@h\/x"})",
        R"({"u":"https:\/\/***@h\/x"})");
    row("escapes of a string in a string", R"("{\"u\":\"h?a=1\\u0026pwd=a\\\/b\"}")",
        R"("{\"u\":\"h?a=1\\u0026pwd=******\"}")");
    row("percent-encoded JSON", "d=42%5B%22x%22%2C%7B%22pwd%22%3A%22S%22%7D%5D",
        "d=42%5B%22x%22%2C%7B%22pwd%22%3A%22*%22%7D%5D");
    row("percent-encoded query", "to=%2Fx%3Fpwd%3DS%26a%3D1", "to=%2Fx%3Fpwd%3D*%26a%3D1");
    row("fragment", "see /cb#access_token=S&a=1", "see /cb#access_token=*&a=1");
    row("names as scripts write them",
        R"({"accessToken":"a","refreshToken":"b","clientSecret":"c"})",
        R"({"accessToken":"*","refreshToken":"*","clientSecret":"*"})");
    row("after a quote", "'sig=S'", "'sig=*'");
    row("after a blank", "use sig=S now", "use sig=* now");
    row("after a line feed", "a\nsig=S\nb", "a\nsig=*\nb");
    row("after a line feed in a string", R"({"t":"a\nsig=S\nb"})", R"({"t":"a\nsig=*\nb"})");
    row("assignment", "token = \"a b\";", "token = \"***\";");
    row("member of a script", "{password: 'a b', a: 'c'}", "{password: '***', a: 'c'}");
    row("escaped quote of a script", R"({password: 'a\'b', sig: "a\"b"})",
        R"({password: '****', sig: "****"})");
    row("script in a string, cut off", R"({"code":"password: 'abc","a":"b"})",
        R"({"code":"password: '***","*":"*"})");
    row("quoted value", "realm=\"a\", sig=\"b c\"", "realm=\"a\", sig=\"***\"");
    row("empty value at the end of a string", R"({"u":"h?token=","b":"c"})",
        R"({"u":"h?token=","b":"c"})");
    row("comparison", "token == a", "token == a");
    row("form with brackets", "user%5Bpassword%5D=S&user[pwd]=T",
        "user%5Bpassword%5D=*&user[pwd]=*");
    row("Engine.IO handshake", R"(0{"sid":"S","upgrades":["websocket"]})",
        R"(0{"sid":"*","upgrades":["websocket"]})");
    row("subprotocols", R"({"subprotocols":["json","bearer","S","graphql-transport-ws"]})",
        R"({"subprotocols":["json","bearer","*","graphql-transport-ws"]})");
    row("subprotocol of a field", R"([["Sec-WebSocket-Protocol","json, token, S"]])",
        R"([["Sec-WebSocket-Protocol","json, token, *"]])");
    row("chunk extension", "5;sig=S;n=1", "5;sig=*;n=1");
    row("value as text", R"({"a":"token"})", R"({"a":"token"})");
    row("cut off in the value", R"({"token":"ab)", R"({"token":"**)");
    row("cut off before the value", R"({"token":)", R"({"token":)");
    row("not UTF-8", "{\"token\":\"\xff\xfe\"}", "{\"token\":\"**\"}");
    row("quotes alone", "\"\"\"\"", "\"\"\"\"");
    row("backslashes alone", "\\\\\\", "\\\\\\");
}

void TestSecrets::texts()
{
    QFETCH(QByteArray, text);
    const SecretFinder finder({});
    QTEST(covered(text, finder.inText(text)), "covered");
}

void TestSecrets::packets_data()
{
    QTest::addColumn<QByteArray>("packet");
    QTest::addColumn<QByteArray>("covered"); // Empty: it is none.
    const auto row = [](const char *name, const char *packet, const char *covered) {
        QTest::newRow(name) << QByteArray(packet) << QByteArray(covered);
    };
    row("any member", R"(40{"user":"me","n":[1,{"x":true}]})",
        R"(40{"****":"**","*":[1,{"*":true}]})");
    row("namespace", R"(40/chat,{"user":"me"})", R"(40/chat,{"****":"**"})");
    row("query", "40/chat?user=me,", "40/chat?*******,");
    row("query alone", "40/chat?user=me", "40/chat?*******");
    row("with its length", R"(14:40{"user":"me"})", R"(14:40{"****":"**"})");
    row("nothing said", "40", "40");
    row("event", R"(42["user",{"user":"me"}])", "");
    row("other type", "4", "");
    row("nothing", "", "");
}

void TestSecrets::packets()
{
    QFETCH(QByteArray, packet);
    QFETCH(QByteArray, covered);
    const SecretFinder finder({});
    QCOMPARE(SecretFinder::isConnect(packet), !covered.isEmpty());
    if (!covered.isEmpty())
        QCOMPARE(::covered(packet, finder.inConnect(packet)), covered);
}

void TestSecrets::namesOfTheUser()
{
    SecretNames names;
    names.fields = { "X-Key" };
    names.members = { "price" };
    const SecretFinder finder(names);
    const QByteArray head = "GET /?price=1&token=2 HTTP/1.1\r\nx-key: a\r\nCookie: b\r\n\r\n";
    QCOMPARE(covered(head, finder.inHead(head)),
             QByteArray("GET /?price=1&token=2 HTTP/1.1\r\nx-key: *\r\nCookie: b\r\n\r\n"));
    const QByteArray text = R"({"price":7,"x-key":"q","token":"t"})";
    QCOMPARE(covered(text, finder.inText(text)),
             QByteArray(R"({"price":1,"x-key":"*","token":"t"})"));
}

/// What an enemy would send to make it look at every octet again and again.
void TestSecrets::isLinear()
{
    const SecretFinder finder({});
    constexpr int Times = 200'000;
    for (const char *part :
         { "\"", "\\\"", "\"token\":{", "\"token\":\"", "token=", "://", "?token=a", "\\/", "%22",
           "token: \"", "token=\"a", "token=\"a\";", "token='a';", "token: 'a',",
           "\"subprotocol\":[" }) {
        const QByteArray text = QByteArray(part).repeated(Times);
        QVERIFY(finder.inText(text).size() <= Times);
    }
}

QTEST_APPLESS_MAIN(TestSecrets)
#include "tst_secrets.moc"

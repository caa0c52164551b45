// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/decodecommand.h"

#include "capture/connectiontranscript.h"
#include "capture/contenttranscript.h"
#include "capture/engineiotranscript.h"
#include "capture/socketiolinestranscript.h"
#include "cli/decodesink.h"
#include "cli/exitstatus.h"
#include "cli/numbers.h"
#include "protocol/http1/fields.h"
#include "protocol/multipart/boundary.h"
#include "protocol/websocket/permessagedeflate.h"

#include <CLI/CLI.hpp>

#include <QFile>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace Pushscope {

namespace {

/// Octets read from the input at a time, and http.data records are cut at multiples of.
constexpr qint64 ReadOctets = 64 * 1024;

struct DecodeOptions {
    std::string form;
    std::string file = "-";
    std::string deflate;
    bool hasDeflate = false;
    qint64 split = 0;
    bool isOpen = false;
    bool isHead = false;
    std::string lastEventId;
    std::string boundary; ///< multipart; empty: read from the body.
    std::string contentType;
    std::string callback; ///< jsonp; empty: any.
};

/// What --as names where it is the content of a body alone.
BodyForm contentForm(const DecodeOptions &options)
{
    if (options.form == "sse")
        return { BodyForm::Kind::EventStream };
    if (options.form == "multipart")
        return { BodyForm::Kind::Parts, QByteArray::fromStdString(options.boundary) };
    if (options.form == "iframe")
        return { BodyForm::Kind::Scripts };
    if (options.form == "jsonp")
        return { BodyForm::Kind::Call, QByteArray::fromStdString(options.callback) };
    if (options.form.starts_with("engine.io-")) {
        EngineIoTranscript::Setup setup;
        setup.revision = options.form == "engine.io-3" ? EngineIo::Revision::V3
                                                       : EngineIo::Revision::V4;
        setup.readsSocketIo = false;
        setup.judgesSender = false; // A poll and a POST carry the same.
        BodyForm form { BodyForm::Kind::EngineIo };
        form.engineIo = std::make_shared<EngineIoTranscript>(setup);
        return form;
    }
    return { BodyForm::Kind::Plain };
}

/// What --as names where it is Socket.IO's messages alone.
std::optional<SocketIo::Revision> socketIoRevision(const DecodeOptions &options)
{
    if (options.form == "socket.io-0.9")
        return SocketIo::Revision::V1;
    if (options.form == "socket.io-3")
        return SocketIo::Revision::V3;
    if (options.form == "socket.io-4")
        return SocketIo::Revision::V4;
    if (options.form == "socket.io-5")
        return SocketIo::Revision::V5;
    return std::nullopt;
}

/// One direction of a connection, as --as names it.
class Decoder
{
public:
    Decoder(BatchBuilder &batch, const DecodeOptions &options,
            std::optional<WebSocket::DeflateParameters> deflate)
        : m_batch(batch)
        , m_from(options.form == "http-request" || options.form == "websocket-client"
                         || options.form == "flash-policy-request"
                     ? Role::Client
                     : Role::Server)
        , m_records(batch, {}, std::nullopt)
    {
        TranscriptOptions transcript;
        transcript.dataRecordOctets = ReadOctets;
        m_transcript = std::make_unique<ConnectionTranscript>(
            batch, nullptr, ConnectionRecords::Ids(), std::nullopt, transcript, nullptr);
        if (options.form.starts_with("websocket-"))
            m_transcript->assumeWebSocket(deflate);
        if (options.form == "flash-policy")
            m_transcript->assumeFlashPolicy();
        if (options.isHead)
            m_transcript->http().assumeHeadRequests();
        ContentTranscript::Setup content;
        content.records = &m_records;
        content.from = m_from;
        content.maxMessageOctets = transcript.maxMessageOctets;
        content.locate = [](Record &record, ByteRange range) {
            record.at = range;
            record.size = range.size();
        };
        if (const auto revision = socketIoRevision(options))
            m_content = std::make_unique<SocketIoLinesTranscript>(content, *revision);
        else
            m_content = makeContentTranscript(contentForm(options), content);
    }

    void feed(QByteArrayView octets)
    {
        if (m_content) {
            m_records.addWire(m_from, octets, Record::NoTime);
            m_content->octets(octets, Record::NoTime, nullptr);
            m_records.release(m_from, m_content->pendingFrom(), false);
        } else {
            m_transcript->octets(m_from, octets, Record::NoTime);
        }
        m_batch.flush();
    }

    void finish()
    {
        if (m_content)
            m_content->finish(Record::NoTime);
        else
            m_transcript->finish(m_from, Record::NoTime);
        m_batch.flush();
    }

private:
    BatchBuilder &m_batch;
    Role m_from;
    ConnectionRecords m_records; ///< Of content without its HTTP.
    std::unique_ptr<ConnectionTranscript> m_transcript;
    std::unique_ptr<ContentTranscript> m_content;
};

void feedSplit(Decoder &decoder, QByteArrayView octets, qint64 split)
{
    if (split <= 0) {
        decoder.feed(octets);
        return;
    }
    for (qint64 at = 0; at < octets.size(); at += split)
        decoder.feed(octets.sliced(at, std::min<qint64>(split, octets.size() - at)));
}

/// Takes the boundary from --content-type; false where that is of something else.
bool readContentType(DecodeOptions &options)
{
    if (options.contentType.empty())
        return true;
    const QByteArray value = QByteArray::fromStdString(options.contentType);
    const auto type = Http1::contentType({ { "Content-Type", value, {} } });
    if (!type || !Multipart::isMultipart(type->value)) {
        std::fprintf(stderr, "--content-type: \"%s\" is no multipart type\n", value.constData());
        return false;
    }
    options.boundary = Multipart::boundaryOf(*type).value.toStdString();
    return true;
}

/// Refuses what was given for another form than --as names.
bool areFormsRight(const CLI::App &command, const std::string &form)
{
    struct Use {
        const char *option;
        std::vector<std::string> forms;
    };
    for (const Use &use : { Use { "--head", { "http-response" } },
                            Use { "--deflate", { "websocket-client", "websocket-server" } },
                            Use { "--boundary", { "multipart" } },
                            Use { "--content-type", { "multipart" } },
                            Use { "--callback", { "jsonp" } } }) {
        const bool isOfForm = std::find(use.forms.begin(), use.forms.end(), form) != use.forms.end();
        if (isOfForm || command.count(use.option) == 0)
            continue;
        std::fprintf(stderr, "%s: --as %s has no use for it\n", use.option, form.c_str());
        return false;
    }
    return true;
}

/// Of `42["a",1]`, as it is seen on a WebSocket: the 4 is Engine.IO's, and no packet of Socket.IO
/// begins so, for a CONNECT_ERROR has no id.
bool hasEngineIoType(const DecodeOptions &options, const QByteArray &begin)
{
    constexpr char LastType = '6'; // BINARY_ACK
    return options.form != "socket.io-0.9" && options.form.starts_with("socket.io-")
        && begin.size() > 1 && begin[0] == '4' && begin[1] >= '0' && begin[1] <= LastType;
}

int decode(DecodeOptions &options)
{
    if (!readContentType(options))
        return ExitUsage;
    std::optional<WebSocket::DeflateParameters> deflate;
    if (options.hasDeflate) {
        deflate = WebSocket::parseDeflateParameters(QByteArray::fromStdString(options.deflate));
        if (!deflate) {
            std::fprintf(stderr, "--deflate: \"%s\" is no list of permessage-deflate parameters\n",
                         options.deflate.c_str());
            return ExitUsage;
        }
    }
    QFile input;
    bool isReadable = false;
    if (options.file == "-") {
        isReadable = input.open(stdin, QIODevice::ReadOnly);
    } else {
        input.setFileName(QString::fromStdString(options.file));
        isReadable = input.open(QIODevice::ReadOnly);
    }
    if (!isReadable) {
        std::fprintf(stderr, "FILE: cannot read %s: %s\n", options.file.c_str(),
                     qPrintable(input.errorString()));
        return ExitUsage;
    }
    Output output(Output::Form::Json, false);
    DecodeSink sink(output);
    BatchBuilder batch(sink);
    Decoder decoder(batch, options, deflate);
    QByteArray begin;
    while (!output.isClosed()) {
        const QByteArray octets = input.read(ReadOctets);
        if (octets.isEmpty())
            break;
        if (begin.size() < 2)
            begin += octets.first(std::min<qsizetype>(octets.size(), 2));
        feedSplit(decoder, octets, options.split);
        output.flush();
    }
    if (!options.isOpen)
        decoder.finish();
    output.flush();
    if (sink.hasViolations() && hasEngineIoType(options, begin))
        std::fprintf(stderr, "FILE: its first line begins with an Engine.IO type; leave the first 4 "
                             "of each line out for --as %s\n", options.form.c_str());
    return output.checked(sink.hasViolations() ? ExitFailed : ExitDone);
}

} // namespace

void addDecodeCommand(CLI::App &app, int &status)
{
    auto options = std::make_shared<DecodeOptions>();
    CLI::App *command = app.add_subcommand(
        "decode", "Decode raw octets of one direction into records, offline");
    command
        ->add_option("--as", options->form,
                     "What the octets are: engine.io-3, engine.io-4 (body of a poll), "
                     "flash-policy, flash-policy-request, http-request, http-response, iframe, "
                     "jsonp, multipart, socket.io-0.9 (a message or the answer to a handshake a "
                     "line), socket.io-3, socket.io-4, socket.io-5 (what an Engine.IO message "
                     "carries a line, without its leading 4; binary as b and base64), sse, websocket-client, websocket-server")
        ->required()
        ->check(CLI::IsMember({ "engine.io-3", "engine.io-4", "flash-policy", "flash-policy-request",
                                "http-request", "http-response", "iframe", "jsonp", "multipart",
                                "socket.io-0.9", "socket.io-3", "socket.io-4", "socket.io-5", "sse",
                                "websocket-client", "websocket-server" }));
    command->add_option("FILE", options->file, "File to read; standard input without it or as -");
    takesWhole(*command->add_option("--split", options->split,
                                    "Feed this many octets at a time; the output does not depend "
                                    "on it"),
               1, qint64(1) << 40);
    command->add_flag("--open", options->isOpen, "The stream goes on after the input");
    command->add_flag("--head", options->isHead, "http-response: they answer HEAD");
    command->add_option("--deflate", options->deflate,
                        "websocket forms: permessage-deflate with these parameters");
    CLI::Option *boundary = command->add_option(
        "--boundary", options->boundary,
        "multipart: the boundary; without it, it is read from the body");
    command
        ->add_option("--content-type", options->contentType,
                     "multipart: the type with its boundary, as multipart/mixed; boundary=x")
        ->excludes(boundary);
    command->add_option("--callback", options->callback,
                        "jsonp: the name that the call must have; without it, any");
    command->callback([command, options, &status] {
        options->hasDeflate = command->count("--deflate") > 0;
        status = areFormsRight(*command, options->form) ? decode(*options) : ExitUsage;
    });
}

} // namespace Pushscope

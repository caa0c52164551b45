// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Rows of the scripts of a frame and of JSONP callbacks, and the inspector on them.

#include "models/recordwords.h"

#include "capture/scriptfacts.h"
#include "models/inspectionparts.h"
#include "models/previewtext.h"
#include "models/words.h"

namespace Pushscope {

namespace {

using namespace RecordWords;
using Kind = Script::Argument::Kind;

// A row shows the beginning of a message: longer scripts must not be read for it.
constexpr qint64 MostRowOctets = 64 * 1024;

QString preview(const QByteArray &content)
{
    return previewText(content.left(PreviewOctets), content.size() > PreviewOctets);
}

QString argumentText(Kind kind)
{
    switch (kind) {
    case Kind::None:
        return Words::tr("nothing");
    case Kind::Value:
        return Words::tr("a value that is written out");
    case Kind::String:
        return Words::tr("a string that is written out");
    case Kind::Expression:
        return Words::tr("an expression: only running it would tell its value");
    case Kind::Broken:
        break;
    }
    return Words::tr("no JavaScript: a browser runs nothing of this script");
}

QString scriptTypeText(const Script::Script &script)
{
    if (script.src)
        return Words::tr("external: the browser fetches it, and does not run what stands here");
    switch (script.scriptType) {
    case Script::ScriptType::Classic:
        return Words::tr("runs as soon as its end tag has come");
    case Script::ScriptType::Module:
        return Words::tr("a module: runs only after the whole document has come");
    case Script::ScriptType::DataBlock:
        break;
    }
    return Words::tr("a data block: does not run");
}

QString targetOriginText(const Script::Call &call)
{
    if (!call.targetOrigin)
        return Words::tr("not written out; without any, the frame's own origin");
    if (*call.targetOrigin == "*")
        return Words::tr("* (any page gets the message)");
    if (*call.targetOrigin == "/")
        return Words::tr("/ (a page of the frame's own origin)");
    return lineText(*call.targetOrigin);
}

QString callbackOutcome(ViolationSet violations)
{
    if (violations.isEmpty())
        return Words::tr("calls the page's function");
    if (violations.contains(Violation::WrongCallback))
        return Words::tr("calls another function: where the page has none of that name, an error "
                         "in the console, and the page is told nothing");
    return Words::tr("the page's function is not called, and the page is told nothing");
}

void addSpecification(Inspection &inspection, bool isPostMessage)
{
    const QString site = QStringLiteral("https://html.spec.whatwg.org/multipage/");
    if (isPostMessage)
        InspectionParts::addSection(inspection, QStringLiteral("WHATWG HTML §9.3"),
                                    site + QStringLiteral("web-messaging.html"));
    else
        InspectionParts::addSection(inspection, QStringLiteral("WHATWG HTML §4.12.1"),
                                    site + QStringLiteral("scripting.html#the-script-element"));
}

} // namespace

RowText RecordWords::describeScript(const Record &record, OctetSource &octets)
{
    const ScriptFacts facts = scriptFacts(record, octets, MostRowOctets);
    if (facts.script.src) {
        return { Words::tr("external script"), lineText(*facts.script.src), Severity::Dim };
    }
    if (facts.calls.empty())
        return { Words::tr("script"), preview(facts.script.text), Severity::Dim };
    const Script::Call &call = facts.calls.front();
    return { Words::tr("script"),
             joined({ lineText(call.callee), preview(messagesOf(facts.calls)) }),
             Severity::Normal };
}

RowText RecordWords::describeCallback(const Record &record, OctetSource &octets)
{
    const CallbackFacts facts = callbackFacts(record, octets, MostRowOctets);
    const Script::Argument &argument = facts.callback.argument;
    const QByteArray &content = argument.kind == Kind::None ? facts.body : argument.content;
    return { record.violations.isEmpty() ? Words::tr("callback") : Words::tr("no callback"),
             joined({ lineText(facts.callback.name), preview(content) }),
             Severity::Normal };
}

void InspectionParts::inspectScript(Inspection &inspection, const Record &record,
                                    OctetSource &octets)
{
    const ScriptFacts facts = scriptFacts(record, octets, Inspection::MostPayloadOctets);
    addFact(inspection, Words::tr("In a browser"), scriptTypeText(facts.script));
    if (facts.script.src)
        addWireFact(inspection, QStringLiteral("src"), lineText(*facts.script.src));
    if (facts.script.type)
        addWireFact(inspection, QStringLiteral("type"), lineText(*facts.script.type));
    bool isPostMessage = false;
    if (!facts.calls.empty()) {
        const Script::Call &call = facts.calls.front();
        isPostMessage = call.isPostMessage;
        addWireFact(inspection, Words::tr("Calls"), lineText(call.callee));
        addFact(inspection, Words::tr("Argument"), argumentText(call.argument.kind));
        if (isPostMessage)
            addFact(inspection, Words::tr("Target origin"), targetOriginText(call));
    }
    if (facts.calls.size() > 1) {
        for (const Script::Call &call : facts.calls) {
            inspection.fields.append({ lineText(call.callee), preview(call.argument.content),
                                       argumentText(call.argument.kind), Severity::Normal });
        }
    }
    if (record.has(IsWholeChunk))
        addFact(inspection, Words::tr("Chunk"), Words::tr("exactly one carries it"));
    addSpecification(inspection, isPostMessage);
}

void InspectionParts::inspectCallback(Inspection &inspection, const Record &record,
                                      OctetSource &octets)
{
    const CallbackFacts facts = callbackFacts(record, octets, Inspection::MostPayloadOctets);
    addFact(inspection, Words::tr("In a browser"), callbackOutcome(record.violations));
    if (!facts.callback.name.isEmpty())
        addWireFact(inspection, Words::tr("Calls"), lineText(facts.callback.name));
    addFact(inspection, Words::tr("Argument"), argumentText(facts.callback.argument.kind));
    addSpecification(inspection, false);
}

} // namespace Pushscope

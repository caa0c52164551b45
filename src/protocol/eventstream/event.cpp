// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/eventstream/event.h"

namespace Pushscope::EventStream {

Event toEvent(const EventView &view)
{
    Event event;
    event.type = view.type.toByteArray();
    event.data = view.data.toByteArray();
    event.lastEventId = view.lastEventId.toByteArray();
    event.fields.reserve(view.fields.size());
    for (const FieldView &field : view.fields)
        event.fields.push_back(
            { field.name.toByteArray(), field.value.toByteArray(), field.range });
    event.range = view.range;
    event.isDispatched = view.isDispatched;
    event.why = view.why;
    event.isFirstBlock = view.isFirstBlock;
    event.isIdInherited = view.isIdInherited;
    event.violations = view.violations;
    return event;
}

} // namespace Pushscope::EventStream

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The destructors of this folder's interfaces, so that each has one home for its vtable.

#include "capture/capturestore.h"
#include "capture/octetsource.h"
#include "capture/recordpages.h"
#include "capture/recordsink.h"

namespace Pushscope {

CaptureStore::~CaptureStore() = default;
void CaptureStore::cancelSaving()
{
}

void CaptureStore::retryWriting() { }
void CaptureStore::giveUpWriting() { }
OctetSource::~OctetSource() = default;
RecordPages::~RecordPages() = default;
RecordSink::~RecordSink() = default;

} // namespace Pushscope

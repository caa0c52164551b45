// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The destructors of this folder's interfaces, so that each has one home for its vtable, and what
// these do unless told otherwise.

#include "capture/capturestore.h"
#include "capture/octetsource.h"
#include "capture/recordpages.h"
#include "capture/recordsink.h"

namespace Pushscope {

CaptureStore::~CaptureStore() = default;
void CaptureStore::cancelSaving()
{
}

void CaptureStore::saveToShare(const QString &, const SecretNames &, ProgressHandler handler)
{
    handler(0, true, Error{ ErrorCode::StorageFailed, ErrorSite::Storage, {} });
}

void CaptureStore::retryWriting() { }
void CaptureStore::giveUpWriting() { }

void CaptureStore::setLimits(const RecordingLimits &) { }
OctetSource::~OctetSource() = default;
std::vector<OctetRead> OctetSource::reads(quint32, From, Layer, ByteRange, std::size_t)
{
    return {};
}
RecordPages::~RecordPages() = default;

RecordPages::FilterId RecordPages::startFilterAt(std::shared_ptr<const Filter> filter, qint64,
                                                 FilterHandler handler)
{
    return startFilter(std::move(filter), std::move(handler));
}

RecordPages::RowSpan RecordPages::rowSpan(FilterId filter) const
{
    return { 0, rowCount(filter) };
}

RecordSink::~RecordSink() = default;

} // namespace Pushscope

// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/bodyform.h"

#include <QtGlobal>

namespace Pushscope {

/// What a transcript has to know beyond the octets.
struct TranscriptOptions {
    /// What the content of responses is read as.
    BodyForm bodyForm = {};
    /// A poll.result prints the bodies: http.chunk and http.data do not.
    bool leavesBodiesToRounds = false;
    /// Bodies that are not chunked are cut at multiples of this, whatever the reads were; 0: one
    /// record per read.
    qint64 dataRecordOctets = 0;
    qint64 maxMessageOctets = 64LL * 1024 * 1024;
};

} // namespace Pushscope

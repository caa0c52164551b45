// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/stream.h"

namespace Pushscope {

StreamListener::~StreamListener() = default;
Stream::~Stream() = default;

} // namespace Pushscope

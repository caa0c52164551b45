// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/capturetarget.h"

#include "storage/fileheader.h"

#include <QFileInfo>

#include <cstdio>

namespace Pushscope {

bool isFreeForCapture(const std::string &path, bool isForced)
{
    const QString name = QString::fromStdString(path);
    if (!QFileInfo::exists(name))
        return true;
    if (!isForced) {
        std::fprintf(stderr, "-o: %s exists; --force replaces it\n", path.c_str());
        return false;
    }
    if (isCaptureOrEmpty(name))
        return true;
    std::fprintf(stderr, "-o: %s is no capture, and --force replaces nothing else\n",
                 path.c_str());
    return false;
}

} // namespace Pushscope

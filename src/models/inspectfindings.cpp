// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The inspector on what a record is only a part of.

#include "models/inspection.h"

#include <algorithm>

namespace Pushscope {

void addFindings(Inspection &inspection, const Findings &findings)
{
    for (const Finding &finding : findings) {
        if (!std::ranges::binary_search(finding.rows, inspection.seq))
            continue;
        if (finding.kind == FindingKind::AbnormalClosure) {
            // Which layer it was is more than that there was no Close frame.
            inspection.problems.removeIf([](const InspectionProblem &problem) {
                return problem.title == QLatin1StringView("1006");
            });
        }
        const FindingText text = describe(finding);
        inspection.problems.append({ text.title, text.sentence, text.section, text.url,
                                     text.severity, text.fix, finding.rows });
    }
}

} // namespace Pushscope

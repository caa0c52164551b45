// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/mock/scenariojson.h"

#include <optional>

namespace Pushscope {

/// Holds a scenario against `resources/scenario.schema.json`, which editors read too.
///
/// Understands what that file uses of JSON Schema: `$ref` into `$defs`, `type`, `const`, `enum`,
/// `minimum`, `maximum`, `minLength`, `pattern`, `format` (which names what a `pattern` is about),
/// `items`, `minItems`, `maxItems`, `properties`, `required`, `additionalProperties`, `propertyNames`,
/// `dependentRequired` and `oneOf`. The last one takes branches that tell themselves apart: by a
/// member with a `const`, by the first member that they require, or by their `type`; the value is
/// then held against that branch alone, so that the error is the one that its writer wants to read.
///
/// Spec: JSON Schema 2020-12, Core and Validation.
/// Threads: reentrant.
class ScenarioSchema
{
public:
    /// The schema of scenarios, as it is built in.
    [[nodiscard]] static const ScenarioSchema &scenario();

    /// @p schema is valid and refers to nothing that it does not hold.
    explicit ScenarioSchema(ScenarioNode schema);

    /// The first rule that @p value breaks, in the order of the file.
    [[nodiscard]] std::optional<ScenarioError> validate(const ScenarioNode &value) const;

private:
    using Verdict = std::optional<ScenarioError>;

    [[nodiscard]] Verdict check(const ScenarioNode &value, const ScenarioNode &schema) const;
    [[nodiscard]] Verdict checkValue(const ScenarioNode &value, const ScenarioNode &schema) const;
    [[nodiscard]] Verdict checkObject(const ScenarioNode &value, const ScenarioNode &schema) const;
    [[nodiscard]] Verdict checkMember(const ScenarioNode &value, const ScenarioNode &schema) const;
    [[nodiscard]] Verdict checkArray(const ScenarioNode &value, const ScenarioNode &schema) const;
    [[nodiscard]] Verdict checkOneOf(const ScenarioNode &value, const ScenarioNode &branches) const;
    [[nodiscard]] const ScenarioNode &resolved(const ScenarioNode &schema) const;

    ScenarioNode m_root;
};

} // namespace Pushscope

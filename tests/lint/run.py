# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs one check over the project, or over its own samples.

    run.py TOPIC ROOT         prints a line per finding, status 1 if there is any
    run.py TOPIC --self-test  every bad sample must be found for its rule, every rule needs a
                              bad sample, and the clean sample must pass
"""

import importlib
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from tree import Tree  # noqa: E402  (needs the path above)

TOPICS = ("forms", "includes", "length", "names", "spdx", "tests", "translations", "words")


def run(topic, root):
    tree = Tree.read(root)
    if not tree.paths("src/"):
        print(f"{root} holds no src/: nothing was checked")
        return 1
    if hasattr(topic, "warnings"):
        for finding in topic.warnings(tree):
            print(f"warning: {finding}")
    findings = topic.check(tree)
    for finding in findings:
        print(finding)
    for rule in sorted({f.rule for f in findings}):
        print(f"rule {rule}: {topic.RULES[rule]}")
    return 1 if findings else 0


def self_test(topic):
    failures = []
    untested = set(topic.RULES) - {rule for rule, _ in topic.SAMPLES}
    if hasattr(topic, "self_test"):
        topic.self_test()
        untested -= {"outdated"}
    if untested:
        failures.append(f"no bad sample for {sorted(untested)}")
    for number, (rule, files) in enumerate(topic.SAMPLES):
        found = {f.rule for f in topic.check(Tree(files))}
        if found != {rule}:
            failures.append(
                f"sample {number} {sorted(files)}: wanted {rule}, found {sorted(found)}")
    for finding in topic.check(Tree(topic.CLEAN)):
        failures.append(f"clean sample: {finding}")
    for failure in failures:
        print(failure)
    print(f"{len(topic.SAMPLES)} bad samples, {len(topic.RULES)} rules, {len(failures)} failures")
    return 1 if failures else 0


def main(arguments):
    if len(arguments) != 2 or arguments[0] not in TOPICS:
        print(__doc__, file=sys.stderr)
        return 2
    topic = importlib.import_module(arguments[0])
    return self_test(topic) if arguments[1] == "--self-test" else run(topic, arguments[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

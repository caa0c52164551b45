#!/usr/bin/env bash
# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# test.sh [--preset dev|asan|tsan|release] [--interop] [--fuzz [SECONDS]]
#
# On a bare Debian 12, as root or with sudo: installs what is missing, builds, runs every test
# and ends with ctest's summary. Status 0 only where all of it went well.
#
#   --preset NAME     which build; dev unless given
#   --interop         also the tests against nginx, Node, Chromium, curl and Python; a peer that
#                     is missing is a failure
#   --fuzz [SECONDS]  also every fuzzer for that long (60)
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck source=packaging/stages.sh
. "$root/packaging/stages.sh"

usage() { sed -n '5,14s/^# \{0,1\}//p' "$0"; }

preset=dev interop=OFF fuzz=
while [ $# -gt 0 ]; do
    case $1 in
        --preset) [ $# -ge 2 ] || { usage >&2; exit 2; }; preset=$2; shift 2 ;;
        --interop) interop=ON; shift ;;
        --fuzz)
            fuzz=60; shift
            case ${1:-} in [0-9]*) fuzz=$1; shift ;; esac
            ;;
        -h | --help) usage; exit 0 ;;
        *) echo "test.sh: unknown argument $1" >&2; usage >&2; exit 2 ;;
    esac
done
case $preset in
    dev | asan | tsan | release) ;;
    *) echo "test.sh: no such preset: $preset" >&2; usage >&2; exit 2 ;;
esac

cd "$root"
prepare_build "$root"
jobs=$(nproc)

sets=(build test)
[ "$interop" = OFF ] || sets+=(interop)
[ -z "$fuzz" ] || sets+=(fuzz)

# fuzz_one TARGET: one fuzzer for its time; the end of what it says, and all of it where it fails.
fuzz_one() {
    local target=$1 name=${1##*/} status=0
    local corpus=build/fuzz/corpus/$name log=build/fuzz/$name.log seeds=()
    mkdir -p "$corpus"
    [ ! -d "tests/fuzz/corpus/$name" ] || seeds=("tests/fuzz/corpus/$name")
    "$target" -max_total_time="$fuzz" -rss_limit_mb=2048 -malloc_limit_mb=64 -timeout=10 \
        -print_final_stats=1 \
        -artifact_prefix="build/fuzz/findings/$name-" "$corpus" "${seeds[@]}" \
        >"$log" 2>&1 || status=$?
    printf '%s: %s s, status %d, %s\n' "$name" "$fuzz" "$status" \
        "$(sed -n 's/^stat::number_of_executed_units: */runs /p' "$log")"
    [ "$status" -eq 0 ] || cat "$log"
    return "$status"
}

# Every fuzzer, as many at a time as there are processors: each of them uses one.
run_fuzzers() {
    local targets
    mapfile -t targets < <(find build/fuzz -type f -name 'fuzz_*' -executable | sort)
    [ "${#targets[@]}" -gt 0 ] || { echo "There is no fuzzer in build/fuzz." >&2; return 1; }
    mkdir -p build/fuzz/findings
    export -f fuzz_one
    export fuzz
    printf '%s\n' "${targets[@]}" | xargs -P "$jobs" -n 1 bash -c 'fuzz_one "$1"' fuzz_one
}

stage "Install what is missing" packaging/install-deps.sh "${sets[@]}"
stage "Configure $preset" cmake --preset "$preset" \
    -DBUILD_TESTING=ON -DPUSHSCOPE_INTEROP="$interop"
stage "Build $preset" cmake --build --preset "$preset" -j "$jobs"
if [ -n "$fuzz" ]; then
    stage "Configure fuzz" cmake --preset fuzz
    stage "Build fuzz" cmake --build --preset fuzz -j "$jobs" --target fuzzers
    stage "Fuzz" run_fuzzers
fi
stage_times

say "Run the tests of $preset"
exec ctest --preset "$preset" -j "$jobs"

#!/usr/bin/env bash
# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh [--count N] [--runs R] [--folder DIR]
# run.sh --subscribers [--clients N] [--seconds S] [--technique T | --together]
# run.sh --costs [--count N] [--runs R]
# run.sh --costs --idle [--clients N] [--seconds S]
# run.sh --large [--records N] [--connections N] [--file FILE] [--seconds S] [--runs R]
#
# Builds the release and records a local flood of 1,000,000 WebSocket messages, then of as many
# SSE events, beside Node and a client that only counts; prints two tables for README.md. The second
# form: many subscribers of every technique of the mock, beside nginx with nchan. The third: what
# a message costs the mock over TLS, with deflate and recorded in part, and what idle connections
# cost. The last: what a capture of 10,000,000 records costs to filter, to open and to watch grow.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
# shellcheck source=packaging/stages.sh
. "$root/packaging/stages.sh"
case ${1:-} in -h | --help) sed -n '5,15s/^# \{0,1\}//p' "$0"; exit 0 ;; esac

cd "$root"
prepare_build "$root"
peers=$root/build/release/tests/bench/node

install_node_peers() {
    mkdir -p "$peers"
    cp tests/interop/package.json tests/interop/package-lock.json tests/interop/.npmrc "$peers"
    (cd "$peers" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
}
build_release() {
    cmake --build --preset release -j "$(nproc)" --target pushscope-cli bench_flood bench_count \
        bench_subscribers
}
build_large() {
    cmake --build --preset release -j "$(nproc)" --target pushscope bench_makecapture bench_pages \
        bench_frames bench_firstpaint
}

stage "Install what is missing" packaging/install-deps.sh build test interop
stage "Configure release" cmake --preset release -DBUILD_TESTING=ON -DPUSHSCOPE_BENCH=ON
if [ "${1:-}" = --costs ]; then
    shift
    stage "Build release" cmake --build --preset release -j "$(nproc)" --target pushscope-cli
    say "Measure"
    exec python3 -B tests/bench/costs.py build/release/bin "$@"
fi
if [ "${1:-}" = --large ]; then
    shift
    stage "Build release" build_large
    say "Measure"
    exec python3 -B tests/bench/large.py build/release "$@"
fi
stage "Build release" build_release
stage "Install the Node peers" install_node_peers
say "Measure"
if [ "${1:-}" = --subscribers ]; then
    shift
    exec python3 -B tests/bench/subscribers.py build/release/bin "$@"
fi
exec python3 -B tests/bench/measure.py build/release/bin "$peers" "$@"

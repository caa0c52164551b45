#!/usr/bin/env bash
# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh [--count N] [--runs R] [--folder DIR]
#
# Builds the release and records a local flood of 1,000,000 WebSocket messages, then of as many
# SSE events, beside Node and a client that only counts; prints two tables for README.md.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
# shellcheck source=packaging/stages.sh
. "$root/packaging/stages.sh"
case ${1:-} in -h | --help) sed -n '5,8s/^# \{0,1\}//p' "$0"; exit 0 ;; esac

cd "$root"
prepare_build "$root"
peers=$root/build/release/tests/bench/node

install_node_peers() {
    mkdir -p "$peers"
    cp tests/interop/package.json tests/interop/package-lock.json tests/interop/.npmrc "$peers"
    (cd "$peers" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
}
build_release() {
    cmake --build --preset release -j "$(nproc)" --target pushscope-cli bench_flood bench_count
}

stage "Install what is missing" packaging/install-deps.sh build test interop
stage "Configure release" cmake --preset release -DBUILD_TESTING=ON -DPUSHSCOPE_BENCH=ON
stage "Build release" build_release
stage "Install the Node peers" install_node_peers
say "Measure"
exec python3 -B tests/bench/measure.py build/release/bin "$peers" "$@"

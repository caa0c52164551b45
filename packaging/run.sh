#!/usr/bin/env bash
# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh [--headless] [ARGUMENT…]
#
# On a bare Debian 12, as root or with sudo: installs what is missing, builds the release and
# opens the window with the tour: a mock server and one client per technique against it.
#
#   --headless   no window: the same tour for 8 seconds in the terminal, which leaves
#                tour.pushscope; chosen by itself where there is no display
#   ARGUMENT…    handed to pushscope instead of --demo, as a URL or a capture
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
here=$PWD
# shellcheck source=packaging/stages.sh
. "$root/packaging/stages.sh"

usage() { sed -n '5,12s/^# \{0,1\}//p' "$0"; }

headless=
arguments=()
while [ $# -gt 0 ]; do
    case $1 in
        --headless) headless=1 ;;
        -h | --help) usage; exit 0 ;;
        *) arguments+=("$1") ;;
    esac
    shift
done
[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || headless=1

cd "$root"
prepare_build "$root"
programs=$root/build/release/bin

build_release() {
    cmake --build --preset release -j "$(nproc)" --target pushscope pushscope-cli
}

stage "Install what is missing" packaging/install-deps.sh build run
# The window needs no tests, and without them less has to be installed.
stage "Configure release" cmake --preset release -DBUILD_TESTING=OFF
stage "Build release" build_release
stage_times

cd "$here"
if [ -n "$headless" ]; then
    say "No window: the tour for 8 seconds, recorded in $here/tour.pushscope"
    exec "$programs/pushscope-cli" tour --seconds 8 --force -o tour.pushscope
fi
[ ${#arguments[@]} -gt 0 ] || arguments=(--demo)
say "Open the window"
exec "$programs/pushscope" "${arguments[@]}"

# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash

# Sourced by the scripts here: runs one step after the other, says each and how long it took.

STAGE_LINES=()

# say TEXT…: a line that stands out among what the tools print.
say() { printf '\n== %s\n' "$*"; }

# stage NAME COMMAND…: runs the command; ends the script with its status where it fails. Inside
# a function given as command `set -e` is off, so its steps say `|| return`.
stage() {
    local name=$1 began=$SECONDS status=0
    shift
    say "$name"
    "$@" || status=$?
    if [ "$status" -ne 0 ]; then
        STAGE_LINES+=("$(printf '%6d s  %s: failed' $((SECONDS - began)) "$name")")
        stage_times >&2
        printf '\n%s failed with status %d.\n' "$name" "$status" >&2
        exit "$status"
    fi
    STAGE_LINES+=("$(printf '%6d s  %s' $((SECONDS - began)) "$name")")
    printf '== %s: %d s\n' "$name" $((SECONDS - began))
}

# stage_times: the table of what ran so far.
stage_times() {
    printf '\nTime per stage:\n'
    printf '%s\n' "${STAGE_LINES[@]}"
}

# prepare_build ROOT: what every build of ours wants of the environment.
prepare_build() {
    # Qt wants UTF-8, and a bare system speaks none.
    export LANG="${LANG:-C.UTF-8}"
    case ${LC_ALL:-$LANG} in *[Uu][Tt][Ff]*8*) ;; *) export LC_ALL=C.UTF-8 ;; esac
    # Two checkouts share one cache.
    export CCACHE_BASEDIR="$1" CCACHE_NOHASHDIR=1
}

#!/usr/bin/env bash
# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# install-deps.sh SET…: installs the Debian 12 packages of the sets that are missing.
#
#   build    compiler, CMake, Qt and libraries
#   run      what the window needs beside them: fonts, Qt's own translations, Wayland
#   test     what the tests and the lint need beside the build
#   interop  programs that are not ours and that the interop tests talk to
#   fuzz     Clang with libFuzzer
#
# Needs root or sudo, and only where something is missing. Does nothing otherwise.
set -euo pipefail

build=(build-essential cmake ninja-build ccache pkg-config git ca-certificates
    qt6-base-dev qt6-svg-dev qt6-websockets-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    libsqlite3-dev libssl-dev zlib1g-dev libbrotli-dev libcli11-dev)
run=(qt6-translations-l10n qt6-wayland libqt6svg6 libqt6websockets6 fonts-wqy-microhei fonts-noto-core)
test=(qt6-translations-l10n node-llhttp python3 sqlite3 openssl
    fonts-wqy-microhei fonts-noto-core)
interop=(nginx-light libnginx-mod-nchan python3-websockets chromium curl python3
    tinyproxy-bin microsocks)
fuzz=(clang-14 libclang-rt-14-dev)

usage() { sed -n '5,14s/^# \{0,1\}//p' "$0"; }

wanted=()
for name in "$@"; do
    case $name in
        build) wanted+=("${build[@]}") ;;
        run) wanted+=("${run[@]}") ;;
        test) wanted+=("${test[@]}") ;;
        fuzz) wanted+=("${fuzz[@]}") ;;
        interop)
            wanted+=("${interop[@]}")
            # Any Node with npm will do; Debian's is taken where there is none.
            command -v node >/dev/null || wanted+=(nodejs)
            command -v npm >/dev/null || wanted+=(npm)
            ;;
        -h | --help) usage; exit 0 ;;
        *) echo "install-deps.sh: no such set: $name" >&2; usage >&2; exit 2 ;;
    esac
done
[ ${#wanted[@]} -gt 0 ] || { usage >&2; exit 2; }

installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing=()
for package in "${wanted[@]}"; do
    installed "$package" || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
    echo "All ${#wanted[@]} packages for $* are installed."
    exit 0
fi

command -v apt-get >/dev/null || {
    echo "install-deps.sh: this needs Debian's apt-get; missing: ${missing[*]}" >&2
    exit 1
}
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
        echo "install-deps.sh: run me as root, or install sudo; missing: ${missing[*]}" >&2
        exit 1
    }
    as_root=(sudo)
fi

# The peers are started by the tests as the user who runs them; no service is to start here.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    trap '"${as_root[@]}" rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
    "${as_root[@]}" chmod 755 "$policy"
fi

options=(-q -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0)
# A machine that is thrown away afterwards need not survive a power cut while it installs.
[ -z "${CI:-}" ] || options+=(-o Dpkg::Options::=--force-unsafe-io)
apt() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}" "$@" </dev/null
}

echo "Installing ${#missing[@]} of ${#wanted[@]} packages: ${missing[*]}"
apt update
apt install -y --no-install-recommends "${missing[@]}"

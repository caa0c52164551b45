#!/usr/bin/env bash
# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# pictures.sh [--out FOLDER] [--programs FOLDER] [--capture FILE] [--sizes 'WxH…'] [--themes '…']
#             [--languages '…'] [SCENE…]
#
# Takes pictures of the real window on a private X display, with traffic of its own: of every
# scene, or of those named, in each theme, language and size. Without arguments it renews the
# pictures that README shows.
#
#   --out FOLDER       where SCENE-THEME-LANGUAGE-SIZE.png go (packaging/screenshots: README's)
#   --programs FOLDER  where pushscope is (build/release/bin)
#   --capture FILE     what the scenes capture and capture-near open; they are left out without it
#
# Scenes: start tour websocket sse polling filter-error raw-frame mock socketio statistics options
# access problems stock limits share keys commands endpoint notice capture capture-near
# Needs xvfb openbox xdotool imagemagick curl python3 and the fonts of `install-deps.sh run`.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
all_scenes=(start tour websocket sse polling filter-error raw-frame mock socketio statistics options
    access problems stock limits share keys commands endpoint notice capture capture-near)
# Those in README: scene, theme and language.
readme_pictures=('tour dark en' 'websocket light en' 'sse dark en' 'polling light en'
    'raw-frame dark en' 'tour light zh_CN' 'capture dark en')

usage() { sed -n '5,19s/^# \{0,1\}//p' "$0"; }
fail() { echo "pictures.sh: $*" >&2; exit 2; }

out=
programs=$root/build/release/bin
capture=
sizes='1280x800'
themes='dark light'
languages='en zh_CN'
scenes=()
while [ $# -gt 0 ]; do
    case $1 in
        --out | --programs | --capture | --sizes | --themes | --languages)
            [ $# -gt 1 ] || fail "$1 wants a value"
            declare "${1#--}=$2"
            shift
            ;;
        -h | --help) usage; exit 0 ;;
        -*) fail "no such option: $1" ;;
        *) scenes+=("$1") ;;
    esac
    shift
done
for tool in Xvfb openbox xdotool import curl python3; do
    command -v "$tool" >/dev/null || fail "$tool is missing"
done
[ -x "$programs/pushscope" ] || fail "there is no $programs/pushscope: build the release first"

folder=$(mktemp -d)
running=()
clean_up() {
    [ ${#running[@]} -eq 0 ] || kill "${running[@]}" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$folder"
}
trap clean_up EXIT

exec 4< <(exec python3 "$root/packaging/pictures/peers.py")
running+=($!)
read -r -t 20 _ port <&4 || fail "the peers did not start"
peers=127.0.0.1:$port

# pass SECONDS: traffic goes on meanwhile; it is what the pictures show.
mkfifo "$folder/nothing"
exec 9<>"$folder/nothing"
pass() { read -r -t "$1" _ <&9 || :; }
# press KEY…: one after the other.
press() { for key in "$@"; do xdotool key "$key"; pass 0.25; done; }
# write TEXT: types it where the focus is.
write() { xdotool type --delay 15 -- "$1"; pass 0.3; }

# What the window is started with, and what is done in it then.
scene_start() { arguments=(); seconds=2; act() { :; }; }
scene_tour() { arguments=(--demo); seconds=12; act() { :; }; }
scene_websocket() { arguments=("ws://$peers/quotes"); seconds=10; act() { :; }; }
scene_sse() {
    arguments=("http://$peers/jobs")
    seconds=11
    act() { press ctrl+f; write testEvent; press Return ctrl+3 Home ctrl+f ctrl+a BackSpace ctrl+3; pass 1; }
}
scene_polling() {
    arguments=("http://$peers/status")
    seconds=9
    act() { press ctrl+f; write kind:poll.result; press Return ctrl+3 Home Down Down Down; pass 1; }
}
scene_filter-error() {
    arguments=(--demo)
    seconds=6
    act() { press ctrl+f; write 'from:server kind:ws.mesage size>1k'; pass 1; }
}
scene_raw-frame() {
    arguments=(--demo)
    seconds=6
    # From the kinds of a WebSocket's messages the arrow leads to the last but one.
    act() { press ctrl+5 Right Right Right Right Right Right; pass 1; }
}
scene_mock() {
    arguments=()
    seconds=2
    act() {
        press ctrl+shift+m
        pass 1
        for path in sse sse stream; do
            curl -sN "http://127.0.0.1:8080/$path" >/dev/null &
            running+=($!)
        done
        pass 5
    }
}
scene_socketio() {
    "$programs/pushscope-cli" serve --port 8081 \
        --scenario "$root/packaging/pictures/socketio.json" >/dev/null &
    running+=($!)
    pass 1
    arguments=(--link "http://127.0.0.1:8081/socket.io/")
    seconds=2
    # The technique is named, so that nothing is asked before the first poll; then from the
    # upgrade to the event with an attachment.
    act() {
        press ctrl+l shift+Tab; write Socket; press Return ctrl+Return; pass 4
        press ctrl+shift+h ctrl+f; write event:chart; press Return ctrl+3 Home
        press ctrl+f ctrl+a BackSpace ctrl+3
        pass 1
    }
}
scene_statistics() { arguments=(--demo); seconds=14; act() { press ctrl+7; pass 1.5; }; }
scene_options() {
    arguments=("https://feed.example.com/jobs")
    seconds=3
    act() { press ctrl+shift+o; pass 1; }
}
scene_access() {
    arguments=("https://feed.example.com/jobs")
    seconds=3
    act() { press ctrl+shift+o; pass 1; press ctrl+Tab ctrl+Tab; pass 0.5; }
}
scene_problems() { arguments=("ws://$peers/quotes"); seconds=10; act() { press ctrl+8 Down; pass 1.5; }; }
scene_stock() {
    arguments=("ws://$peers/quotes")
    seconds=5
    act() { press ctrl+shift+t; pass 12; }
}
# The letters of the menus are the same in every language.
scene_limits() { arguments=(--demo); seconds=6; act() { press alt+f l; pass 1; }; }
scene_share() { arguments=(--demo); seconds=6; act() { press alt+f h; pass 1; }; }
scene_keys() { arguments=(--demo); seconds=6; act() { press F1; pass 1; }; }
scene_commands() { arguments=(--demo); seconds=6; act() { press ctrl+k; pass 1; }; }
scene_endpoint() {
    arguments=()
    seconds=2
    act() { press ctrl+shift+m; pass 1; press alt+m e; pass 1; }
}
scene_notice() { arguments=("http://127.0.0.1:9/"); seconds=4; act() { :; }; }
scene_capture() { arguments=("$capture"); seconds=4; act() { :; }; }
scene_capture-near() {
    arguments=("$capture")
    seconds=4
    act() { press ctrl+2 plus plus plus plus plus plus plus plus plus plus plus plus; pass 1; }
}

# take SCENE THEME LANGUAGE SIZE FILE
take() {
    local scene=$1 theme=$2 language=$3 size=$4 file=$5 display arguments seconds number=${#running[@]}
    "scene_$scene"
    exec 3< <(exec Xvfb -displayfd 1 -screen 0 "${size}x24" -nolisten tcp 2>/dev/null)
    running+=($!)
    read -r -t 10 display <&3 || fail "Xvfb did not start"
    export DISPLAY=:$display
    openbox >/dev/null 2>&1 &
    running+=($!)
    local home=$folder/home
    rm -rf "$home"
    mkdir -p -m 700 "$home"
    env QT_QPA_PLATFORM=xcb LC_ALL=C.UTF-8 HOME="$home" XDG_DATA_HOME="$home" \
        XDG_CONFIG_HOME="$home" XDG_RUNTIME_DIR="$home" \
        "$programs/pushscope" --theme "$theme" --lang "$language" "${arguments[@]}" 2>"$folder/said" &
    local program=$!
    running+=("$program")
    local window='' tries
    for ((tries = 0; tries < 100; ++tries)); do
        window=$(xdotool search --onlyvisible --pid "$program" --name . 2>/dev/null | head -1) || :
        [ -z "$window" ] || break
        pass 0.2
    done
    [ -n "$window" ] || fail "the window of $scene did not come"
    xdotool windowmove "$window" 0 0 windowsize "$window" "${size%x*}" "${size#*x}" windowfocus "$window"
    xdotool mousemove "${size%x*}" "${size#*x}" # Else what lies under it looks chosen.
    pass "$seconds"
    act
    import -window root "$file"
    echo "$file"
    [ ! -s "$folder/said" ] || sed 's/^/  said: /' "$folder/said"
    kill "${running[@]:number}" 2>/dev/null || true
    wait "${running[@]:number}" 2>/dev/null || true
    running=("${running[@]:0:number}")
}

wants() { [ -n "$capture" ] || case $1 in capture*) return 1 ;; esac; }

if [ -z "$out" ] && [ ${#scenes[@]} -eq 0 ]; then
    mkdir -p "$root/packaging/screenshots"
    for picture in "${readme_pictures[@]}"; do
        read -r scene theme language <<<"$picture"
        wants "$scene" || continue
        take "$scene" "$theme" "$language" 1280x800 \
            "$root/packaging/screenshots/$scene-$theme-$language.png"
    done
    exit 0
fi
[ ${#scenes[@]} -gt 0 ] || scenes=("${all_scenes[@]}")
out=${out:-$root/packaging/screenshots}
mkdir -p "$out"
for scene in "${scenes[@]}"; do
    declare -F "scene_$scene" >/dev/null || fail "no such scene: $scene"
    wants "$scene" || continue
    for size in $sizes; do
        for theme in $themes; do
            for language in $languages; do
                take "$scene" "$theme" "$language" "$size" "$out/$scene-$theme-$language-$size.png"
            done
        done
    done
done

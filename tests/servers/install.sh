#!/bin/sh
# Brings the real programs the tests start: PostgreSQL, Redis, nginx, Chromium, CUPS; espeak-ng and lame for voices; a C
# compiler for the disk that goes wrong (tests/faults); iproute2 for two hosts on one machine; and npm, from which
# tests/old_browser has its browser.
# Does nothing where they are there.
# Where apt may not be used it stops and prints the line to type.
set -eu

found() {
    for name in "$@"; do
        command -v "$name" >/dev/null 2>&1 && return 0
        for path in /usr/lib/postgresql/*/bin/"$name" /usr/sbin/"$name"; do
            [ -x "$path" ] && return 0
        done
    done
    return 1
}

missing=""
found initdb || missing="$missing postgresql"
found redis-server || missing="$missing redis-server"
found nginx || missing="$missing nginx"
[ -n "${CHROMIUM:-}" ] || found chromium chromium-browser google-chrome || missing="$missing chromium"
found cupsd || missing="$missing cups-daemon"
found lp || missing="$missing cups-client"
found espeak-ng || missing="$missing espeak-ng"
found lame || missing="$missing lame"
found gcc cc || missing="$missing gcc libc6-dev"
[ "$(uname -s)" != "Linux" ] || found ip || missing="$missing iproute2"
[ "$(uname -sm)" != "Linux x86_64" ] || found npm || missing="$missing npm"
[ -n "$missing" ] || exit 0

line="apt-get install -y --no-install-recommends$missing"
stop() {
    echo "The tests need real programs that are missing here:$missing" >&2
    echo "Type:  $1" >&2
    echo "(or set CHROMIUM=/path/to/chromium for a browser that stands elsewhere), then run make again." >&2
    exit 1
}

if ! command -v apt-get >/dev/null 2>&1; then
    stop "the install command of your system for:$missing"
elif [ "$(id -u)" = 0 ]; then
    root=""
elif sudo -n true 2>/dev/null; then
    root="sudo -n"
else
    stop "sudo $line"
fi

# The tests start their own servers: the packages shall not start theirs on the usual ports meanwhile.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    trap '$root rm -f "$policy"' EXIT
    trap 'exit 1' INT TERM
    printf '#!/bin/sh\nexit 101\n' | $root tee "$policy" >/dev/null
    $root chmod 755 "$policy"
fi

echo "Installing for the tests:$missing"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086  # $root and $line are lists of words
{ $root apt-get update -qq && $root $line -qq; } </dev/null >/dev/null || stop "${root:+sudo }apt-get update && ${root:+sudo }$line"

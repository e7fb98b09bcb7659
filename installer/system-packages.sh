#!/bin/sh
# Makes sure that Debian or Ubuntu packages are there: system-packages.sh NAME...
# Says in one line what is missing when it may not install them.
set -eu

missing=
for name in "$@"; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing="$missing $name"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "kgdesk: these packages are missing and there is no apt-get here:$missing" >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null 2>&1; then
    as_root=sudo
else
    echo "kgdesk: run this as root, then try again: apt-get install$missing" >&2
    exit 1
fi
echo "Installing system packages:$missing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for attempt in 1 2 3; do
    # shellcheck disable=SC2086 # the list is meant to be split
    if { $as_root apt-get update && $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1; then
        exit 0
    fi
    sleep $((attempt * 3))
done
tail -n 5 "$log" >&2
echo "kgdesk: apt-get could not install:$missing (is the network there?)" >&2
exit 1

#!/bin/bash
# Unrolls the link in the variable LINK, or else the sample. A thread with something missing is no failure of `make`.
set -uo pipefail
cd "$(dirname "$0")/.."
skein=.build/release/skein

if [ -n "${LINK:-}" ]; then
    "$skein" unroll "$LINK" "$@"
else
    "$skein" unroll --replay Samples/lighthouse.json "$@"
fi
status=$?
[ $status -eq 3 ] && status=0
exit $status

#!/bin/bash
# Serves the site on this machine, with an archive of its own in the project's folder; or unrolls the link in the variable LINK. A thread
# with something missing is no failure of `make`.
set -uo pipefail
cd "$(dirname "$0")/.."
skein=.build/release/skein

if [ -z "${LINK:-}" ]; then
    exec "$skein" serve --data .skein-run --samples Samples --port "${PORT:-8080}" "$@"
fi
"$skein" unroll "$LINK" "$@"
status=$?
[ $status -eq 3 ] && status=0
exit $status

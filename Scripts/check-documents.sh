#!/bin/bash
# Makes documents of every recording with the built program and puts them before outside judges: the Nu HTML checker, axe (the
# accessibility engine, in Chromium) and the JSON schema.
set -euo pipefail
cd "$(dirname "$0")/.."

skein=${SKEIN:-.build/debug/skein}
pages=.build-pages
rm -rf "$pages"
mkdir -p "$pages"

# A recording holds everything the program asks for, so no network is touched; 3 says that something of the thread is missing.
for recording in Samples/*.json Tests/Recordings/*/*.json; do
    [ -e "$recording" ] || continue
    name=$(echo "${recording%.json}" | tr / -)
    for ending in html json; do
        status=0
        SKEIN_X_TOKEN=none "$skein" unroll --replay "$recording" --output "$pages/$name.$ending" 2>"$pages/$name.log" || status=$?
        # Some recordings show why there is no document; those that do have one are judged.
        case $status in
        0 | 1 | 3) ;;
        *)
            cat "$pages/$name.log"
            exit 1
            ;;
        esac
    done
done

# What the renderers are held to in the tests counts as well.
for snapshot in Tests/RenderTests/Snapshots/*.html Tests/RenderTests/Snapshots/*.json; do
    if [ -e "$snapshot" ]; then cp "$snapshot" "$pages/snapshot-$(basename "$snapshot")"; fi
done

exec .build-tools/bin/python Scripts/judge.py "$pages" docs/thread.schema.json

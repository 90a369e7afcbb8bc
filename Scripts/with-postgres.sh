#!/bin/bash
# Runs a command with a PostgreSQL server of its own, whose address is in SKEIN_TEST_POSTGRES: Debian's server on a free port of
# loopback, with its data in a folder of the build, gone afterwards. Where the variable is set already, or there is no server to
# start, the command runs as it is; then the tests say that they left PostgreSQL out.
set -uo pipefail
cd "$(dirname "$0")/.."

binaries=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
if [ -n "${SKEIN_TEST_POSTGRES:-}" ] || [ -z "$binaries" ]; then
    [ -z "${SKEIN_TEST_POSTGRES:-}" ] && echo "There is no PostgreSQL here; its half of the store's tests is left out." >&2
    exec "$@"
fi

# PostgreSQL refuses to run as root, and its own user may not be allowed into the project's folder.
as_server=()
place=${SKEIN_TEST_FOLDER:-$PWD/.build-postgres}
if [ "$(id -u)" -eq 0 ]; then
    as_server=(runuser -u postgres --)
    place=${SKEIN_TEST_FOLDER:-/tmp}
fi
folder=$(mktemp -d -p "$(mkdir -p "$place" && echo "$place")" skein-postgres.XXXXXX)
[ "$(id -u)" -eq 0 ] && chown postgres "$folder"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])' 2>/dev/null || echo $((20000 + RANDOM)))

stop() {
    "${as_server[@]}" "$binaries/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

# It is thrown away at the end, so it need not be safe from a failing machine.
cd /
"${as_server[@]}" "$binaries/initdb" -D "$folder/data" -U skein -A trust -E UTF8 --locale=C.UTF-8 -N >"$folder.log" 2>&1 &&
    "${as_server[@]}" "$binaries/pg_ctl" -D "$folder/data" -w -t 60 -l "$folder/log" -o \
        "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$folder -c fsync=off -c max_connections=1000" \
        start >>"$folder.log" 2>&1
started=$?
cd - >/dev/null
if [ $started -ne 0 ]; then
    cat "$folder.log" >&2
    rm -f "$folder.log"
    exit 1
fi
rm -f "$folder.log"

export SKEIN_TEST_POSTGRES="postgres://skein@127.0.0.1:$port/postgres"
# How a test restarts it: a command and the data folder.
export SKEIN_TEST_POSTGRES_CTL="${as_server[*]} $binaries/pg_ctl -D $folder/data"
"$@"

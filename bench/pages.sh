#!/usr/bin/env bash
# bench/pages.sh [SECONDS]: makes the demonstration borough, serves it on this machine and measures pages, saves, bytes,
# memory, start-up and how fast acts are replayed on both engines. One line a figure; bench/README.md explains them.
#
#   SECONDS   of load on each page (8)
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-8}
binary=$PWD/build/release/kith
[ -x "$binary" ] || { echo "bench/pages.sh: build first: cmake --preset release && cmake --build --preset release" >&2; exit 1; }

# Under a server of its own for the figures of PostgreSQL.
if [ -z "${KITH_TEST_POSTGRES:-}" ] && [ -z "${KITH_BENCH_INSIDE:-}" ]; then
	KITH_BENCH_INSIDE=1 exec tools/with-postgres.sh "$0" "$seconds"
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/kith-bench.XXXXXX")
trap 'rm -rf "$folder"' EXIT
machine="$(nproc) cores, $(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | head -n 1)"

# replayed ENGINE WHERE…: acts of 300 people a second.
replayed() {
	local engine=$1 began ended acts
	shift
	acts=$("$binary" demo plan --borough thurrock --people 300 | wc -l)
	began=$(date +%s%N)
	"$binary" demo --borough thurrock --people 300 "$@" >/dev/null
	ended=$(date +%s%N)
	awk -v acts="$acts" -v spent=$((ended - began)) -v engine="$engine" -v machine="$machine" 'BEGIN {
		printf "acts replayed\t%.1f\t\t\t\t%d\tacts a second\t%s\t300\t%s\n", acts * 1e9 / spent, acts, engine, machine }'
}

replayed sqlite --data "$folder/replayed"
if [ -n "${KITH_TEST_POSTGRES:-}" ]; then
	replayed postgresql --database "$KITH_TEST_POSTGRES"
fi
"$binary" demo --borough thurrock --data "$folder/demonstration" >/dev/null
node bench/pages.mjs "$binary" "$folder/demonstration" "$seconds"

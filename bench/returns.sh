#!/usr/bin/env bash
# bench/returns.sh [ROWS]: makes an invented national file, checks and measures it, and has DuckDB do the same checks on the
# same file with as many threads. One line a figure; bench/README.md explains them.
#
#   ROWS   about so many (5000000: 2.9 GB, and a minute to make)
set -eu
cd "$(dirname "$0")/.."
rows=${1:-5000000}
threads=$(nproc)
binary=$PWD/build/release/kith
[ -x "$binary" ] || { echo "bench/returns.sh: build first: cmake --preset release && cmake --build --preset release" >&2; exit 1; }
[ -d node_modules/@duckdb/node-api ] || { echo "bench/returns.sh: npm ci --ignore-scripts first: DuckDB is measured beside" >&2; exit 1; }

folder=$(mktemp -d "${TMPDIR:-/tmp}/kith-bench.XXXXXX")
trap 'rm -rf "$folder"' EXIT
machine="$(nproc) cores, $(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | head -n 1)"
file=$folder/invented.csv

figure() {
	printf '%s\t%s\t\t\t\t%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$4" "$5" "$rows" "$machine"
}

# timed NAME ENGINE COMMAND…: rows a second, seconds on the clock and of the processor, peak memory.
timed() {
	local name=$1 engine=$2 seconds user system kilobytes
	shift 2
	/usr/bin/time -f '%e %U %S %M' -o "$folder/time" "$@" >"$folder/out" 2>"$folder/err" || [ $? -eq 1 ]
	read -r seconds user system kilobytes < <(tail -n 1 "$folder/time")
	figure "$name" "$(awk -v n="$rows" -v s="$seconds" 'BEGIN { printf "%.0f", n / s }')" "$rows" "rows a second" "$engine"
	figure "$name, time" "$seconds" 1 seconds "$engine"
	figure "$name, processor" "$(awk -v u="$user" -v s="$system" 'BEGIN { print u + s }')" 1 "processor seconds" "$engine"
	figure "$name, memory" $((kilobytes / 1024)) 1 MiB "$engine"
}

"$binary" cld generate --councils 50 --people $((rows * 43 / 50 / 50)) --faults all=2 >"$file"
rows=$(($(wc -l <"$file") - 1))
cat "$file" >/dev/null # both find it in the cache
timed "check" kith "$binary" cld check --threads "$threads" "$file"
timed "check" duckdb node bench/returns.mjs "$file" data/cld/codes.csv "$threads"
timed "measures" kith "$binary" cld measures --year 2024/25 --threads "$threads" "$file"
timed "measures" duckdb node bench/returns_measures.mjs 2024/25 "$file"

#!/usr/bin/env bash
# run-tests.sh RESULTS PRESET [ROOM]: runs the test programs and the browser tests of a preset that is built, and adds
# a line a test to RESULTS. ./check calls it inside with-postgres.sh.
set -u
cd "$(dirname "$0")/.." || exit 1
results=$1
preset=$2
room=${3:-}
output=tests/output

# The programs whose name, or whose source's folder, holds the word.
programs_of() {
	{
		ctest --test-dir "build/$preset" -N | sed -n 's/^ *Test *#[0-9]*: //p' | grep -F -- "$1"
		find tests -path tests/output -prune -o -name 'test_*.c' -print | grep -F -- "$1" | sed 's|.*/||; s|\.c$||'
	} | sort -u
}

run_programs() {
	local chosen=()
	if [ -n "$room" ]; then
		local names
		names=$(programs_of "$room")
		[ -n "$names" ] || return 0
		chosen=(-R "^($(paste -sd'|' <<<"$names"))\$")
	fi
	ctest --test-dir "build/$preset" -j 2 --timeout 900 "${chosen[@]}" >"$output/ctest-$preset.log" 2>&1
	local status=$?
	cp "build/$preset/Testing/Temporary/LastTest.log" "$output/programs-$preset.log"
	awk -v failures="$output/said-$preset.txt" -f tools/count-ctest.awk "$output/programs-$preset.log" \
		>"$output/counted-$preset.tsv"
	if [ "$status" -ne 0 ] && ! grep -q '^failed' "$output/counted-$preset.tsv"; then
		printf 'failed\tctest\tsee %s\n' "$output/ctest-$preset.log" >>"$output/counted-$preset.tsv"
	fi
	cat "$output/counted-$preset.tsv" >>"$results"
	[ ! -s "$output/said-$preset.txt" ] || head -n 300 "$output/said-$preset.txt"
}

# run_script NAME FILE: a script that writes TAP.
run_script() {
	KITH_PRESET=$preset timeout 1800 node "$2" ${room:+"$room"} >"$output/$1.tap" 2>"$output/$1.log"
	local status=$?
	awk -v failures="$output/said-$1.txt" -f tools/count-tap.awk "$output/$1.tap" >"$output/counted-$1.tsv"
	if [ "$status" -ne 0 ] && ! grep -q '^failed' "$output/counted-$1.tsv"; then
		printf 'failed\t%s tests\tended early; see %s\n' "$1" "$output/$1.log" >>"$output/counted-$1.tsv"
		tail -n 20 "$output/$1.log"
	fi
	cat "$output/counted-$1.tsv" >>"$results"
	[ ! -s "$output/said-$1.txt" ] || head -n 200 "$output/said-$1.txt"
}

rm -f "$output"/said-*.txt
run_programs
if [ "$preset" = asan ]; then
	run_script browser tests/e2e/run.mjs
	run_script oracle tests/oracle/run.mjs
fi
exit 0

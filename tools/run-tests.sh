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

run_browser() {
	KITH_PRESET=$preset timeout 1800 node tests/e2e/run.mjs ${room:+"$room"} >"$output/browser.tap" 2>"$output/browser.log"
	local status=$?
	awk -v failures="$output/said-browser.txt" -f tools/count-tap.awk "$output/browser.tap" >"$output/counted-browser.tsv"
	if [ "$status" -ne 0 ] && ! grep -q '^failed' "$output/counted-browser.tsv"; then
		printf 'failed\tbrowser tests\tended early; see %s\n' "$output/browser.log" >>"$output/counted-browser.tsv"
		tail -n 20 "$output/browser.log"
	fi
	cat "$output/counted-browser.tsv" >>"$results"
	[ ! -s "$output/said-browser.txt" ] || head -n 200 "$output/said-browser.txt"
}

rm -f "$output"/said-*.txt
run_programs
if [ "$preset" = asan ] && [ -f tests/e2e/run.mjs ]; then
	run_browser
fi
exit 0

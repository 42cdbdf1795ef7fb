#!/bin/sh
# calibrated.sh KITH [BOROUGH]: every calibrated story whole, and what its record counts beside what was published
# (published.csv; an empty cell is not compared). Minutes a borough: not part of the usual run.
set -eu
kith=$1
only=${2:-}
here=$(dirname "$0")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
wrong=0

# One story: made, sound, its years counted.
count_story() {
	"$kith" demo --borough "$1" --calibrated "$2" --data "$place/record" >/dev/null || exit 1
	"$kith" verify --data "$place/record" >"$place/verified" || {
		echo "FAILED: $1 $2 is not sound: $(cat "$place/verified")"
		wrong=1
	}
	: >"$place/counted.csv"
	for year in $(awk -F, -v b="$1" -v s="$2" '$1 == b && $2 == s { print $3 }' "$here/published.csv" | sort -u); do
		"$kith" ascof table --data "$place/record" --year "$year" | sed "s#^#$year,#" >>"$place/counted.csv"
	done
	rm -rf "$place/record"
}

# Fields are taken from the right: titles hold commas.
compare_story() {
	awk -F, -v b="$1" -v s="$2" '
		FNR == NR { if (NF > 8 && $2 != "ascof-2023-24" && $2 != "set") { n[$1 "," $3] = $(NF - 5); d[$1 "," $3] = $(NF - 4); v[$1 "," $3] = $(NF - 3) } next }
		$1 == b && $2 == s {
			key = $3 "," $4
			good = n[key] == $5 && ($6 == "" || d[key] == $6) && ($7 == "" || v[key] == $7)
			printf "%s %s %s %s: %s of %s = %s%s\n", b, $3, $4, good ? "as published" : "WRONG", n[key], d[key], v[key], good ? "" : ", published " $5 " of " $6 " = " $7
			bad += !good
		}
		END { exit bad > 0 }' "$place/counted.csv" "$here/published.csv" || wrong=1
}

stories=$(awk -F, -v only="$only" 'NR > 1 && (only == "" || $1 == only) { print $1 " " $2 }' "$here/published.csv" | sort -u)
echo "$stories" >"$place/stories"
while read -r borough story; do
	count_story "$borough" "$story"
	compare_story "$borough" "$story"
done <"$place/stories"
exit "$wrong"

# Reads TAP and writes a line a test: outcome, name, reason; parted by tabs. What a failed test said goes to failures.

/^(not )?ok( |$)/ {
	name = $0
	sub(/^(not )?ok *[0-9]* *-? */, "", name)
	reason = ""
	outcome = $1 == "ok" ? "passed" : "failed"
	if (match(name, / *# *[Ss][Kk][Ii][Pp] */)) {
		reason = substr(name, RSTART + RLENGTH)
		name = substr(name, 1, RSTART - 1)
		outcome = "skipped"
	}
	printf "%s\t%s\t%s\n", outcome, name, outcome == "skipped" && reason == "" ? "no reason given" : reason
	failing = outcome == "failed"
	if (failing)
		print "--- " name >failures
	next
}
failing && /^#|^ / { print >failures }

# Reads the log of ctest and writes a line a test: outcome, "program: test", reason; parted by tabs.
# A cmocka program counts test by test; any other program, or one that died on the way, counts as one.
# failures (a file name) gets what a failed test said.

function record(outcome, name, reason) {
	printf "%s\t%s\t%s\n", outcome, name, reason
	seen[outcome]++
}

function end_program(    i) {
	if (program == "")
		return
	if (!passed && (seen["failed"] == 0 || current != "")) {
		record("failed", program ": " (current == "" ? "the program" : current), "ended the program")
		print "--- " program ": " current >failures
		for (i = 1; i <= said; i++)
			print lines[i] >failures
	}
	if (passed && seen["passed"] + seen["failed"] + seen["skipped"] == 0)
		record("passed", program, "")
	program = ""
}

/^[0-9]+\/[0-9]+ Testing: / {
	end_program()
	program = $0
	sub(/^[0-9]+\/[0-9]+ Testing: /, "", program)
	delete seen
	seen["failed"] = 0
	current = ""
	in_group = 0
	passed = 0
	said = 0
	next
}
/^Unable to find executable: / { missing = 1; next }

/\[==========\] Running / { in_group = 1; next }
/\[==========\] .*test\(s\) run/ { in_group = 0; next }
/^Test Passed\./ { passed = !missing; missing = 0; next }
/" end time: / { end_program(); next }

in_group && /\[ RUN      \] / {
	current = $0
	sub(/.*\[ RUN      \] /, "", current)
	said = 0
	reason = ""
	next
}
in_group && /\[       OK \] / { record("passed", program ": " current, ""); current = ""; next }
in_group && /\[  SKIPPED \] / {
	if (reason == "" && said > 0)
		reason = lines[said]
	sub(/^(skip|skipped|SKIP): */, "", reason)
	record("skipped", program ": " current, reason == "" ? "no reason given" : reason)
	current = ""
	next
}
in_group && /\[  FAILED  \] / {
	if (current == "") {
		current = $0
		sub(/.*\[  FAILED  \] /, "", current)
	}
	print "--- " program ": " current >failures
	for (i = 1; i <= said; i++)
		print lines[i] >failures
	record("failed", program ": " current, "")
	current = ""
	next
}

/^# skip: / { reason = substr($0, 9) }
$0 != "" && said < 400 { lines[++said] = $0 }

END { end_program() }

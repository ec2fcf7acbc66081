# Description: adds up what test runners print, each in its own way, and prints "PASSED FAILED". A test that was skipped,
#              cancelled or left for later has not passed.
# TAP (pgTAP, scripts/check): ok / not ok.  cmocka: [  PASSED  ] n test(s).  node:test: "ℹ pass n".  vitest: "Tests  1 failed | 2 passed".
{ gsub(/\033\[[0-9;]*m/, "") }
/^ok [0-9]* *.*# [A-Za-z]+/ { failed++; next }
/^ok( |$)/ { passed++ }
/^not ok( |$)/ { failed++ }
/^# Looks like (you planned|your test)/ { failed++ }
/^\[  (PASSED|FAILED|SKIPPED) +\].*[0-9]+ test\(s\)/ {
  match($0, /[0-9]+ test\(s\)/)
  number = substr($0, RSTART) + 0
  if (/PASSED/) passed += number
  else failed += number
}
/^(ℹ|#) pass [0-9]+$/ { passed += $3 }
/^(ℹ|#) (fail|cancelled|skipped|todo) [0-9]+$/ { failed += $3 }
/^ +Tests +/ {
  for (i = 2; i < NF; i++) {
    if ($(i + 1) ~ /^passed/) passed += $i
    if ($(i + 1) ~ /^(failed|skipped|todo)/) failed += $i
  }
}
END { print passed + 0, failed + 0 }

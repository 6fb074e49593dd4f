#!/usr/bin/env bash
# The page by itself: types against schema/openapi.yaml, and its units. ./dev installs what it needs.
# usage: page_test.sh BUILD_DIR
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../web" || exit 1
passed=0
failed=0
if npm run --silent types >/dev/null && npm run --silent check; then passed=1; else failed=1; fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
NO_COLOR=1 npm run --silent unit >"$log" 2>&1 || { cat "$log"; failed=$((failed + 1)); }
count=$(sed -nE 's/^ *Tests .*[^0-9]([0-9]+) passed.*/\1/p' "$log" | tail -n 1)
[ -n "$count" ] || failed=$((failed + 1))
printf '%d passed, %d failed\n' "$((passed + ${count:-0}))" "$failed"
[ "$failed" = 0 ]

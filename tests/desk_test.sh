#!/usr/bin/env bash
# The desk in a browser: each view clicked through on the example ledger in both languages, accessibility, narrow screens.
# DESK_SHOTS=FOLDER keeps a screenshot of every view. ./dev installs Chromium and what web/ needs, and builds the page.
# usage: desk_test.sh BUILD_DIR [events | event | work | looks ...]
set -uo pipefail
build=$(cd "${1:?usage: desk_test.sh BUILD_DIR}" && pwd) || exit 1
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
scratch=$(mktemp -d)
. tests/server.sh
trap 'stop_server; rm -rf "$scratch"' EXIT
# The examples, and a report with its reprint that hardens the verb and loses the bound.
"$build/rawi" add --ledger "$scratch/desk.db" examples web/tests/desk/drift.jsonl >"$scratch/add" 2>&1 || { cat "$scratch/add"; exit 1; }
start_server "$build/rawi" "$scratch/desk.db" || exit 1
if [ -n "${DESK_SHOTS:-}" ]; then mkdir -p "$DESK_SHOTS"; fi
(cd web && node tests/desk/run.mjs "$address" "${@:2}")

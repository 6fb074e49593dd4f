#!/usr/bin/env bash
# How the desk does on a large ledger (docs/desk.md, Speed): the server's answers, and the page in Chromium.
# The ledger is made of what `rawi add` takes, or one that is there already; the page has to be built.
# usage: bench/desk.sh BUILD_DIR LEDGER [INPUT...]
set -euo pipefail
build=$(cd "${1:?usage: bench/desk.sh BUILD_DIR LEDGER [INPUT...]}" && pwd)
ledger=$(realpath -m "${2:?which ledger?}")
inputs=()
for input in "${@:3}"; do inputs+=("$(realpath "$input")"); done
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[ ${#inputs[@]} = 0 ] || "$build/rawi" add --ledger "$ledger" "${inputs[@]}"
. tests/server.sh
trap stop_server EXIT
start_server "$build/rawi" "$ledger"
(cd web && node tests/desk/speed.mjs "$address" "$server")

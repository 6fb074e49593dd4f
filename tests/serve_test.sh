#!/usr/bin/env bash
# `rawi serve` from outside: every path and every answer against schema/openapi.yaml, who is let in, corrections and adding.
set -u
. "$(dirname "$0")/check.sh"
/usr/bin/python3 "$(dirname "$0")/serve_test.py" "$build/rawi" "$top" "$scratch"

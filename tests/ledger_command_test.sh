#!/usr/bin/env bash
# The ledger from outside: what the commands say, their exit status, and that exports are what they are called.
set -u
. "$(dirname "$0")/check.sh"
rawi=$build/rawi
export RAWI_LEDGER=$scratch/test.db
cat >"$scratch/news.jsonl" <<'TEXT'
{"id": "one", "outlet": "alpha", "published": "2024-03-07", "text": "قال مصدر أمني عراقي لوكالة رويترز إن مسلحين هاجموا نقطة تفتيش في الموصل أمس، ما أدى إلى مقتل ثلاثة جنود."}
{"id": "two", "outlet": "beta", "published": "2024-03-08", "text": "نفى الجيش العراقي وقوع هجوم في الموصل. والتقى وزير الخارجية نظيره التركي في أنقرة."}
TEXT

says() { "$rawi" "${@:2}" 2>&1 | grep -qF -- "$1"; }
lines() { [ "$("$rawi" "${@:2}" 2>/dev/null | wc -l)" -ge "$1" ]; }
nothing_on_stderr() { [ -z "$("$rawi" "$@" 2>&1 >/dev/null)" ]; }
json() { "$rawi" "$@" 2>/dev/null | /usr/bin/python3 -c 'import json, sys; assert json.load(sys.stdin)'; }
json_lines() { "$rawi" "$@" 2>/dev/null | /usr/bin/python3 -c '
import json, sys
assert [json.loads(line) for line in sys.stdin]'; }
columns() { "$rawi" "${@:2}" 2>/dev/null | /usr/bin/python3 -c '
import csv, sys
rows = list(csv.reader(sys.stdin))
assert len(rows) > 1 and {len(r) for r in rows} == {int(sys.argv[1])}, [len(r) for r in rows]' "$1"; }
same_words() { "$rawi" claims --limit 100 2>/dev/null | /usr/bin/python3 -c '
import json, sys
texts = {r["id"]: r["text"].encode() for r in map(json.loads, open(sys.argv[1]))}
for claim in map(json.loads, sys.stdin):
    begin, end = claim["trigger_span"]
    assert texts[claim["report"]][begin:end].decode() == claim["trigger"]' "$scratch/news.jsonl"; }
raw_bytes() { cmp <("$rawi" reports one --raw) <(head -n 1 "$scratch/news.jsonl" | tr -d '\n'); }

check 'no ledger yet' exits 1 "$rawi" claims
check 'adds' says 'added 2 reports' add "$scratch/news.jsonl"
check 'adds nothing twice' says '2 were in it' add "$scratch/news.jsonl"
check 'adds nothing twice, from standard input' says '2 were in it' add - <"$scratch/news.jsonl"
check 'a bad input is named' exits 1 "$rawi" add "$scratch/none.txt"
check 'wrong usage' exits 2 "$rawi" claims --sort sideways
check 'no such type' says 'one of: AGREE' claims --type PARTY
check 'no such type fails' exits 1 "$rawi" claims --type PARTY
check 'is whole' says 'is whole: 2 reports' verify
check 'verify is quiet' nothing_on_stderr verify
check 'its events are what its reports make' says 'events are those that its reports make' verify --events
check 'claims as lines' json_lines claims
check 'claims stand on their words' same_words
check 'claims in columns' columns 30 claims --format csv
check 'claims as text' lines 6 claims --format text
check 'a page says how to go on' says '--cursor 1' claims --limit 1
check 'reports' columns 22 reports --format csv
check 'bytes as they came' raw_bytes
check 'sources' json_lines sources
check 'search under clitics' lines 1 search رويترز
check 'search a phrase' lines 1 search 'وزير الخارجية'
check 'nothing to search' exits 1 "$rawi" search '،'
check 'acled' columns 31 export --as acled
check 'gdelt' columns 61 export --as gdelt
check 'geojson' json export --as geojson
check 'jsonld' json export --as jsonld
check 'nothing known before' says 'FeatureCollection' export --as geojson --as-of 2001
printf 'no ledger' >"$scratch/other.db"
check 'what is no ledger is refused' says 'this is no ledger' claims --ledger "$scratch/other.db"
check 'and fails' exits 1 "$rawi" claims --ledger "$scratch/other.db"
closing_line

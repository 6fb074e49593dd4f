#!/usr/bin/env bash
# Events from outside: the same whatever the order of input, from files as from a ledger; and the annotated clusters' scores.
set -u
. "$(dirname "$0")/check.sh"
rawi=$build/rawi
cat >"$scratch/reports.jsonl" <<'JSON'
{"id":"a","published":"2024-03-05","text":"قالت الشرطة العراقية إن مسلحين هاجموا نقطة تفتيش في بلدة القيارة جنوب الموصل أمس الاثنين، ما أدى إلى مقتل سبعة جنود وإصابة أربعة آخرين."}
{"id":"b","published":"2024-03-05","text":"هاجم مسلحون نقطة تفتيش للجيش في القيارة جنوب الموصل أمس الاثنين، وقال مصدر طبي إن الهجوم أدى إلى مقتل اثني عشر جنديا وإصابة أربعة آخرين."}
{"id":"c","published":"2024-03-20","text":"بحث وزير الخارجية الأردني في عمان مع نظيره المصري سبل التعاون بين البلدين."}
JSON
tac "$scratch/reports.jsonl" >"$scratch/backwards.jsonl"

told() { "$rawi" events --format jsonl "$@"; }
same_backwards() { cmp <(told "$scratch/reports.jsonl") <(told "$scratch/backwards.jsonl"); }
same_from_ledger() {
  "$rawi" add --ledger "$scratch/news.rawi" "$scratch/reports.jsonl" >/dev/null 2>&1 || return 1
  cmp <(told "$scratch/reports.jsonl" | sort) <(told --ledger "$scratch/news.rawi" | sort)
}
same_on_one_processor() {
  for i in $(seq 80); do sed "s/\"id\":\"/&$i-/; s/سبعة/$((i + 2))/" "$scratch/reports.jsonl"; done >"$scratch/many.jsonl"
  cmp <(told "$scratch/many.jsonl") <(taskset -c 0 "$rawi" events --format jsonl "$scratch/many.jsonl")
}
one_event_of_two() { told --reports 2 "$scratch/reports.jsonl" | grep -c '"report":"a".*"report":"b"' | grep -qx 1; }
shows_one() {
  local id
  id=$(told --reports 2 "$scratch/reports.jsonl" | sed -n 's/^{"event":"\([^"]*\)".*/\1/p' | head -1)
  "$rawi" event "$id" --format text "$scratch/reports.jsonl" | grep -q origins
}

book=$scratch/examples.rawi
columns() { "$rawi" events "${@:2}" 2>/dev/null | /usr/bin/python3 -c '
import csv, sys
rows = list(csv.reader(sys.stdin))
assert len(rows) > 1 and {len(r) for r in rows} == {int(sys.argv[1])}, [len(r) for r in rows]' "$1"; }
json() { "$rawi" events "$@" 2>/dev/null | /usr/bin/python3 -c 'import json, sys; d = json.load(sys.stdin); assert d.get("features") or d.get("@graph")'; }
count() { told --ledger "$book" "$@" 2>/dev/null | wc -l; }
some() { local n; n=$(count "$@"); [ "$n" -gt 0 ] && [ "$n" -lt "$(count)" ]; }
# The filter lists as many events as have that minimum.
as_many_origins() {
  local n want
  for n in 1 2; do
    want=$(told --ledger "$book" 2>/dev/null | python3 -c '
import json, sys
print(sum(json.loads(line)["independent_origins"]["min"] >= int(sys.argv[1]) for line in sys.stdin))' "$n")
    [ "$(count --origins "$n")" = "$want" ] || return 1
  done
}
none() { [ "$(count "$@")" = 0 ]; }
id_at() { told --ledger "$book" --place "$1" --reports 2 --limit 1 2>/dev/null | sed -n 's/^{"event":"\([^"]*\)".*/\1/p'; }
pages_make_the_whole() {
  local cursor='' page
  : >"$scratch/pages"
  while :; do
    page=$("$rawi" events --ledger "$book" --format jsonl --limit 7 ${cursor:+--cursor "$cursor"} 2>"$scratch/more")
    printf '%s\n' "$page" >>"$scratch/pages"
    cursor=$(sed -n 's/.*--cursor //p' "$scratch/more")
    [ -n "$cursor" ] || break
  done
  cmp "$scratch/pages" <(told --ledger "$book")
}
added_in_parts() {
  local part
  for part in "$top"/examples/[ej]*.jsonl "$top"/examples/*.txt "$top"/examples/r*.jsonl; do
    [ -e "$part" ] && { "$rawi" add --ledger "$scratch/parts.rawi" "$part" >/dev/null 2>&1 || return 1; }
  done
  "$rawi" add --ledger "$book" "$top/examples" >/dev/null 2>&1 || return 1
  cmp <(told --ledger "$book") <(told --ledger "$scratch/parts.rawi") && cmp <(told --ledger "$book" | sort) <(told "$top/examples" | sort)
}
merged() { [ "$(told --ledger "$book" | grep -c '"report":"baquba-agency".*"report":"taiz-agency"')" = "$1" ]; }
merges() { "$rawi" merge "$(id_at Baqubah)" "$(id_at Taiz)" --ledger "$book" --why 'a test' --who tester >/dev/null 2>&1 && merged 1; }
shows_the_decision() { "$rawi" event "$(id_at Baqubah)" --ledger "$book" --format text | grep -q 'decision 1: merge by .*tester'; }
rereads_and_keeps_it() { "$rawi" reread --ledger "$book" >/dev/null 2>&1 && merged 1; }
takes_it_back() { "$rawi" undo 1 --ledger "$book" --why 'not so' --who tester >/dev/null 2>&1 && merged 0 && cmp <(told --ledger "$book") <(told --ledger "$scratch/parts.rawi"); }
excludes() {
  "$rawi" exclude "$(id_at Baqubah)" --report baquba-network --ledger "$book" --why 'a test' >/dev/null 2>&1 || return 1
  ! told --ledger "$book" | grep -q '"report":"baquba-agency".*"report":"baquba-network"'
}

check 'in parts, at once, and from files: the same events' added_in_parts
check 'pages make the whole' pages_make_the_whole
check 'by type' some --type CONSULT
check 'by time' some --from 2024-05-20 --to 2024-05-22
check 'by place within' some --within IQ
check 'by actor' some --actor 'جماعة الحوثي'
check 'by source' some --source 'شرطة ديالى'
check 'by status' some --status denied
check 'by words' some --text 'سوق الخضار'
check 'contested' some --contested
check 'by origins' as_many_origins
check 'nothing was known before' none --as-of 2001
check 'most reports first' test "$(told --ledger "$book" --sort reports --limit 1 2>/dev/null)" != "$(told --ledger "$book" --limit 1 2>/dev/null)"
check 'no such type' exits 1 "$rawi" events --ledger "$book" --type PARTY
check 'csv' columns 27 --ledger "$book" --format csv
check 'acled' columns 31 --ledger "$book" --format acled
check 'gdelt' columns 61 --ledger "$book" --format gdelt
check 'geojson' json --ledger "$book" --format geojson
check 'jsonld' json --ledger "$book" --format jsonld
check 'acled of files' columns 31 "$scratch/reports.jsonl" --format acled
check 'a filter for ledgers, asked of files' exits 1 "$rawi" events --within IQ "$scratch/reports.jsonl"
check 'a person merges' merges
check 'the decision is shown' shows_the_decision
check 'rereading keeps it' rereads_and_keeps_it
check 'undo takes it back' takes_it_back
check 'a person excludes' excludes
check 'a decision needs a reason' exits 2 "$rawi" undo 2 --ledger "$book"
check 'so does a merge' exits 2 "$rawi" merge "$(id_at Baqubah)" "$(id_at Taiz)" --ledger "$book"
check 'so does a split' exits 2 "$rawi" split "$(id_at Baqubah)" --report baquba-agency --ledger "$book"
check 'so does an exclusion' exits 2 "$rawi" exclude "$(id_at Baqubah)" --report baquba-agency --ledger "$book"
check 'what is kept is what its reports make' "$rawi" verify --events --ledger "$book"
check 'a decision about nothing' exits 1 "$rawi" undo 99 --ledger "$book" --why x
check 'a decision makes no ledger' exits 1 "$rawi" undo 1 --ledger "$scratch/none.rawi" --why x
check 'two reports of one attack are one event' one_event_of_two
check 'the order of input does not matter' same_backwards
check 'the number of threads does not matter' same_on_one_processor
check 'a ledger tells what its reports tell' same_from_ledger
check 'one event is shown' shows_one
check 'an unknown event' exits 1 "$rawi" event ev0 "$scratch/reports.jsonl"
check 'a missing ledger' exits 1 "$rawi" events --ledger "$scratch/none.rawi"
if [ -d "$top/../shared/gold/clusters_dev" ]; then
  check 'the annotated clusters' /usr/bin/python3 "$top/tests/score_clusters.py" "$rawi" "$top/../shared" --check
fi
closing_line

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
one_event_of_two() { told --reports 2 "$scratch/reports.jsonl" | grep -c '"report":"a".*"report":"b"' | grep -qx 1; }
shows_one() {
  local id
  id=$(told --reports 2 "$scratch/reports.jsonl" | sed -n 's/^{"event":"\([^"]*\)".*/\1/p' | head -1)
  "$rawi" event "$id" --format text "$scratch/reports.jsonl" | grep -q origins
}

check 'two reports of one attack are one event' one_event_of_two
check 'the order of input does not matter' same_backwards
check 'a ledger tells what its reports tell' same_from_ledger
check 'one event is shown' shows_one
check 'an unknown event' exits 1 "$rawi" event ev0 "$scratch/reports.jsonl"
check 'a missing ledger' exits 1 "$rawi" events --ledger "$scratch/none.rawi"
if [ -d "$top/../shared/gold/clusters_dev" ]; then
  check 'the annotated clusters' /usr/bin/python3 "$top/tests/score_clusters.py" "$rawi" "$top/../shared" --check
fi
closing_line

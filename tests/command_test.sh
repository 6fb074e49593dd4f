#!/usr/bin/env bash
# The command from outside: exit status, what it says of bad input, order of output, and its JSON by schema.
set -u
. "$(dirname "$0")/check.sh"
rawi=$build/rawi
reports=("$top"/examples)
[ -n "$(ls -A "$top/examples" 2>/dev/null)" ] || reports=("$scratch/reports")
mkdir -p "$scratch/reports"
printf 'قالت الشرطة إن مسلحين هاجموا نقطة تفتيش في الموصل، ما أدى إلى مقتل ثلاثة جنود.\n\n0\n83\n' >"$scratch/reports/a.txt"
printf '{"id":"1","text":"نفى الجيش قصف المدينة."}\n{"id":"2"}\n{"id":"3","text":"\xff"}\n' >"$scratch/bad.jsonl"

says() { "$rawi" "${@:2}" 2>&1 >/dev/null | grep -qF -- "$1"; }
same() { cmp <("$rawi" read -j 1 "$@") <("$rawi" read -j 3 "$@"); }
isolates_match() {
  "$rawi" read --format text "$@" | /usr/bin/python3 -c '
import sys
for line in sys.stdin:
    assert line.count("\u2068") == line.count("\u2069"), line'
}
by_schema() {
  "$rawi" read --format "$1" "${@:3}" | /usr/bin/python3 -c '
import json, sys, jsonschema
validator = jsonschema.Draft202012Validator(json.load(open(sys.argv[1])))
count = 0
for line in sys.stdin:
    validator.validate(json.loads(line))
    count += 1
sys.exit(0 if count else "no output")' "$top/schema/$2"
}
# Every example report gives claims; some are told through one source, some through several.
claims_have_chains() {
  "$rawi" read --format jsonl "$top/examples" | /usr/bin/python3 -c '
import json, sys
lengths = {}
for line in sys.stdin:
    claim = json.loads(line)
    lengths.setdefault(claim["report"], []).append(len(claim["chain"]))
    assert all(link["name"] and link["kind"] for link in claim["chain"]), line
silent = [report for report in sys.argv[1:] if not any(name.endswith(report) for name in lengths)]
assert not silent, f"no claims: {silent}"
longest = [max(chains) for chains in lengths.values()]
assert sum(n > 0 for n in longest) >= len(longest) * 3 // 4 and any(n > 1 for n in longest), lengths
' $(cd "$top/examples" && ls *.txt)
}
reads_standard_input() { [ "$("$rawi" read --format reports - <"$scratch/reports/a.txt" | wc -l)" = 1 ]; }
survives_closed_pipe() { "$rawi" read --format reports "$scratch/reports" | head -c 10 >/dev/null; }

check 'all read' exits 0 "$rawi" read "$scratch/reports/a.txt"
check 'a missing file' exits 1 "$rawi" read no-such-file "$scratch/reports/a.txt"
check 'a missing file is named' says 'no-such-file: cannot open' read no-such-file
check 'a bad line' exits 1 "$rawi" read "$scratch/bad.jsonl"
check 'a bad line is named' says "$scratch/bad.jsonl:2: no \"text\"" read "$scratch/bad.jsonl"
check 'the other lines are read' eval '[ "$("$rawi" read --format reports "$scratch/bad.jsonl" | wc -l)" = 2 ]'
check 'no command' exits 2 "$rawi"
check 'a wrong option' exits 2 "$rawi" read --no-such-option "$scratch/reports/a.txt"
check 'a wrong format' exits 2 "$rawi" read --format xml "$scratch/reports/a.txt"
check 'a wrong date' exits 2 "$rawi" read --published yesterday "$scratch/reports/a.txt"
check 'a date' exits 0 "$rawi" read --published 2015-08-03 "$scratch/reports/a.txt"
check 'no input' exits 2 "$rawi" read
check 'a wrong byte' exits 2 "$rawi" explain "$scratch/reports/a.txt" --at 100000
check 'a missing image' exits 1 "$rawi" read --lexicon no-such.lex "$scratch/reports/a.txt"
check 'help' exits 0 "$rawi" --help
check 'version' exits 0 "$rawi" --version
check 'explain' exits 0 "$rawi" explain "$scratch/reports/a.txt" --at 0
check 'standard input' reads_standard_input
check 'a closed pipe' survives_closed_pipe
for format in text jsonl reports; do
  check "same on threads: $format" same --format "$format" "${reports[@]}" "$scratch/reports"
done
check 'claims by schema' by_schema jsonl claim.schema.json "${reports[@]}" "$scratch/reports"
check 'claims of the examples have chains' claims_have_chains
check 'reports by schema' by_schema reports report.schema.json "${reports[@]}" "$scratch/reports"
check 'isolates match' isolates_match "${reports[@]}" "$scratch/reports"
outcomes_are_the_same() {
  "$rawi" read -j 1 --report "$scratch/o1" "$@" >/dev/null && "$rawi" read -j 3 --report "$scratch/o3" "$@" >/dev/null && [ -s "$scratch/o1" ] && cmp "$scratch/o1" "$scratch/o3"
}
# No claims from pages that are no articles; a page's claims as from its text.
nothing_is_invented() { [ "$("$rawi" read "$top"/tests/data/pages/2[1-5]-*.html | wc -l)" = 0 ]; }
says_what_it_took() { "$rawi" read --report "$scratch/o" "$1" >/dev/null; grep -q "\"type\":\"$2\",\"outcome\":\"$3\"" "$scratch/o"; }
check 'outcomes are the same on threads' outcomes_are_the_same "$top/tests/data/pages" "$scratch/reports"
check 'pages by schema' by_schema reports report.schema.json "$top/tests/data/pages"
check 'nothing is invented' nothing_is_invented
check 'a page is read' says_what_it_took "$top/tests/data/pages/01-wordpress-classic.html" html read
check 'a front page is kept' says_what_it_took "$top/tests/data/pages/21-front-page.html" html kept
check 'as text' eval '"$rawi" read --as text --format reports "$top/tests/data/pages/23-not-found.html" | grep -q "\"type\":\"text\""'
check 'a wrong type' exits 2 "$rawi" read --as pdf "$scratch/reports/a.txt"
check 'a report that cannot be written' exits 1 "$rawi" read --report "$scratch/no/such" "$scratch/reports/a.txt"
messy=$top/../shared/suites/messy
if [ -d "$messy" ]; then
  check 'messy inputs are read' exits 0 "$rawi" read --format reports "$messy"
  check 'messy inputs by schema' by_schema reports report.schema.json "$messy"
fi
closing_line

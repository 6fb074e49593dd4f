#!/usr/bin/env bash
# Reads the development gold of ../shared, each report with its gold publication date, scores the claims with the gold's own
# scorer and prints its table. Fails when a figure falls below its floor: what was reached, less what chance moves.
# Without ../shared there is nothing to score.
set -euo pipefail
build=$1
root=$(cd "$(dirname "$0")/.." && pwd)
gold=$root/../shared/gold
if [ ! -e "$gold/score.py" ]; then
  echo "gold: ../shared is not there, nothing scored"
  echo "0 passed, 0 failed"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 - "$gold/dev" >"$work/reports.jsonl" <<'PY'
import json, pathlib, sys
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.json")):
    gold = json.loads(path.read_text("utf-8"))
    report = {"id": path.stem, "text": path.with_suffix(".txt").read_bytes().decode("utf-8")}
    if gold.get("published"):
        report["published"] = gold["published"]
    print(json.dumps(report, ensure_ascii=False))
PY
"$build/rawi" read --format jsonl "$work/reports.jsonl" >"$work/claims.jsonl"
python3 "$gold/score.py" "$gold/dev" "$work/claims.jsonl"
python3 "$gold/score.py" "$gold/dev" "$work/claims.jsonl" --json >"$work/scores.json"
python3 - "$work/scores.json" "$root/tests/gold_floors.tsv" <<'PY'
import json, sys
with open(sys.argv[1], encoding="utf-8") as f:
    scores = json.loads(f.readline())
passed = failed = 0
with open(sys.argv[2], encoding="utf-8") as f:
    for line in f:
        if line.startswith("#"):
            continue
        name, floor = line.split()
        value = scores[name] if name in scores else scores["fields"][name][2]
        if value >= float(floor):
            passed += 1
        else:
            failed += 1
            print(f"FAILED: {name} {value:.3f} is below {floor}")
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
PY

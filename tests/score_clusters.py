#!/usr/bin/env python3
"""Events of the annotated clusters, scored.

usage: score_clusters.py RAWI SHARED [--half read|unread] [--check]

All reports of SHARED/gold/clusters_dev are given to `rawi events` as one pool; SHARED/gold/score_events.py scores what comes back.
`--half read` takes every second folder by name from the first (those that the rules were made on), `unread` the others.
`--check` fails where a figure is below the floor reached so far.
"""
import argparse, json, pathlib, subprocess, sys, tempfile

FLOORS = {"bcubed": 0.70, "clusters_together": 0.80, "reprint_pairs_f1": 0.90, "independence_overlap": 0.85, "contradictions_f1": 0.40}
MOST_FALSE_INDEPENDENCE = 0


def pool(folders):
    for folder in folders:
        gold = json.loads((folder / "gold.json").read_text("utf-8"))
        for report in gold["reports"]:
            text = (folder / f"{report['report']}.txt").read_bytes().decode("utf-8", "surrogateescape")
            row = {"id": f"{folder.name}/{report['report']}", "text": text}
            row |= {k: report[k] for k in ("published", "outlet") if report.get(k)}
            yield json.dumps(row, ensure_ascii=False)


def share(value):
    return value[0] / value[1] if isinstance(value, list) else value["f1"] if isinstance(value, dict) else value


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("rawi"), parser.add_argument("shared", type=pathlib.Path)
    parser.add_argument("--half", choices=("read", "unread")), parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    folders = sorted(p.parent for p in (args.shared / "gold/clusters_dev").glob("*/gold.json"))
    if args.half:
        folders = folders[0 if args.half == "read" else 1 :: 2]
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        (scratch / "gold").mkdir()
        for folder in folders:
            (scratch / "gold" / folder.name).symlink_to(folder.resolve())
        (scratch / "pool.jsonl").write_text("\n".join(pool(folders)) + "\n", "utf-8", "surrogateescape")
        with open(scratch / "events.jsonl", "wb") as out:
            subprocess.run([args.rawi, "events", "--format", "jsonl", scratch / "pool.jsonl"], stdout=out, stderr=subprocess.DEVNULL, check=True)
        score = [sys.executable, args.shared / "gold/score_events.py", scratch / "gold", scratch / "events.jsonl"]
        result = json.loads(subprocess.run([*score, "--json"], stdout=subprocess.PIPE, check=True).stdout)
    for name, value in result.items():
        print(f"{name:<22} {value}")
    low = [name for name, floor in FLOORS.items() if share(result[name]) < floor]
    if result["false_independence"] > MOST_FALSE_INDEPENDENCE:
        low.append("false_independence")
    if low and args.check:
        print("below the floor:", ", ".join(low))
    return 1 if low and args.check else 0


if __name__ == "__main__":
    sys.exit(main())

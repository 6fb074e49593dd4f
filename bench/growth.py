#!/usr/bin/env python3
"""What adding a report costs as a ledger grows: the same number of reports, as dense in time, on top of ever more.

usage: growth.py RAWI CORPUS.jsonl[.zst] [--unit 1000] [--units 10] [--from 2015-07-20]

A unit is that many dated reports of the corpus from a day on. Each further unit is the same ones a hundred days later, under other ids
and with three in ten of their words left out, others each time, so that no two units copy one another. Prints processor
seconds per thousand reports, reading included, for each unit, and the last against the first.
"""
import argparse, datetime, json, os, pathlib, random, resource, subprocess, tempfile

LEFT_OUT, APART = 0.3, 100


def unit(rows, number):
    chance = random.Random(number)
    for row in rows:
        day = datetime.date.fromisoformat(row["published"]) + datetime.timedelta(days=APART * number)
        text = "\n".join(" ".join(w for w in line.split(" ") if number == 0 or chance.random() > LEFT_OUT) for line in row["text"].split("\n"))
        yield json.dumps(row | {"id": f"{number}-{row['id']}", "published": day.isoformat(), "text": text}, ensure_ascii=False) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("rawi"), parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--unit", type=int, default=1000), parser.add_argument("--units", type=int, default=10)
    parser.add_argument("--from", dest="first", default="2015-07-20")
    args = parser.parse_args()
    cat = ["zstdcat" if args.corpus.suffix == ".zst" else "cat", args.corpus]
    with subprocess.Popen(cat, stdout=subprocess.PIPE) as stream:
        rows = [row for row in map(json.loads, stream.stdout) if len(row.get("published") or "") == 10 and row["published"] >= args.first]
    rows = sorted(rows, key=lambda row: (row["published"], row["id"]))[: args.unit]
    costs = []
    with tempfile.TemporaryDirectory() as scratch:
        for number in range(args.units):
            part = pathlib.Path(scratch, "part.jsonl")
            part.write_text("".join(unit(rows, number)), "utf-8")
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([args.rawi, "add", "--ledger", os.path.join(scratch, "g.db"), "-j", "1", part], check=True, stderr=subprocess.DEVNULL)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            costs.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000 / len(rows))
            print(f"{(number + 1) * len(rows):8d} reports  {costs[-1]:6.2f} s per thousand", flush=True)
    # The first unit has the whole words; the second is the first of those that are alike.
    print(f"last against second: {costs[-1] / costs[1]:.2f}")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Trains the context net (src/claims/context.h) and writes model/context.model.

usage: context.py DECISIONS VECTORS OUT [--left-out] [--epochs N]

DECISIONS: from `rawi-train --list-decisions` (tools/train/list_decisions.h). VECTORS: the lemmas' (docs/training.md).
`--left-out` learns without the reports of the part left out and prints, after each epoch, how often each kind of choice is right
there: of all, and of those that are not "none" on both sides. One thread and one seed: on one machine the same input gives the same file.
Needs PyTorch, NumPy and xxhash, to train only.
"""
import argparse, collections, random, struct, time

import numpy as np
import torch
import torch.nn.functional as F
import xxhash
from torch import nn

WORD, HIDDEN, PAIR, INNER, ANSWERS = 64, 128, 64, 32, 16  # ContextShape
FACTS = (16, 512, 16, 64, 256)  # kContextFactSizes
GAPS, SENTENCES, ORDERS, LOOKS = 28, 17, 16, 512  # Pairing
SECTIONS = {2: 0, 3: 1, 4: 2, 5: 3, 6: 4}  # Section -> number: actor, target, place, time, chain
QUANTITY, STATUS, NAMES = 5, 6, ("actor", "target", "place", "time", "chain", "quantity", "status")
SECTION_OF_STATUS, SECTION_OF_QUANTITY = 1, 7
TYPES, STATUSES, VECTOR = 17, 4, 48
LEAST_SEEN = 3       # a lemma without a vector that is rarer has no row
LONGEST = 1200       # tokens of a report that are learned from
BATCH = 5000         # tokens, padding among them
LEAN = 0.4           # Decider::kLean


def read_vectors(path):
    with open(path, encoding="ascii", errors="replace") as lines:
        next(lines)
        rows = (line.split() for line in lines)
        return {r[0]: np.array(r[1:], np.float32) for r in rows if len(r) == VECTOR + 1 and len(r[0]) == 16}


class Report:
    def __init__(self, left_out):
        self.left_out, self.lemmas, self.facts, self.events, self.decisions = left_out, [], [], [], []

    def add(self, f):
        section, token = int(f[1]), int(f[2])
        numbers = lambda field: [int(v) for v in field.split(",")]
        if section == SECTION_OF_STATUS:
            self.decisions.append((STATUS, token, int(f[3])))
        elif section == SECTION_OF_QUANTITY:
            open_ = np.zeros(ANSWERS, bool)
            open_[[int(v) for v in f[4:]]] = True
            self.decisions.append((QUANTITY, token, np.array(numbers(f[3])), open_))
        elif section in SECTIONS:
            self.decisions.append((SECTIONS[section], token, np.array([numbers(c) for c in f[3:]])))


def read_reports(path):
    reports, seen = [], collections.Counter()
    for line in open(path, encoding="utf-8"):
        f = line.rstrip("\n").split("\t")
        if f[0] == "R":
            reports.append(Report(f[2] == "1"))
        elif f[0] == "T":
            reports[-1].lemmas.append(f[1])
            reports[-1].facts.append([int(v) for v in f[2:]])
            seen[f[1]] += 1
        elif f[0] == "E":
            reports[-1].events.append((int(f[1]), int(f[2])))
        else:
            reports[-1].add(f)
    return [r for r in reports if len(r.lemmas) > 1], seen


def number_words(reports, rows):
    for r in reports:
        ids = np.array([[rows.get(l, 0) for l in r.lemmas]]).T
        r.words = torch.tensor(np.concatenate([ids, np.array(r.facts)], 1).T, dtype=torch.int32)
        r.types = torch.full((len(r.lemmas),), -1, dtype=torch.int8)
        for token, type_ in r.events:
            r.types[token] = type_
        r.lemmas = r.facts = None


class Section(nn.Module):
    def __init__(self, answers):
        super().__init__()
        self.trigger, self.match = nn.Linear(HIDDEN + WORD, PAIR), nn.Linear(PAIR, PAIR, bias=False)
        self.gaps, self.sentences, self.orders = nn.Embedding(GAPS, PAIR), nn.Embedding(SENTENCES, PAIR), nn.Embedding(ORDERS, PAIR)
        self.inside, self.looks = nn.Embedding(2, PAIR), nn.Embedding(LOOKS, PAIR)
        for e in (self.gaps, self.sentences, self.orders, self.inside, self.looks):
            e.weight.data *= 0.3
        self.none = nn.Parameter(torch.randn(PAIR) * 0.1)
        self.inner, self.out = nn.Linear(PAIR, INNER), nn.Linear(INNER, answers)


class Net(nn.Module):
    """As src/claims/context.h says; and the events, which only help the words to be read."""

    def __init__(self, lemmas, vectors):
        super().__init__()
        self.lemmas = nn.Embedding(lemmas, WORD)
        rows = torch.randn(lemmas, WORD) * 0.02
        rows[:, :VECTOR], rows[0] = vectors, 0
        self.lemmas.weight.data = rows
        self.facts = nn.ModuleList(nn.Embedding(n, WORD) for n in FACTS)
        for f in self.facts:
            f.weight.data *= 0.3
        self.drop, self.window = nn.Dropout(0.25), nn.Conv1d(WORD, 3 * HIDDEN, 3, padding=1)
        self.events = nn.Linear(HIDDEN + WORD, TYPES)
        self.mention, self.before = nn.Linear(HIDDEN + WORD, PAIR), nn.Linear(HIDDEN, PAIR, bias=False)
        self.sections = nn.ModuleList(Section(ANSWERS if s == QUANTITY else 1) for s in range(QUANTITY + 1))
        self.status_inner, self.status_out = nn.Linear(HIDDEN + WORD, INNER), nn.Linear(INNER, STATUSES)

    def read(self, words):
        lemmas = words[:, 0]
        if self.training:
            lemmas = lemmas.masked_fill(torch.rand(lemmas.shape) < 0.02, 0)
        word = self.lemmas(lemmas)
        for k, fact in enumerate(self.facts):
            word = word + fact(words[:, k + 1])
        word = self.drop(word)
        z, f, o = self.window(word.transpose(1, 2)).transpose(1, 2).chunk(3, -1)
        half = HIDDEN // 2
        turn = lambda v: torch.cat([v[..., :half], v[..., half:].flip(1)], -1)
        z, f = turn(z.tanh()), turn(f.sigmoid())
        new, keep = ((1 - f) * z).unbind(1), f.unbind(1)
        states = [new[0]]
        for i in range(1, len(new)):
            states.append(torch.addcmul(new[i], keep[i], states[-1]))
        hidden = self.drop(o.sigmoid() * turn(torch.stack(states, 1)).tanh())
        return hidden, torch.cat([hidden, word], -1)

    def pairs(self, s, hidden, both, report, token, c):
        """Scores of candidates c [decision, candidate, (right, head, before, gap, sentences, order, look, inside, none)]."""
        section, at = self.sections[s], report[:, None].expand(-1, c.shape[1])
        trigger = section.trigger(both[report, token])
        mention = self.mention(both[at, c[..., 1]]) + self.before(hidden[at, c[..., 2]])
        mention = torch.where((c[..., 8] == 1)[..., None], section.none.expand_as(mention), mention)
        sum_ = trigger[:, None] + mention + section.gaps(c[..., 3]) + section.sentences(c[..., 4]) + section.orders(c[..., 5])
        sum_ = sum_ + section.looks(c[..., 6]) + section.inside(c[..., 7])
        scores = section.out(F.relu(section.inner(self.drop(F.relu(sum_)))))
        return scores if s == QUANTITY else scores + (section.match(trigger)[:, None] * mention).sum(-1, keepdim=True) / 8

    def status(self, both, report, token):
        return self.status_out(self.drop(F.relu(self.status_inner(both[report, token]))))


def batches(reports, shuffle):
    size = lambda r: min(LONGEST, r.words.shape[1])
    ordered = sorted(reports, key=lambda r: r.words.shape[1] + (random.random() * 60 if shuffle else 0))
    groups, longest = [[]], 0
    for r in ordered:
        longest = max(longest, size(r))
        if groups[-1] and longest * (len(groups[-1]) + 1) > BATCH:
            groups.append([])
            longest = size(r)
        groups[-1].append(r)
    if shuffle:
        random.shuffle(groups)
    for group in groups:
        n = max(map(size, group))
        words = torch.zeros(len(group), 1 + len(FACTS), n, dtype=torch.long)
        types = torch.full((len(group), n), -1)
        asked = [[] for _ in NAMES]
        for i, r in enumerate(group):
            k = size(r)
            words[i, :, :k], types[i, :k] = r.words[:, :k], r.types[:k]
            for d in r.decisions:
                last = d[2][:, 1].max() if d[0] < QUANTITY else d[2][1] if d[0] == QUANTITY else 0
                if d[1] < LONGEST and last < LONGEST:
                    asked[d[0]].append((i, *d[1:]))
        yield words, types, [tensors(s, a) if a else None for s, a in enumerate(asked)]


def tensors(s, asked):
    report, token = torch.tensor([a[0] for a in asked]), torch.tensor([a[1] for a in asked])
    if s == STATUS:
        return report, token, torch.tensor([a[2] for a in asked]), None
    if s == QUANTITY:
        return report, token, torch.tensor(np.stack([a[2] for a in asked]))[:, None], torch.tensor(np.stack([a[3] for a in asked]))
    most = max(len(a[2]) for a in asked)
    candidates, open_ = torch.zeros(len(asked), most, 9, dtype=torch.long), torch.zeros(len(asked), most, dtype=torch.bool)
    for i, a in enumerate(asked):
        candidates[i, : len(a[2])], open_[i, : len(a[2])] = torch.tensor(a[2]), True
    return report, token, candidates, open_


def loss_of(net, s, hidden, both, report, token, known, open_):
    if s == STATUS:
        return F.cross_entropy(net.status(both, report, token), known)
    scores = net.pairs(s, hidden, both, report, token, known)
    if s == QUANTITY:
        return F.cross_entropy(scores[:, 0].masked_fill(~open_, -1e9), known[:, 0, 0])
    odds = scores.squeeze(-1).masked_fill(~open_, -1e9).log_softmax(-1)
    return -odds.masked_fill(known[..., 0] == 0, -1e9).logsumexp(-1).mean()


def chosen(net, s, hidden, both, report, token, known, open_):
    """Per decision: right, and "none" on both sides."""
    if s == STATUS:
        right = net.status(both, report, token).argmax(-1) == known
        return right, torch.zeros_like(right)
    scores = net.pairs(s, hidden, both, report, token, known)
    if s == QUANTITY:
        scores = scores[:, 0].masked_fill(~open_, -1e9)
        scores[:, 0] -= LEAN
        best = scores.argmax(-1)
        return best == known[:, 0, 0], (best == 0) & (known[:, 0, 0] == 0)
    none = (known[..., 8] == 1) & open_
    best = (scores.squeeze(-1) - LEAN * none).masked_fill(~open_, -1e9).argmax(-1, keepdim=True)
    wanted_none = (none & (known[..., 0] == 1)).any(1)
    return known[..., 0].gather(1, best).squeeze(1) == 1, wanted_none & none.gather(1, best).squeeze(1)


def evaluate(net, reports):
    net.eval()
    tally = np.zeros((len(NAMES), 4))
    with torch.no_grad():
        for words, _, asked in batches(reports, False):
            hidden, both = net.read(words)
            for s, a in enumerate(asked):
                if a:
                    right, none = chosen(net, s, hidden, both, *a)
                    tally[s] += [right.sum(), len(right), right[~none].sum(), (~none).sum()]
    return "  ".join(f"{n} {t[0] / t[1]:.3f} {t[2] / t[3]:.3f}" for n, t in zip(NAMES, tally) if t[1])


def train(net, reports, left_out, epochs):
    slow = [p for n, p in net.named_parameters() if n.startswith("lemmas")]
    rest = [p for n, p in net.named_parameters() if not n.startswith("lemmas")]
    optimizer = torch.optim.AdamW([{"params": slow, "lr": 1.5e-3, "weight_decay": 1e-4}, {"params": rest, "lr": 2e-3, "weight_decay": 1e-3}])
    steps = epochs * sum(1 for _ in batches(reports, True))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda i: min(1, i / 100) * max(0.02, 1 - i / steps))
    for epoch in range(epochs):
        net.train()
        begun, total, count = time.time(), 0.0, 0
        for words, types, asked in batches(reports, True):
            hidden, both = net.read(words)
            loss = 2 * F.cross_entropy(net.events(both).reshape(-1, TYPES), types.reshape(-1).long(), ignore_index=-1)
            loss = loss + sum(loss_of(net, s, hidden, both, *a) for s, a in enumerate(asked) if a)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 5)
            optimizer.step()
            schedule.step()
            total, count = total + loss.item(), count + 1
        print(f"epoch {epoch}  loss {total / count:.3f}  {time.time() - begun:.0f} s  {evaluate(net, left_out) if left_out else ''}", flush=True)


def arrays(net):
    """In the order of ContextWeights; matrices are [input][output]."""
    for f in net.facts:
        yield f.weight
    yield from (net.window.weight.permute(2, 1, 0), net.window.bias, net.mention.weight.T, net.mention.bias, net.before.weight.T)
    wide = lambda t: F.pad(t, (0, ANSWERS - t.shape[-1]))
    for s, x in enumerate(net.sections):
        yield from (x.trigger.weight.T, x.trigger.bias, torch.zeros(PAIR, PAIR) if s == QUANTITY else x.match.weight.T / 8)
        yield from (x.gaps.weight, x.sentences.weight, x.orders.weight, x.inside.weight, x.looks.weight, x.none)
        yield from (x.inner.weight.T, x.inner.bias, wide(x.out.weight.T), wide(x.out.bias))
    yield from (net.status_inner.weight.T, net.status_inner.bias, wide(net.status_out.weight.T), wide(net.status_out.bias))


def write(net, rows, path):
    weights = b"".join(a.detach().numpy().astype("<f4").tobytes() for a in arrays(net))
    bits = (2 * len(rows) + 2).bit_length()
    table, mask = np.zeros(1 << bits, "<u8"), (1 << bits) - 1
    for lemma, row in rows.items():
        at = int(lemma, 16) & mask
        while table[at]:
            at = (at + 1) & mask
        table[at] = (int(lemma, 16) & 0xFFFFFFFF00000000) | row
    lemmas = net.lemmas.weight.detach().numpy()
    unit = float(np.abs(lemmas).max() / 127)
    body = weights + table.tobytes() + np.rint(lemmas / unit).astype(np.int8).tobytes()
    head = struct.pack("<8sIIQIIf28x", b"RAWICTX\n", 1, len(weights), xxhash.xxh3_64_intdigest(body), bits, len(rows) + 1, unit)
    with open(path, "wb") as out:
        out.write(head + body)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("decisions"), parser.add_argument("vectors"), parser.add_argument("out")
    parser.add_argument("--left-out", action="store_true"), parser.add_argument("--epochs", type=int, default=6)
    args = parser.parse_args()
    torch.set_num_threads(1), torch.manual_seed(1), random.seed(1)
    vectors = read_vectors(args.vectors)
    reports, seen = read_reports(args.decisions)
    rows = {l: i + 1 for i, l in enumerate(sorted(vectors.keys() | {l for l, n in seen.items() if n >= LEAST_SEEN}))}
    begin = torch.zeros(len(rows) + 1, VECTOR)
    for lemma, v in vectors.items():
        begin[rows[lemma]] = torch.tensor(v)
    number_words(reports, rows)
    left_out = [r for r in reports if r.left_out] if args.left_out else []
    kept = [r for r in reports if not (args.left_out and r.left_out)]
    print(f"{len(kept)} reports, {len(rows)} lemmas", flush=True)
    net = Net(len(rows) + 1, begin)
    train(net, kept, left_out, args.epochs)
    write(net, rows, args.out)


if __name__ == "__main__":
    main()

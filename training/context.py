#!/usr/bin/env python3
"""Trains the context net (src/claims/context.h) and writes model/context.model.

usage: context.py DECISIONS VECTORS WORDS OUT [--left-out] [--epochs N]

DECISIONS: from `rawi-train --list-decisions` (tools/train/list_decisions.h). VECTORS: the lemmas' (docs/training.md). WORDS: from words.py.
`--left-out` learns without the reports of the part left out and prints, after each epoch, how often each kind of choice is right
there: of all, and of those that are not "none" on both sides. One thread and one seed: on one machine the same input gives the same file.
Needs PyTorch, NumPy and xxhash, to train only.
"""
import argparse, collections, random, time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from context_file import write

WORD, HIDDEN, PAIR, INNER, ANSWERS = 64, 128, 64, 32, 16  # ContextShape
FACTS = (16, 512, 16, 64, 256)  # kContextFactSizes
GAPS, SENTENCES, ORDERS, LOOKS = 28, 17, 16, 512  # Pairing
SECTIONS = {2: 0, 3: 1, 4: 2, 5: 3, 6: 4}  # Section -> number: actor, target, place, time, chain
QUANTITY, STATUS, NAMES = 5, 6, ("actor", "target", "place", "time", "chain", "quantity", "status")
SECTION_OF_STATUS, SECTION_OF_QUANTITY = 1, 7
TYPES, STATUSES, VECTOR = 16, 4, 48
EVENT_HIDDEN = 48
FACT_RATE, EVENT_WEIGHT = 0.015, 4
REVIEWED_WEIGHT = 3  # how much a decision of a reviewed report teaches, against one of the others
LEAST_FACTS = 2      # a fact that is rarer has no row
EVENT_LEANS = (0.4, 0.8, 1.2)  # about kLean of src/claims/triggers.cc
CLOSED = -1e9        # score of what is no candidate
LEAST_SEEN = 3       # a lemma without a vector that is rarer has no row
LONGEST = 1200       # tokens of a report that are learned from
BATCH = 5000         # tokens, padding among them
LEAN = 0.3           # Decider::kLean


def read_vectors(path):
    with open(path, encoding="ascii", errors="replace") as lines:
        next(lines)
        rows = (line.split() for line in lines)
        return {r[0]: np.array(r[1:], np.float32) for r in rows if len(r) == VECTOR + 1 and len(r[0]) == 16}


class Report:
    def __init__(self, left_out, reviewed):
        self.left_out, self.reviewed = left_out, reviewed
        self.lemmas, self.facts, self.decisions = [], [], []
        self.events, self.event_facts = [], []  # (token, type, number of facts); the facts of all

    def add(self, f):
        section, token = int(f[1]), int(f[2])
        numbers = lambda field: [int(v) for v in field.split(",")]
        if section == SECTION_OF_STATUS:
            self.decisions.append((STATUS, token, int(f[3]), np.array(f[4:], np.float32)))
        elif section == SECTION_OF_QUANTITY:
            scores = np.full(ANSWERS, CLOSED, np.float32)
            for answer, score in (c.split(",") for c in f[4:]):
                scores[int(answer)] = float(score)
            self.decisions.append((QUANTITY, token, np.array(numbers(f[3])), scores))
        elif section in SECTIONS:
            pairs, scores = zip(*(c.rsplit(",", 1) for c in f[3:]))
            self.decisions.append((SECTIONS[section], token, np.array([numbers(c) for c in pairs]), np.array(scores, np.float32)))


def read_reports(path):
    reports, seen = [], collections.Counter()
    for line in open(path, encoding="utf-8"):
        f = line.rstrip("\n").split("\t")
        if f[0] == "R":
            reports.append(Report(f[2] == "1", f[3] == "1"))
        elif f[0] == "T":
            reports[-1].lemmas.append(f[1])
            reports[-1].facts.append([int(v) for v in f[2:]])
            seen[f[1]] += 1
        elif f[0] == "E":
            facts = f[3:]
            reports[-1].events.append((int(f[1]), int(f[2]), len(facts)))
            reports[-1].event_facts += [int(v, 16) for v in facts]
        else:
            reports[-1].add(f)
        if f[0] == "R" and len(reports) > 1:
            reports[-2].event_facts = np.array(reports[-2].event_facts, np.uint64)
    reports[-1].event_facts = np.array(reports[-1].event_facts, np.uint64)
    return [r for r in reports if len(r.lemmas) > 1], seen


def number_words(reports, rows):
    for r in reports:
        ids = np.array([[rows.get(l, 0) for l in r.lemmas]]).T
        r.words = torch.tensor(np.concatenate([ids, np.array(r.facts)], 1).T, dtype=torch.int32)
        r.lemmas = r.facts = None


def number_facts(reports, kept):
    """Rows of facts met often enough in those that are kept, by hash; 0 is all the rest."""
    hashes, counts = np.unique(np.concatenate([r.event_facts for r in kept]), return_counts=True)
    hashes = hashes[(counts >= LEAST_FACTS) & (hashes >> np.uint64(32) != 0)]
    hashes = hashes[np.unique(hashes >> np.uint64(32), return_index=True)[1]]  # rows are told apart by the upper half
    for r in reports:
        at = np.minimum(np.searchsorted(hashes, r.event_facts), len(hashes) - 1)
        rows = np.where(hashes[at] == r.event_facts, at + 1, 0)
        ends = np.cumsum([n for _, _, n in r.events])
        r.event_facts = [torch.tensor(part[part > 0]) for part in np.split(rows, ends[:-1])] if r.events else []
    return hashes


def bend(x):
    """tanh, nearly: a parabola on each side of 0, level from 2 on. So it stands in whole numbers too (src/claims/context.cc)."""
    x = x.clamp(-2, 2)
    return x - x * x.abs() / 4


def gate(x):
    return 0.5 + 0.5 * bend(x / 2)


class Scan(torch.autograd.Function):
    """states[i] = keep[i] * states[i - 1] + new[i], along the second dimension."""

    @staticmethod
    def forward(ctx, keep, new):
        states = torch.empty_like(new)
        states[:, 0] = new[:, 0]
        for before, state, k, n in zip(states.unbind(1), states.unbind(1)[1:], keep.unbind(1)[1:], new.unbind(1)[1:]):
            torch.addcmul(n, k, before, out=state)
        ctx.save_for_backward(keep, states)
        return states

    @staticmethod
    def backward(ctx, grad):
        keep, states = ctx.saved_tensors
        new = grad.clone()
        parts = new.unbind(1)
        for i in range(len(parts) - 1, 0, -1):
            parts[i - 1].addcmul_(keep[:, i], parts[i])
        old = torch.zeros_like(new)
        old[:, 1:] = new[:, 1:] * states[:, :-1]
        return old, new


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


class Words(nn.Module):
    """Reads words: of each a vector, and what stands before and behind it."""

    def __init__(self, lemmas, vectors):
        super().__init__()
        self.lemmas = nn.Embedding(lemmas, WORD)
        rows = torch.randn(lemmas, WORD) * 0.02
        rows[:, :VECTOR], rows[0] = vectors, 0
        self.lemmas.weight.data = rows
        self.facts = nn.ModuleList(nn.Embedding(n, WORD) for n in FACTS)
        for f in self.facts:
            f.weight.data *= 0.3
        self.window = nn.Conv1d(WORD, 3 * HIDDEN, 3, padding=1)

    def vectors(self, lemmas, words):
        word = self.lemmas(lemmas)
        for k, fact in enumerate(self.facts):
            word = word + fact(words[:, k + 1])
        return word

    def around(self, word):
        z, f, o = self.window(word.transpose(1, 2)).transpose(1, 2).chunk(3, -1)
        half = HIDDEN // 2
        turn = lambda v: torch.cat([v[..., :half], v[..., half:].flip(1)], -1)
        z, f = turn(bend(z)), turn(gate(f))
        return gate(o) * turn(Scan.apply(f, (1 - f) * z))


class Net(Words):
    """As src/claims/context.h says; and the events, which only help the words to be read."""

    def __init__(self, lemmas, vectors, event_facts):
        super().__init__(lemmas, vectors)
        self.reviewed = nn.Parameter(torch.zeros(WORD))
        self.drop = nn.Dropout(0.25)
        self.event = nn.Linear(HIDDEN + WORD, EVENT_HIDDEN + TYPES)
        self.event_facts = nn.EmbeddingBag(event_facts, EVENT_HIDDEN + TYPES, mode="sum", sparse=True)
        self.event_facts.weight.data.uniform_(-0.02, 0.02)
        self.event_out = nn.Linear(EVENT_HIDDEN, TYPES, bias=False)
        self.mention, self.before = nn.Linear(HIDDEN + WORD, PAIR), nn.Linear(HIDDEN, PAIR, bias=False)
        self.sections = nn.ModuleList(Section(ANSWERS if s == QUANTITY else 1) for s in range(QUANTITY + 1))
        self.shares = nn.Parameter(torch.full((len(NAMES),), 0.5))
        self.status_inner, self.status_out = nn.Linear(HIDDEN + WORD, INNER), nn.Linear(INNER, STATUSES)

    def read(self, words, reviewed):
        lemmas = words[:, 0]
        if self.training:
            lemmas = lemmas.masked_fill(torch.rand(lemmas.shape) < 0.02, 0)
        word = self.drop(self.vectors(lemmas, words) + reviewed[:, None, None] * self.reviewed)
        hidden = self.drop(self.around(word))
        return hidden, torch.cat([hidden, word], -1)

    def events(self, both, report, token, facts, begins):
        """Logits of no event and of the types."""
        if self.training:
            kept = torch.rand(facts.shape) >= 0.2
            begins = F.pad(kept.cumsum(0), (1, 0))[begins]
            facts = facts[kept]
        sum_ = self.event(both[report, token]) + self.event_facts(facts, begins)
        types = sum_[:, EVENT_HIDDEN:] + self.event_out(self.drop(F.relu(sum_[:, :EVENT_HIDDEN])))
        return F.pad(types, (1, 0))

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

    def share(self, s):
        """How much of what the linear model says of a kind of choice counts; of actor and target as much."""
        return self.shares[max(s, 1)].clamp(min=0.1)

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
        events, facts = [], []
        asked = [[] for _ in NAMES]
        for i, r in enumerate(group):
            k = size(r)
            words[i, :, :k] = r.words[:, :k]
            for (token, type_, _), f in zip(r.events, r.event_facts):
                if token < k:
                    events.append((i, token, type_))
                    facts.append(f)
            for d in r.decisions:
                last = d[2][:, 1].max() if d[0] < QUANTITY else d[2][1] if d[0] == QUANTITY else 0
                if d[1] < LONGEST and last < LONGEST:
                    asked[d[0]].append((i, *d[1:]))
        reviewed = torch.tensor([float(r.reviewed) for r in group])
        yield words, reviewed, event_tensors(events, facts), [tensors(s, a) if a else None for s, a in enumerate(asked)]


def event_tensors(events, facts):
    if not events:
        return None
    begins = torch.tensor([0] + [len(f) for f in facts[:-1]]).cumsum(0)
    report, token, types = torch.tensor(events).T
    return (report, token, torch.cat(facts), begins), types


def tensors(s, asked):
    """Of each decision: report, token, what is known, what the linear model says."""
    report, token = torch.tensor([a[0] for a in asked]), torch.tensor([a[1] for a in asked])
    if s == STATUS:
        return report, token, torch.tensor([a[2] for a in asked]), torch.tensor(np.stack([a[3] for a in asked]))
    if s == QUANTITY:
        return report, token, torch.tensor(np.stack([a[2] for a in asked]))[:, None], torch.tensor(np.stack([a[3] for a in asked]))
    most = max(len(a[2]) for a in asked)
    candidates, linear = torch.zeros(len(asked), most, 9, dtype=torch.long), torch.full((len(asked), most), CLOSED)
    for i, a in enumerate(asked):
        candidates[i, : len(a[2])], linear[i, : len(a[2])] = torch.tensor(a[2]), torch.tensor(a[3])
    return report, token, candidates, linear


def scores_of(net, s, hidden, both, report, token, known, linear):
    """What the net and the linear model say together."""
    if s == STATUS:
        return net.share(s) * linear + net.status(both, report, token)
    scores = net.pairs(s, hidden, both, report, token, known)
    return net.share(s) * linear + (scores[:, 0] if s == QUANTITY else scores.squeeze(-1))


def loss_of(net, s, weight, hidden, both, report, token, known, linear):
    scores = scores_of(net, s, hidden, both, report, token, known, linear)
    if s >= QUANTITY:
        losses = F.cross_entropy(scores, known if s == STATUS else known[:, 0, 0], reduction="none")
    else:
        losses = -scores.log_softmax(-1).masked_fill(known[..., 0] == 0, CLOSED).logsumexp(-1)
    return (weight[report] * losses).mean()


def chosen(net, s, hidden, both, report, token, known, linear):
    """Per decision: right, and "none" on both sides."""
    scores = scores_of(net, s, hidden, both, report, token, known, linear)
    if s == STATUS:
        right = scores.argmax(-1) == known
        return right, torch.zeros_like(right)
    if s == QUANTITY:
        scores[:, 0] -= LEAN
        best = scores.argmax(-1)
        return best == known[:, 0, 0], (best == 0) & (known[:, 0, 0] == 0)
    none = (known[..., 8] == 1) & (linear > CLOSED / 2)
    best = (scores - LEAN * none).argmax(-1, keepdim=True)
    wanted_none = (none & (known[..., 0] == 1)).any(1)
    return known[..., 0].gather(1, best).squeeze(1) == 1, wanted_none & none.gather(1, best).squeeze(1)


def evaluate(net, reports):
    net.eval()
    tally, event_tally = np.zeros((len(NAMES), 4)), np.zeros((len(EVENT_LEANS), 4))
    with torch.no_grad():
        for words, reviewed, events, asked in batches(reports, False):
            hidden, both = net.read(words, reviewed)
            if events:
                logits = net.events(both, *events[0])
                for k, lean in enumerate(EVENT_LEANS):
                    best = (logits - torch.tensor([lean] + TYPES * [0])).argmax(-1)
                    event_tally[k] += [((best > 0) & (events[1] > 0)).sum(), ((best > 0) & (best == events[1])).sum(), (best > 0).sum(), (events[1] > 0).sum()]
            for s, a in enumerate(asked):
                if a:
                    right, none = chosen(net, s, hidden, both, *a)
                    tally[s] += [right.sum(), len(right), right[~none].sum(), (~none).sum()]
    for lean, (good, typed, found, wanted) in zip(EVENT_LEANS, event_tally):
        print(f"lean {lean}  event P {good / found:.3f} R {good / wanted:.3f} F1 {2 * good / (found + wanted):.3f}, with its type F1 {2 * typed / (found + wanted):.4f}")
    return "  ".join(f"{n} {t[0] / t[1]:.3f} {t[2] / t[3]:.3f}" for n, t in zip(NAMES, tally) if t[1])


def train(net, reports, left_out, epochs):
    slow = [p for n, p in net.named_parameters() if n.startswith("lemmas")]
    facts = [net.event_facts.weight]
    rest = [p for n, p in net.named_parameters() if not n.startswith(("lemmas", "event_facts"))]
    optimizer = torch.optim.AdamW([{"params": slow, "lr": 1.5e-3, "weight_decay": 1e-4}, {"params": rest, "lr": 2e-3, "weight_decay": 1e-3}])
    steps = epochs * sum(1 for _ in batches(reports, True))
    sparse = torch.optim.Adagrad(facts, lr=FACT_RATE)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda i: min(1, i / 100) * max(0.02, 1 - i / steps))
    for epoch in range(epochs):
        net.train()
        begun, total, count = time.time(), 0.0, 0
        for words, reviewed, events, asked in batches(reports, True):
            hidden, both = net.read(words, reviewed)
            weight = 1 + (REVIEWED_WEIGHT - 1) * reviewed
            loss = 0
            if events:
                losses = F.cross_entropy(net.events(both, *events[0]), events[1], reduction="none")
                loss = EVENT_WEIGHT * (weight[events[0][0]] * losses).mean()
            loss = loss + sum(loss_of(net, s, weight, hidden, both, *a) for s, a in enumerate(asked) if a)
            optimizer.zero_grad()
            sparse.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(slow + rest, 5)
            optimizer.step()
            sparse.step()
            schedule.step()
            total, count = total + loss.item(), count + 1
        print("shares", [round(v, 2) for v in net.shares.tolist()])
        print(f"epoch {epoch}  loss {total / count:.3f}  {time.time() - begun:.0f} s", flush=True)
        for reviewed in (False, True):
            part = [r for r in left_out if r.reviewed == reviewed]
            if part:
                print(f"{'reviewed' if reviewed else 'others'}, {len(part)} reports: {evaluate(net, part)}", flush=True)


def rows_of(vectors, seen):
    """Lemma -> row, and the rows to begin with; row 0 is every other lemma's."""
    rows = {l: i + 1 for i, l in enumerate(sorted(vectors.keys() | {l for l, n in seen.items() if n >= LEAST_SEEN}))}
    begin = torch.zeros(len(rows) + 1, VECTOR)
    for lemma, v in vectors.items():
        begin[rows[lemma]] = torch.tensor(v)
    return rows, begin


def begin_with(net, rows, path):
    """What words.py learned: of the words that have a row here, and how to read them."""
    known = torch.load(path)
    both = [l for l in rows if l in known["rows"]]
    with torch.no_grad():
        net.lemmas.weight[[rows[l] for l in both]] = known["words"].pop("lemmas.weight")[[known["rows"][l] for l in both]]
    missing, unknown = net.load_state_dict(known["words"], strict=False)
    assert not unknown, unknown
    print(f"{len(both)} of {len(rows)} lemmas begin as words.py left them", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("decisions", "vectors", "words", "out"):
        parser.add_argument(name)
    parser.add_argument("--left-out", action="store_true"), parser.add_argument("--epochs", type=int, default=6)
    args = parser.parse_args()
    torch.set_num_threads(1), torch.manual_seed(1), random.seed(1)
    vectors = read_vectors(args.vectors)
    reports, seen = read_reports(args.decisions)
    rows, begin = rows_of(vectors, seen)
    number_words(reports, rows)
    hashes = number_facts(reports, [r for r in reports if not (args.left_out and r.left_out)])
    left_out = [r for r in reports if r.left_out] if args.left_out else []
    kept = [r for r in reports if not (args.left_out and r.left_out)]
    print(f"{len(kept)} reports, {len(rows)} lemmas, {len(hashes)} facts", flush=True)
    net = Net(len(rows) + 1, begin, len(hashes) + 1)
    begin_with(net, rows, args.words)
    train(net, kept, left_out, args.epochs)
    write(net, rows, hashes, args.out)


if __name__ == "__main__":
    main()

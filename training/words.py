#!/usr/bin/env python3
"""Learns to read words from reports that nobody annotated: what the context net (context.py) begins with.

usage: words.py WORDS VECTORS OUT [--left-out] [--epochs N]

WORDS: from `rawi-train --list-words`. VECTORS: the lemmas' (docs/training.md). Some words are hidden, and each is to be told from those around
it (Devlin and others: BERT, NAACL 2019) among words drawn at random: frequent ones are seldom hidden and often drawn. `--left-out` learns without
the reports of the part left out. One thread and one seed. Needs PyTorch and NumPy.
"""
import argparse, collections, random, time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from context import BATCH, HIDDEN, LONGEST, WORD, Words, read_vectors, rows_of

HIDDEN_SHARE, FREQUENT = 0.3, 3e-4  # of the words, those are hidden; less often what makes up more than this of all
DRAWN, DRAWN_POWER = 4000, 0.75


def read_words(path, without_left_out):
    """Of each report: lemmas, facts."""
    reports, seen, kept = [], collections.Counter(), False
    for line in open(path, encoding="ascii"):
        f = line.rstrip("\n").split("\t")
        if f[0] == "R":
            kept = not (without_left_out and f[2] == "1")
            if kept:
                reports.append(([], []))
        elif kept:
            reports[-1][0].append(f[1])
            reports[-1][1].append([int(v) for v in f[2:]])
            seen[f[1]] += 1
    return reports, seen


def parts(reports, rows):
    """Tensors [1 + facts, words], long reports in several."""
    for lemmas, facts in reports:
        if len(lemmas) > 1:
            whole = np.concatenate([np.array([[rows.get(l, 0) for l in lemmas]]).T, np.array(facts)], 1).T
            yield from torch.tensor(whole, dtype=torch.int32).split(LONGEST, 1)


def batches(texts):
    groups, longest = [[]], 0
    for t in sorted(texts, key=lambda t: t.shape[1] + random.random() * 60):
        longest = max(longest, t.shape[1])
        if groups[-1] and longest * (len(groups[-1]) + 1) > BATCH:
            groups.append([])
            longest = t.shape[1]
        groups[-1].append(t)
    random.shuffle(groups)
    return groups


def side_by_side(group):
    words = torch.zeros(len(group), group[0].shape[0], max(t.shape[1] for t in group), dtype=torch.long)
    for i, t in enumerate(group):
        words[i, :, : t.shape[1]] = t
    return words


class Guesser(nn.Module):
    """Which word is hidden?"""

    def __init__(self, begin, share):
        super().__init__()
        self.words = Words(len(begin), begin)
        self.hidden = nn.Parameter(torch.randn(WORD) * 0.1)  # what is read in place of a hidden word
        self.guess = nn.Linear(HIDDEN, WORD)
        self.guessed, self.often = nn.Embedding(len(begin), WORD), nn.Embedding(len(begin), 1)
        self.guessed.weight.data = self.words.lemmas.weight.data.clone()
        self.often.weight.data = share.clamp(min=1e-8).log()[:, None]
        self.hide = HIDDEN_SHARE * (FREQUENT / share.clamp(min=1e-9)).sqrt().clamp(max=1)
        self.hide[0] = 0
        self.draw = share**DRAWN_POWER

    def forward(self, words):
        """Loss, how many are guessed, how many are right."""
        lemmas = words[:, 0]
        hidden = torch.rand(lemmas.shape) < self.hide[lemmas]
        read = torch.where(hidden[..., None], self.hidden, self.words.vectors(lemmas, words))
        around = F.dropout(self.words.around(F.dropout(read, 0.1))[hidden], 0.1)
        known = lemmas[hidden]
        among, at = torch.cat([known, torch.multinomial(self.draw, DRAWN, replacement=True)]).unique(return_inverse=True)
        scores = self.guess(around) @ self.guessed(among).T + self.often(among).T
        right = at[: len(known)]
        return F.cross_entropy(scores, right), len(known), (scores.argmax(-1) == right).sum().item()


def train(guesser, texts, epochs):
    slow = [p for n, p in guesser.named_parameters() if n in ("words.lemmas.weight", "guessed.weight")]
    rest = [p for n, p in guesser.named_parameters() if n not in ("words.lemmas.weight", "guessed.weight")]
    optimizer = torch.optim.AdamW([{"params": slow, "lr": 1.5e-3, "weight_decay": 1e-4}, {"params": rest, "lr": 2e-3, "weight_decay": 1e-3}])
    steps = epochs * len(batches(texts))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda i: min(1, i / 200) * max(0.02, 1 - i / steps))
    for epoch in range(epochs):
        begun, total, count, good = time.time(), 0.0, 0, 0
        for group in batches(texts):
            loss, guessed, right = guesser(side_by_side(group))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(rest, 5)
            optimizer.step()
            schedule.step()
            total, count, good = total + loss.item() * guessed, count + guessed, good + right
        print(f"epoch {epoch}  loss {total / count:.3f}, {good / count:.3f} of {count} right  {time.time() - begun:.0f} s", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("words", "vectors", "out"):
        parser.add_argument(name)
    parser.add_argument("--left-out", action="store_true"), parser.add_argument("--epochs", type=int, default=4)
    args = parser.parse_args()
    torch.set_num_threads(1), torch.manual_seed(1), random.seed(1)
    reports, seen = read_words(args.words, args.left_out)
    rows, begin = rows_of(read_vectors(args.vectors), seen)
    counts = torch.zeros(len(rows) + 1)
    for lemma, row in rows.items():
        counts[row] = seen[lemma]
    texts = list(parts(reports, rows))
    print(f"{len(reports)} reports, {sum(t.shape[1] for t in texts)} words, {len(rows)} lemmas", flush=True)
    guesser = Guesser(begin, counts / counts.sum())
    train(guesser, texts, args.epochs)
    torch.save({"rows": rows, "words": guesser.words.state_dict()}, args.out)


if __name__ == "__main__":
    main()

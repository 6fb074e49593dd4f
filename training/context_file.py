"""Writes the context net of context.py as model/context.model (docs/training.md: the files)."""
import math, struct

import numpy as np
import torch
import torch.nn.functional as F
import xxhash

UNITS, MOST_VALUE, MOST_WEIGHT, MOST_LEMMA_UNITS, MOST_FACT_UNITS = 256, 4095, 2047, 4, 3


def vector(t):
    return np.rint(t.detach().numpy() * UNITS).clip(-MOST_VALUE, MOST_VALUE).astype("<i2").tobytes()


def matrix(rows, bias=None, count=None):
    """A ContextMatrix; `count`: rows to be, the rest zero."""
    rows = F.pad(rows, (0, 0, 0, (count or len(rows)) - len(rows))).detach().numpy()
    unit = max(float(np.abs(rows).max()), 1e-6) / MOST_WEIGHT
    biases = np.zeros(len(rows), "<f4")
    if bias is not None:
        biases[: len(bias)] = bias.detach().numpy()
    return np.rint(rows / unit).astype("<i2").tobytes() + biases.tobytes() + struct.pack("<f28x", unit / UNITS)


def weights(net):
    """ContextWeights."""
    answers, half = max(x.out.out_features for x in net.sections), net.before.in_features // 2
    window = net.window.weight.reshape(3, 2, half, -1, 3).permute(1, 4, 0, 2, 3)  # half, word, gate, channel, input
    middle = torch.zeros(2, 3, 3, half)
    middle[:, 1] = net.window.bias.reshape(3, 2, half).transpose(0, 1)
    yield vector(net.facts[0].weight + net.reviewed)  # read as the reviewed reports are annotated: every word has one of these facts
    yield from (vector(f.weight) for f in net.facts[1:])
    yield matrix(window.reshape(-1, net.lemmas.embedding_dim), middle.reshape(-1))
    yield matrix(net.mention.weight, net.mention.bias) + matrix(net.before.weight)
    for x in net.sections:
        yield matrix(x.trigger.weight, x.trigger.bias) + matrix(x.match.weight / 8 * (x.out.out_features == 1))
        yield from (vector(t) for t in (x.gaps.weight, x.sentences.weight, x.orders.weight, x.inside.weight, x.looks.weight, x.none))
        yield matrix(x.inner.weight, x.inner.bias) + matrix(x.out.weight, x.out.bias, answers)
    yield matrix(net.status_inner.weight, net.status_inner.bias) + matrix(net.status_out.weight, net.status_out.bias, answers)
    yield matrix(net.event.weight, net.event.bias) + matrix(net.event_out.weight)
    yield struct.pack(f"<{len(net.shares)}f4x", *(net.share(s).item() for s in range(len(net.shares))))


def table(hashes):
    """Open addressing; the k-th hash has row k + 1. (log2 of the size, the table)"""
    bits = (2 * len(hashes) + 2).bit_length()
    out, mask = [0] * (1 << bits), (1 << bits) - 1
    for row, h in enumerate(hashes, 1):
        at = h & mask
        while out[at]:
            at = (at + 1) & mask
        out[at] = (h & 0xFFFFFFFF00000000) | row
    return bits, np.array(out, "<u8").tobytes()


def bytes_of(rows, most):
    """Rows in 8 bits, and how many units of a vector one is worth; the few numbers that lie beyond are cut."""
    rows = rows.detach().numpy() * UNITS
    units = min(most, max(1, math.ceil(np.quantile(np.abs(rows), 0.9999) / 127)))
    return units, np.rint(rows / units).clip(-127, 127).astype(np.int8).tobytes()


def write(net, lemmas, facts, path):
    numbers = b"".join(weights(net))
    numbers += bytes(-len(numbers) % 64)
    lemma_bits, lemma_table = table([int(l, 16) for l in lemmas])
    fact_bits, fact_table = table([int(f) for f in facts])
    (lemma_units, lemma_rows), (fact_units, fact_rows) = bytes_of(net.lemmas.weight, MOST_LEMMA_UNITS), bytes_of(net.event_facts.weight, MOST_FACT_UNITS)
    body = numbers + lemma_table + fact_table + lemma_rows + fact_rows
    head = struct.pack("<8sIIQ6I16x", b"RAWICTX\n", 2, len(numbers), xxhash.xxh3_64_intdigest(body), lemma_bits, len(lemmas) + 1, lemma_units,
                       fact_bits, len(facts) + 1, fact_units)
    with open(path, "wb") as out:
        out.write(head + body)

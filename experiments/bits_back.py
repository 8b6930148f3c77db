"""Does bits back pay what the bound promises, and what else stands on the bill?

An autoencoder with eight latents learns black and white digits; a coder that is a
stack packs 297 others with it. What each adds is held against its bound. Then the rest
of the bill: latents cut into buckets, a start from nothing in place of random bits, and
weights that are rounded to so many bits.
"""

import bz2
import lzma

import numpy as np
from scipy.special import expit, ndtr, ndtri

from experiments._autoencoder import (
    decode,
    encode,
    in_bits,
    rate_and_distortion,
    split_digits,
    surprisal,
    train,
)
from infolib import cross_entropy

SEEDS = range(10)
# Six hundred steps of Adam, whose sums a processor adds in the order that it likes.
TOLERANCE = 0.05
LATENTS, BUCKETS, START = 8, 256, 256
EDGES = ndtri(np.arange(BUCKETS + 1) / BUCKETS)
CENTRES = ndtri((np.arange(BUCKETS) + 0.5) / BUCKETS)
PRIOR = np.arange(BUCKETS + 1) * 2**16 // BUCKETS
WEIGHT_BITS = [4, 5, 6, 8]


def push(state, symbol, slots):
    """Return the number with a symbol on top."""
    start, width = int(slots[symbol]), int(slots[symbol + 1] - slots[symbol])
    return (state // width << 16) + start + state % width


def pop(state, slots):
    """Return the symbol on top, and the number without it."""
    slot = state % 2**16
    symbol = int(np.searchsorted(slots, slot, side="right")) - 1
    start, width = int(slots[symbol]), int(slots[symbol + 1] - slots[symbol])
    return symbol, (state >> 16) * width + slot - start


def guess_slots(layers, x):
    """Return the encoder's guess at each latent as a table of slots."""
    mean, log_var = encode(layers, x)
    below = ndtr((EDGES - mean[:, None]) / np.exp(log_var / 2)[:, None])
    return np.round(below * (2**16 - BUCKETS)).astype(int) + np.arange(BUCKETS + 1)


def pixel_slots(layers, z):
    """Return the decoder's word on each pixel as a table of slots."""
    white = expit(-decode(layers, CENTRES[z]))
    return [(0, w, 2**16) for w in np.round(white * (2**16 - 2)).astype(int) + 1]


def pack(layers, x, state):
    """Return the number with an image on top: the latents come out of the number."""
    z = np.zeros(LATENTS, dtype=int)
    for j, slots in enumerate(guess_slots(layers, x)):
        z[j], state = pop(state, slots)
    for pixel, slots in zip(x.astype(int), pixel_slots(layers, z), strict=True):
        state = push(state, pixel, slots)
    for bucket in z:
        state = push(state, bucket, PRIOR)
    return state


def unpack(layers, state):
    """Return the image on top and the number without it: each step of pack undone."""
    z, x = np.zeros(LATENTS, dtype=int), np.zeros(64)
    for j in reversed(range(LATENTS)):
        z[j], state = pop(state, PRIOR)
    table = pixel_slots(layers, z)
    for i in reversed(range(64)):
        x[i], state = pop(state, table[i])
    table = guess_slots(layers, x)
    for j in reversed(range(LATENTS)):
        state = push(state, z[j], table[j])
    return x, state


def cost_of_buckets(layers, x, noise):
    """Return the bits that each image pays for latents that are cut into buckets."""
    mean, log_var = encode(layers, x)
    spread = np.exp(log_var / 2)
    z = mean + spread * noise
    bucket = np.clip(np.searchsorted(EDGES, z, side="right") - 1, 0, BUCKETS - 1)
    cut = surprisal(decode(layers, CENTRES[bucket]), x)
    share = np.diff(ndtr((EDGES[[bucket, bucket + 1]] - mean) / spread), axis=0)[0]
    whole = (z**2 - noise**2 - log_var) / 2
    rate = (np.log(np.maximum(share, 1e-12) * BUCKETS) - whole).sum(axis=1)
    return (cut - surprisal(decode(layers, z), x) + rate) / np.log(2)


def random_bits(rng):
    """Return a number of START bits."""
    return int.from_bytes(rng.bytes(START // 8), "big") | 1 << START - 1


def size(state):
    """Return the logarithm of a large number, in bits."""
    beyond = max(state.bit_length() - 64, 0)
    return np.log2(float(state >> beyond)) + beyond


def coded(layers, images, state):
    """Return the bits that each image adds to the number, and the number."""
    sizes = [size(state)]
    for x in images:
        state = pack(layers, x, state)
        sizes.append(size(state))
    return np.diff(sizes), state


def rounded(layers, bits):
    """Return the layers with each weight as one of 2^bits values, evenly spaced."""
    steps = [2 * np.abs(w).max() / (2**bits - 1) for w in layers]
    return [
        (np.floor(w / s) + 0.5) * s if s else w
        for w, s in zip(layers, steps, strict=True)
    ]


def rivals(learned, unseen):
    """Return the bits of an image by other means."""
    raw = np.packbits(unseen.astype(np.uint8)).tobytes()
    black = (learned.sum(axis=0) + 1) / (len(learned) + 2)
    truth, said = (np.stack([1 - p, p], axis=-1) for p in (unseen, black))
    return {
        "raw": 8 * len(raw) / len(unseen),
        "bz2": 8 * len(bz2.compress(raw)) / len(unseen),
        "xz": 8 * len(lzma.compress(raw)) / len(unseen),
        "alone": cross_entropy(truth, said, base=2).sum(axis=1).mean(),
    }


def run(seed):
    """Return bits of an unseen digit: by the coder, by the bound, and by rivals."""
    learned, unseen = split_digits(seed)
    layers = train(learned, LATENTS, seed=seed)
    rng = np.random.default_rng(seed)
    noise = rng.normal(size=(50, len(unseen), LATENTS))
    bound = np.mean(
        [sum(rate_and_distortion(layers, unseen, e)) for e in noise], axis=0
    )
    paid, _ = coded(layers, unseen, random_bits(rng))
    empty, _ = coded(layers, unseen, 1)
    coarse = [
        in_bits(rounded(layers, b), unseen, LATENTS, draws=5) for b in WEIGHT_BITS
    ]
    buckets = [cost_of_buckets(layers, unseen, e) for e in noise]
    return {
        "bound": bound.mean() / np.log(2),
        "paid": paid.mean(),
        "in_buckets": bound.mean() / np.log(2) + np.mean(buckets),
        "from_nothing": empty.mean(),
        "coarse": [sum(parts) for parts in coarse],
        "weights": sum(w.size for w in layers),
        **rivals(learned, unseen),
    }

"""When does a decoder leave its latents unused, and rightly?

Sixteen days of weather, each like the day before with probability 0.9, are drawn from
a chain whose entropy is known. A plain decoder needs latents to say that days are
alike. A decoder that sees yesterday can model the chain alone: its rate should go to 0
and its bits to the entropy, from scratch and from the plain one's layers, where the
latents live. Digits have no such decoder that we know: how much rate is left to them
by a decoder that sees all pixels before?
"""

import numpy as np

from experiments._autoencoder import in_bits, split_digits, train

SEEDS = range(10)
# Thousands of steps of Adam, whose sums a processor adds in the order that it likes.
TOLERANCE = 0.1
DAYS, STAY = 16, 0.9
STEPS = [500, 1000, 2000]


def weather(count, rng):
    """Return records of days, 1 for rain: the first a coin, the others mostly alike."""
    changes = rng.random((count, DAYS)) < 1 - STAY
    changes[:, 0] = rng.random(count) < 0.5
    return np.cumsum(changes, axis=1) % 2.0


def run(seed):
    """Return rate and total bits of what was not learned from, for each decoder."""
    rng = np.random.default_rng(seed)
    learned, unseen = weather(20_000, rng), weather(20_000, rng)

    def bits(net):
        rate, distortion = in_bits(net, unseen, 2, draws=1)
        return [rate, rate + distortion]

    def taught(steps, window, layers=None):
        options = {"seed": seed, "steps": steps, "window": window, "layers": layers}
        return train(learned, 2, **options)

    plain = taught(STEPS[1], 0)
    found = {
        "plain": bits(plain),
        "awake": bits(taught(STEPS[-1], 1, plain)),
        "yesterday": [bits(taught(steps, 1)) for steps in STEPS],
    }
    learned, unseen = split_digits(seed)
    for name, window in (("digits", 0), ("digits_seen", 63)):
        net = train(learned, 8, seed=seed, window=window)
        rate, distortion = in_bits(net, unseen, 8)
        found[name] = [rate, rate + distortion]
    return found

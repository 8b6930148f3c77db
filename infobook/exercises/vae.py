"""The checks of the chapter on variational autoencoders."""

import math

from infobook.exercises._judges import Function, Number

GUESSES = [
    ([0.5, 0.5], [0.8, 0.1], [0.7, 0.3]),
    ([0.5, 0.5], [0.8, 0.1], [8 / 9, 1 / 9]),
    ([0.2, 0.3, 0.5], [0.5, 0.0, 0.25], [0.6, 0.0, 0.4]),
]
FIRST, SECOND = math.sqrt(8 / 9 * 1 / 8), math.sqrt(1 / 9 * 7 / 8)


def _weights(prior, likelihood, guess):
    """Return pairs of a guess's probability and its weight, where it is not 0."""
    triples = zip(prior, likelihood, guess, strict=True)
    return [(q, p * given / q) for p, given, q in triples if q > 0]


def _elbo(prior, likelihood, guess):
    return sum(q * math.log(w) for q, w in _weights(prior, likelihood, guess))


def _of_two(prior, likelihood, guess):
    pairs = _weights(prior, likelihood, guess)
    return sum(q * r * math.log((v + w) / 2) for q, v in pairs for r, w in pairs)


def _evidence(prior, likelihood, guess):
    return math.log(sum(p * given for p, given in zip(prior, likelihood, strict=True)))


EXERCISES = {
    "elbo": Function(
        _elbo,
        GUESSES,
        "Reconstruction minus divergence from the prior, in nats; a guess of zero "
        "counts for nothing.",
        mistakes=(
            (_evidence, "That is what it is for the best guess, not for this one."),
        ),
    ),
    "one-guess": Number(
        FIRST / (FIRST + SECOND),
        "Write the average of the two divergences as one divergence.",
        mistakes=(
            (
                (8 / 9 + 1 / 8) / 2,
                "That is the average, which is best for the other direction of the "
                "divergence.",
            ),
            (SECOND / (FIRST + SECOND), "That is the second machine's probability."),
        ),
    ),
    "two-samples": Function(
        _of_two,
        GUESSES,
        "Sum over pairs of latents; the logarithm is of the average of two weights.",
        mistakes=(
            (_elbo, "That is the bound with one sample."),
            (_evidence, "That is the logarithm of the average over all samples."),
        ),
    ),
}

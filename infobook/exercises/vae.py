"""The checks of the chapter on variational autoencoders."""

import math

from infobook.exercises._judges import IN_NATS, Function, Number

COUNTS = [
    (64, 8, "sum", "sum"),
    (64, 8, "sum", "mean"),
    (64, 8, "mean", "mean"),
    (784, 20, "mean", "sum"),
]
GUESSES = [
    ([0.5, 0.5], [0.8, 0.1], [0.7, 0.3]),
    ([0.5, 0.5], [0.8, 0.1], [8 / 9, 1 / 9]),
    ([0.2, 0.3, 0.5], [0.5, 0.0, 0.25], [0.6, 0.0, 0.4]),
]


def _beta(pixels, latents, reconstruction, divergence):
    up = pixels if reconstruction == "mean" else 1
    return up / (latents if divergence == "mean" else 1)


def _elbo(prior, likelihood, guess):
    return sum(
        q * math.log(p * given / q)
        for p, given, q in zip(prior, likelihood, guess, strict=True)
        if q > 0
    )


EXERCISES = {
    "one-latent": Number(
        0.5 / math.log(2),
        "The closed form with mean 1 and variance 1, in bits.",
        mistakes=((0.5, IN_NATS),),
    ),
    "effective-beta": Function(
        _beta,
        COUNTS,
        "Multiply the loss until the reconstruction is a sum over pixels.",
        mistakes=(
            (
                lambda *settings: 1 / _beta(*settings),
                "Upside down: a reconstruction that is a mean makes beta larger.",
            ),
        ),
    ),
    "elbo": Function(
        _elbo,
        GUESSES,
        "Reconstruction less divergence from the prior, in nats; a guess of zero "
        "counts for nothing.",
    ),
    "latents-alive": Number(
        3,
        "How high does the water stand?",
    ),
}

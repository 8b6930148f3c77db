"""The checks of the chapter on rate and distortion."""

import math

from infobook.exercises._judges import Function, Number, Numbers

COUNTS = [
    (64, 8, "sum", "sum"),
    (64, 8, "sum", "mean"),
    (64, 8, "mean", "mean"),
    (784, 20, "mean", "sum"),
]
PRINTS, GUESS = (0.8, 0.1, 0.3), (0.6, 0.1, 0.3)
PAID = [math.log2(3 / p) for p in PRINTS]
NET = [paid + math.log2(q) for paid, q in zip(PAID, GUESS, strict=True)]


def _beta(pixels, latents, reconstruction, divergence):
    up = pixels if reconstruction == "mean" else 1
    return up / (latents if divergence == "mean" else 1)


def _average(values, weights):
    return sum(v * w for v, w in zip(values, weights, strict=True))


EXERCISES = {
    "ledger": Numbers(
        (*NET, _average(NET, GUESS)),
        "Name the machine, send the letter by it, and get back -log2 of the guess.",
        mistakes=(
            (
                (*PAID, _average(PAID, GUESS)),
                "That is what she pays. The refund is missing.",
            ),
            (
                (*NET, sum(NET) / 3),
                "The machine is chosen by the guess: weigh the average with it.",
            ),
        ),
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
    "latents-alive": Number(
        3,
        "How high does the water stand?",
    ),
    "three-bits": Number(
        (72 / 64) ** (1 / 3),
        "Suppose that three live, solve for the water, and see whether three live.",
        mistakes=(
            ((72 / 8) ** (1 / 3), "Each direction gets half of its logarithm."),
            ((36 / 64) ** (1 / 2), "Then the third direction stands out, too."),
        ),
    ),
}

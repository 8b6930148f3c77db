"""Wrong answers to the exercises of the chapter on what networks learn."""

from infolib import mutual_information

WRONG = {
    "cow-on-a-beach": [0.0, 0.3, 0.531],
    "copied-unit": [0, 8, 2.773, float("inf")],
    "usable-bits": [lambda probs, labels: 0.0, lambda probs, labels: 1.0],
    "given-the-label": [
        lambda p_tsy: mutual_information(p_tsy.sum(axis=2), base=2),
        lambda p_tsy: 0.0,
    ],
}

"""Wrong answers to the exercises of the chapter on mutual information."""

WRONG = {
    "parity-of-a-die": [0.5, 2.585, 0],
    "typewriter": [4.7, 3.0, 13],
    "information-gain": [
        lambda left, right: 1.0,
        lambda left, right: abs(sum(left) - sum(right)),
    ],
    "least-error": [0.1, 0.5, 0.14],
}

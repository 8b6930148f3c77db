"""Wrong answers to the exercises of the chapter on maximum entropy."""

WRONG = {
    "low-die": [0.371, 0, -0.5],
    "waiting-time": [1.386, 1, 3],
    "soft-value": [
        lambda scores, temperature: max(scores),
        lambda scores, temperature: float("inf"),
    ],
    "even-faces": [0.3475, 1 / 6, 2 / 9],
}

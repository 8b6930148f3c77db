"""Wrong answers to the exercises of the chapter on betting."""

WRONG = {
    "doubling": [0.029, 5.0, 1.03],
    "tip": [0.0, 1.181, 1.585],
    "mixed-belief": [0, 0.5, 1],
}

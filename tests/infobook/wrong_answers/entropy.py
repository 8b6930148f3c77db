"""Wrong answers to the exercises of the chapter on entropy."""

WRONG = {
    "loaded-die": [1.498, 2.585, 0],
    "weighings": [2, 4, 24],
    "geometric": [lambda q: 2.0, lambda q: 1 / q],
    "noise-floor": [lambda rate, classes: 0.5, lambda rate, classes: rate],
    "temperature": [1.0, 0.1, 100, -0.7539],
}

"""Wrong answers to the exercises of the chapter on entropy."""

WRONG = {
    "questions": [
        [[4] * 4] * 4,  # no plan
        [[2, 3, 4, 4], [3, 4, 5, 5], [4, 5, 6, 6], [4, 5, 6, 6]],  # each draw alone
        [[3, 3, 3, 3], [3, 3, 4, 4], [4, 4, 4, 5], [4, 4, 5, 5]],  # impossible
        [[3, 3], [3, 3]],
        [[3.2, 3, 4, 5], [3, 3, 4, 5], [4, 4, 5, 6], [4, 5, 5, 6]],
    ],
    "plan-weighing": [
        ([1, 2, 3, 4], [5, 6, 7, 8]),  # tells nothing new
        ([1, 2, 3], [4, 5]),
        ([1, 2], [3, 4]),  # even leaves four
        ([1, 2, 5], [1, 3, 6]),
        ([1, 2, 5], [3, 4, 13]),
    ],
    "weighings": [2, 4, 24],
    "geometric": [lambda q: 2.0, lambda q: 1 / q],
    "noise-floor": [lambda rate, classes: 0.5, lambda rate, classes: rate],
    "temperature": [1.0, 0.1, 100, -0.7539],
}

"""Wrong answers to the exercises of the chapter on what more data buys."""

import math

WRONG = {
    "free-parameters": [
        lambda classes, inputs: (classes - 1) * (inputs + 1),
        lambda classes, inputs: classes * (inputs + 1),
        lambda classes, inputs: classes * inputs,
    ],
    "worth-adding": [
        lambda classes, samples: (-classes / (2 * samples), classes / (2 * samples)),
        lambda classes, samples: (0.0, (classes - 1) / samples),
        lambda classes, samples: (
            (classes - 1) / (2 * samples),
            -(classes - 1) / (2 * samples),
        ),
    ],
    "laplace-excess": [
        lambda c: 1 / (2 * c) if c else math.log(2) - 1 / 2,
        lambda c: 1 / (2 * (c + 2)),
        lambda c: math.log(2) - 1 / 2,
    ],
    "zipf-exponents": [
        lambda s: (1 / s, s - 1),
        lambda s: (1 - 1 / s, s),
        lambda s: (s - 1, 1 - 1 / s),
    ],
}

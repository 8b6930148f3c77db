"""Wrong answers to the exercises of the chapter on over-optimisation."""

import math

WRONG = {
    "turning-price": [
        lambda reference, proxy, gold: 1.0,
        lambda reference, proxy, gold: 0.05,
    ],
    "four-draws": [0.6363, 1.386, 0.0],
    "checked-nats": [
        lambda p, n: math.log(n) - (n - 1) / n,
        lambda p, n: -math.log(p),
        lambda p, n: 1 - (1 - p) ** n,
    ],
}

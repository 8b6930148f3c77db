"""Wrong answers to the exercises of the chapter on maximum entropy."""

import numpy as np

WRONG = {
    "low-die": [(0.371, 0.347), (-0.371, 0.054), (0, 1 / 6)],
    "waiting-time": [2, np.log(4), 2.249, 3.245 * np.log(2)],
    "soft-value": [
        lambda scores, temperature: max(scores),
        lambda scores, temperature: float("inf"),
    ],
    "even-faces": [0.3475, 1 / 6, 2 / 9],
}

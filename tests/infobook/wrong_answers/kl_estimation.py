"""Wrong answers to the exercises of the chapter on estimating KL divergence."""

import numpy as np

from infolib import chi_squared_divergence, kl_divergence

WRONG = {
    "samples-needed": [(400, 2), (2000, 142), (200.8, 40_000)],
    "best-coefficient": [
        lambda p, q: 1.0,
        lambda p, q: kl_divergence(p, q) / chi_squared_divergence(q, p),
        lambda p, q: (
            (kl_divergence(p, q) + kl_divergence(q, p)) / chi_squared_divergence(p, q)
        ),
    ],
    "after-the-cut": [
        lambda s: -np.log(s),
        lambda s: 0.0,
        lambda s: 1 / s - 1 + np.log(s),
    ],
    "later-tokens": [
        lambda d: (-d / 2, 0.0),
        lambda d: (d / 4, 0.0),
        lambda d: (-d / 4, -d / 4),
    ],
}

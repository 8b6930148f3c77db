"""Wrong answers to the exercises of the chapter on KL divergence."""

import math

WRONG = {
    "gaussian-kl": [
        lambda mean_p, sd_p, mean_q, sd_q: (mean_p - mean_q) ** 2 / 2,
        lambda mean_p, sd_p, mean_q, sd_q: 0.5,
    ],
    "one-side-or-all": [
        lambda m: -math.log((1 - m) / 2),
        lambda m: math.inf,
        lambda m: -(math.log(3) + math.log(2 * m / (1 - m)) / 3),
    ],
    "mean-field": [
        lambda rho: (1.0, 1 - rho**2),
        lambda rho: (math.sqrt(1 - rho**2), 1.0),
        lambda rho: (1.0, 1.0),
    ],
    "jensen-shannon-bits": [0.693, float("inf"), 2],
}

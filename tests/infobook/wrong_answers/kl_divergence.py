"""Wrong answers to the exercises of the chapter on KL divergence."""

WRONG = {
    "two-heads": [0.955, 1.826, 0],
    "gaussian-kl": [
        lambda mean_p, sd_p, mean_q, sd_q: (mean_p - mean_q) ** 2 / 2,
        lambda mean_p, sd_p, mean_q, sd_q: 0.5,
    ],
    "jensen-shannon-bits": [0.693, float("inf"), 2],
    "samples-needed": [14.1, 1, 20],
}

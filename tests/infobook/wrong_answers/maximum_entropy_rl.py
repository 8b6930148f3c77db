"""Wrong answers to the exercises of the chapter on maximum-entropy RL."""

import numpy as np

WRONG = {
    "three-rooms": [1.5, 2.0, 3.0],
    "soft-backup": [
        lambda rewards, transitions, discount, temperature, values: np.max(
            rewards + discount * transitions @ values, axis=1
        ),
        lambda rewards, transitions, discount, temperature, values: np.log(
            np.exp(rewards + discount * transitions @ values).sum(axis=1)
        ),
    ],
    "steps-for-ever": [0.721, 1.0, 1.0986],
    "target-temperature": [
        lambda values, target: 1.0,
        lambda values, target: target,
    ],
}

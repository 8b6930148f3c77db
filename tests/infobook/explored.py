"""The explorables as the tests call them, one call for each figure."""

import numpy as np

from infobook import explorables

LABELS = ["apple", "banana", "cherry", "date"]
P_XY = np.array([[9, 1], [8, 2], [2, 8], [1, 9]]) / 40


def logits():
    """Return logits of 60 examples that are surer than they are right, and labels."""
    rng = np.random.default_rng(0)
    labels = rng.integers(3, size=60)
    return (3 * np.eye(3)[labels] + 3 * rng.normal(size=(60, 3))).round(2), labels


def images():
    """Return a 4 by 3 grid of 2 by 2 images, no two of them alike."""
    levels = 17 * np.arange(12).reshape(4, 3, 1, 1)
    return np.tile(levels, (1, 1, 2, 2))


FIGURES = {
    "bias": lambda: explorables.explore_bias(
        {"even": np.full(20, 1 / 20), "uneven": [0.9, *np.full(10, 0.01)]}, n=30
    ),
    "arithmetic": lambda: explorables.explore_arithmetic(
        [[9, 3, 1], [2, 5, 0], [4, 1, 1]], labels=["a", "b", " "], text=[0, 1], x=0.3
    ),
    "bottleneck": lambda: explorables.explore_bottleneck(
        P_XY,
        rng=np.random.default_rng(0),
        betas=[0.5, 2, 4, 20, 500],
        start=3,
        labels=LABELS,
    ),
    "channel": lambda: explorables.explore_channel(0.11, p=0.3),
    "coin": lambda: explorables.explore_coin(0.8),
    "cross_entropy": lambda: explorables.explore_cross_entropy(
        [0.5, 0.25, 0.125, 0.125], [0.1, 0.2, 0.3, 0.4], labels=LABELS
    ),
    "die": lambda: explorables.explore_die(4.5),
    "entropy": lambda: explorables.explore_entropy([0.5, 0.3, 0.2]),
    "guessing": lambda: explorables.explore_guessing(
        "not to be that is",
        before="to be or ",
        ranks=[3, 1, 2, 1, 9, 1, 1, 5, 1, 1, 4, 2, 1, 1, 3, 6, 1],
        bits=[2, 0.5, 1, 0, 4, 0.3, 1, 3, 0, 0.25, 2, 1, 0, 0.1, 2, 3, 0.5],
        gzip=3.2,
    ),
    "huffman": lambda: explorables.explore_huffman([0.4, 0.3, 0.2, 0.1]),
    "information_plane": lambda: explorables.explore_information_plane(
        [0, 10, 100],
        {
            "tanh": {
                "whole run": [[9, 8, 7], [8, 7, 6], [7, 6, 5], [6, 5, 4], [5, 6, 4]],
                "ranks": [[9, 9, 8], [8, 8, 7], [7, 7, 6], [7, 6, 4], [6, 5, 3]],
            },
            "ReLU": {
                "whole run": [[8, 8, 9], [6, 7, 8], [5, 6, 7], [3, 4, 5], [2, 3, 4]],
                "ranks": [[7, 8, 7], [6, 7, 6], [6, 5, 4], [5, 4, 3], [4, 3, 2]],
            },
        },
        unit="tanh",
        rule="ranks",
    ),
    "kl_fit": lambda: explorables.explore_kl_fit([0.65, 0.35], [-2, 2.5], [0.8, 0.6]),
    "kl_noise": lambda: explorables.explore_kl_noise(0.5),
    "latent": lambda: explorables.explore_latent(images()),
    "loss_parts": lambda: explorables.explore_loss_parts(
        [0.05, 0.1, 0.2, 0.35, 0.6, 0.75, 0.9, 0.95]
    ),
    "mutual_information": lambda: explorables.explore_mutual_information(0.8),
    "pressure": lambda: explorables.explore_pressure(
        [0.4, 0.3, 0.2, 0.1], [0, 1, 2, 5], [0, 1, 2, -3], beta=2, labels=LABELS
    ),
    "temperature": lambda: explorables.explore_temperature(*logits()),
    "tilt": lambda: explorables.explore_tilt(
        [0.4, 0.3, 0.2, 0.1], [0, 1, 2, 5], beta=2, labels=LABELS
    ),
    "water_filling": lambda: explorables.explore_water_filling(
        [16, 9, 4, 4, 1, 0.5], level=3
    ),
}

"""Wrong answers to the exercises of the chapter on the information bottleneck."""

WRONG = {
    "merging-cost": [0.368, 0.469, 1.0],
    "first-price": [lambda p_xy: 1.0, lambda p_xy: 1 / p_xy.max()],
    "gaussian-price": [1.25, 2.78, 0.64],
    "enough-clusters": [2.585, 0.0, 0.5],
}

"""Wrong answers to the exercises of the chapter on what the loss rewards."""

import math

WRONG = {
    "brier-excess": [0.25, 0.21, -0.04],
    "smoothing-gap": [
        lambda epsilon, classes: math.log(1 / epsilon),
        lambda epsilon, classes: math.inf,
    ],
    "new-prior": [lambda q, old, new: q, lambda q, old, new: new],
    "spherical": [lambda q, y: -math.log(q[y]), lambda q, y: -q[y]],
}

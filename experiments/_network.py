"""A small network with one hidden layer, and how the experiments train it."""

import numpy as np
from scipy.special import softmax


def network(weights, x):
    """Return the logits."""
    first, first_bias, second, second_bias = weights
    return np.tanh(x @ first + first_bias) @ second + second_bias


def train(
    x, targets, seed, *, factor=None, temperature=1.0, hidden=32, steps=500, rate=0.5
):
    """Return the weights after gradient descent with momentum, in full batches.

    The slope of the loss in the logits is softmax minus target, times a factor that
    the loss gives to each example; at a temperature T, of a loss that counts T^2.
    """
    rng = np.random.default_rng(seed)
    shapes = [(x.shape[1], hidden), hidden, (hidden, targets.shape[1])]
    weights = [0.1 * rng.normal(size=shape) for shape in (*shapes, targets.shape[1])]
    velocity = [np.zeros_like(w) for w in weights]
    for _ in range(steps):
        first, first_bias, second, second_bias = weights
        layer = np.tanh(x @ first + first_bias)
        q = softmax((layer @ second + second_bias) / temperature, axis=1)
        slope = temperature * (q - targets) / len(x)
        if factor is not None:
            slope *= factor(q, targets)[:, None]
        back = slope @ second.T * (1 - layer**2)
        slopes = x.T @ back, back.sum(axis=0), layer.T @ slope, slope.sum(axis=0)
        velocity = [0.9 * v - rate * s for v, s in zip(velocity, slopes, strict=True)]
        weights = [w + v for w, v in zip(weights, velocity, strict=True)]
    return weights


def focal(q, targets):
    """Return what focal loss with a focus of 2 makes of each example's slope."""
    said = np.sum(q * targets, axis=1)
    return (1 - said) ** 2 - 2 * said * (1 - said) * np.log(said)


def smoothed(targets, epsilon):
    """Return targets of which a share is spread evenly over the classes."""
    return (1 - epsilon) * targets + epsilon / targets.shape[1]


def undo_smoothing(q, epsilon, least):
    """Return the answers to which q is the smoothed one, none below the least."""
    p = np.maximum((q - epsilon / q.shape[1]) / (1 - epsilon), least)
    return p / p.sum(axis=1, keepdims=True)


def undo_focal(q):
    """Return the beliefs to which q is the best answer under focal loss."""
    rest = 1 - q
    p = q / (rest**2 - 2 * q * rest * np.log(q))
    return p / p.sum(axis=1, keepdims=True)

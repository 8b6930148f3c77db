"""What PPO's clip does where samples are scarce: ten steps on each batch of 64 words.

A language model's next word is trained for a hundred batches, with k1 in the reward.
With one step a batch nothing needs a clip. With ten, the policy leaves the one that
drew the batch, and the ratio of the two goes into the gradient: without a clip, or
with one, at nine rates. And, with the clip and no penalty: does it hold the policy
near its reference?
"""

import numpy as np
from scipy.special import log_softmax

from experiments._next_word import answers, climb, draw
from infolib import gibbs_value, kl_divergence

# The first ten choose the rates, the others are what is reported.
SEEDS = range(20)
# The model's sums of float32 differ a little, and with them a few of the words drawn.
TOLERANCE = 0.1
BETA, BATCHES, BATCH = 1.0, 100, 64
RATES = np.geomspace(0.3, 30, 9)
# A policy that lacks more than this has collapsed onto some word: which is chance.
LOST = 0.5
WAYS = {"once": (1, None), "free": (10, None), "tight": (10, 0.1)}
WAYS |= {"clipped": (10, 0.2), "wide": (10, 0.5)}


def allowed(ratio, advantage, epsilon):
    """Return which samples the clip leaves a gradient."""
    good = (advantage > 0) & (ratio > 1 + epsilon)
    bad = (advantage < 0) & (ratio < 1 - epsilon)
    return ~(good | bad)


def train(steps, epsilon, rng, *, beta=BETA):
    """Return the log-policy after all batches, for each rate."""
    reference, reward, _ = answers()
    log_reference = np.log(reference)
    logits = np.tile(log_reference, (len(RATES), 1))
    for batch in range(BATCHES):
        old = log_softmax(logits, axis=1)
        drawn = draw(np.exp(old), rng, BATCH)
        old = np.take_along_axis(old, drawn, 1)
        gained = reward[drawn] - beta * (old - log_reference[drawn])
        advantage = gained - gained.mean(axis=1, keepdims=True)
        for _ in range(steps):
            new = log_softmax(logits, axis=1)
            ratio = np.exp(np.take_along_axis(new, drawn, 1) - old)
            weights = ratio * advantage
            if epsilon is not None:
                weights = weights * allowed(ratio, advantage, epsilon)
            slopes = climb(weights, drawn, np.exp(new))
            logits = logits + RATES[:, None] * (1 - batch / BATCHES) * slopes
    return log_softmax(logits, axis=1)


def run(seed):
    """Return what each way lacks of the best value, for each rate."""
    reference, reward, _ = answers()
    best = gibbs_value(reference, reward, BETA)
    found = {}
    for name, (steps, epsilon) in WAYS.items():
        log_policy = train(steps, epsilon, np.random.default_rng(seed))
        policies = np.exp(log_policy)
        nats = (policies * (log_policy - np.log(reference))).sum(axis=1)
        value = policies @ reward - BETA * nats
        found[name] = np.minimum(best - value, LOST)
    loose = np.exp(train(10, 0.2, np.random.default_rng(seed), beta=0.0))
    found["loose_nats"] = kl_divergence(loose[2], reference)
    return found

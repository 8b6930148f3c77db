"""What it does to divide an advantage by the spread of the rewards.

GRPO trains a language model's next word at seven prices, with its own penalty k3 and
with the corrected one. Theory says that the price it obeys is beta times the spread of
the rewards, which in the end shrinks as the policy improves. With the corrected penalty
there is a critical beta, below which no policy is a place to stay. As a control the
advantage is divided by the spread that the reference had, which does not shrink. And
at one price, groups of three sizes, with the group's mean and with that of the others.
"""

import numpy as np
from scipy.special import softmax

from experiments._next_word import answers, climb, draw, spread
from infolib import kl_divergence

SEEDS = range(10)
# The model's sums of float32 differ a little, and with them a few of the words drawn.
TOLERANCE = 0.1
BETAS = np.array([0.3, 0.4, 0.5, 0.7, 0.85, 1.0, 1.5])
STEPS, BATCH, RATE = 2000, 64, 5.0
GROUPS = [8, 32, 128]

# What beta multiplies in the weight of a sample; gone is log (pi / reference) there.
PENALTIES = {"corrected": lambda gone: gone, "k3": lambda gone: 1 - np.exp(-gone)}


def train(
    betas, rng, *, penalty="corrected", group=BATCH, rate=RATE, fixed=None, others=False
):
    """Return a policy for each price.

    Two controls: fixed is a spread to divide by, and with others a sample is compared
    with the mean of the other ones, not of the group that it is in.
    """
    reference, reward, _ = answers()
    log_reference = np.log(reference)
    logits = np.tile(log_reference, (len(betas), 1))
    scale = group / (group - 1) if others else 1
    for step in range(STEPS):
        policies = softmax(logits, axis=1)
        drawn = draw(policies, rng, group)
        gone = np.log(np.take_along_axis(policies, drawn, 1)) - log_reference[drawn]
        gained = reward[drawn] - reward[drawn].mean(axis=1, keepdims=True)
        spreads = reward[drawn].std(axis=1, keepdims=True) + 1e-4
        weights = scale * gained / (fixed or spreads)
        weights = weights - betas[:, None] * PENALTIES[penalty](gone)
        logits += rate * (1 - step / STEPS) * climb(weights, drawn, policies)
    return softmax(logits, axis=1)


def run(seed):
    """Return spreads and largest probabilities by price, and nats by group."""
    reference, reward, _ = answers()
    rng = np.random.default_rng(seed)
    runs = {
        "corrected": train(BETAS, rng),
        "slower": train(BETAS, rng, rate=RATE / 2),
        "k3": train(BETAS, rng, penalty="k3", rate=RATE / 2),
        "control": train(BETAS, rng, fixed=spread(reference, reward)),
    }
    found = {}
    for name, others in (("group", False), ("others", True)):
        ends = [train(np.ones(1), rng, group=n, others=others)[0] for n in GROUPS]
        found[f"{name}_nats"] = kl_divergence(np.array(ends), reference)
    for name, policies in runs.items():
        found[f"{name}_spread"] = [spread(policy, reward) for policy in policies]
        found[f"{name}_top"] = policies.max(axis=1)
    return found

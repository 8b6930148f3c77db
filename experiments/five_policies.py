"""Five ways to train a policy from samples, and where each of them ends.

A language model's next word is trained to please, at the price of a unit of reward a
nat: by policy gradients with the KL penalty in four places, and by direct preference
optimization. Each way sees 64 words a step and climbs with the same five rates, which
fall to 0. How far from the policy that theory expects does each one end?
"""

import numpy as np
from scipy.special import expit, softmax

from experiments._next_word import answers, climb, draw, gathered, targets
from infolib import kl_divergence

# The first ten choose each way's rate, the others are what is reported.
SEEDS = range(20)
# The model's sums of float32 differ a little, and with them a few of the words drawn.
TOLERANCE = 0.3
BETA, STEPS, BATCH = 1.0, 2000, 64
RATES = np.array([0.3, 1.0, 3.0, 10.0, 30.0])
# At the highest rate a policy may collapse onto a word, and which one is chance: of
# such a run we note that it is far, and no more.
FAR, COLLAPSED, CALM = 0.3, 0.1, 4


def centred(x):
    """Return numbers minus their mean over the group."""
    return x - x.mean(axis=1, keepdims=True)


def normalised(reward):
    """Return rewards as GRPO uses them: minus the group's mean, over its spread."""
    return centred(reward) / (reward.std(axis=1, keepdims=True) + 1e-4)


# The weight of a sample's gradient of log pi; gone is log (pi / reference) there.
WEIGHTS = {
    "reward": lambda reward, gone: centred(reward - BETA * gone),
    "k2": lambda reward, gone: centred(reward) - BETA * gone,
    "grpo": lambda reward, gone: normalised(reward) - BETA * (1 - np.exp(-gone)),
    "corrected": lambda reward, gone: normalised(reward) - BETA * gone,
}


def policy_slopes(weigh, logits, log_reference, reward, rng):
    """Return policy gradients in the logits, from samples of each policy."""
    policies = softmax(logits, axis=1)
    drawn = draw(policies, rng, BATCH)
    gone = np.log(np.take_along_axis(policies, drawn, 1)) - log_reference[drawn]
    return climb(weigh(reward[drawn], gone), drawn, policies)


def preference_slopes(logits, log_reference, reward, rng):
    """Return slopes of minus the DPO loss, from pairs that the reference drew."""
    one, other = draw(np.exp(log_reference)[None], rng, BATCH).reshape(2, -1)
    wins = rng.random(len(one)) < expit(reward[one] - reward[other])
    gone = logits - log_reference
    weights = BETA * (wins - expit(BETA * (gone[:, one] - gone[:, other])))
    pair = np.tile([*one, *other], (len(logits), 1))
    pulls = np.hstack([weights, -weights]) / len(one)
    return gathered(pair, pulls, logits.shape[1])


def train(name, rng):
    """Return the policy after all steps from the reference on, for each rate."""
    reference, reward, _ = answers()
    log_reference = np.log(reference)
    logits = np.tile(log_reference, (len(RATES), 1))
    for step in range(STEPS):
        if name == "dpo":
            slopes = preference_slopes(logits, log_reference, reward, rng)
        else:
            slopes = policy_slopes(WEIGHTS[name], logits, log_reference, reward, rng)
        logits = logits + RATES[:, None] * (1 - step / STEPS) * slopes
    return softmax(logits, axis=1)


def run(seed):
    """Return reward, nats and distance from theory for each way, one for each rate."""
    reference, reward, _ = answers()
    found = {}
    for name, target in targets(reference, reward, BETA).items():
        policies = train(name, np.random.default_rng(seed))
        apart = np.minimum(kl_divergence(policies, target), FAR)
        apart[CALM:][apart[CALM:] > COLLAPSED] = FAR
        found |= {
            f"{name}_apart": apart,
            f"{name}_reward": policies[:CALM] @ reward,
            f"{name}_nats": kl_divergence(policies[:CALM], reference),
        }
    return found

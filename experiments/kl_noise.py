"""How noisy are k1, k2 and k3 on a real language model?

The reference is SmolLM2's next token after a short prompt. Policies move away from it
in two ways: tilted by a reward that is linear in the token's vector, in a direction
drawn anew for each prompt; and made colder. For one token nothing is sampled: means
and spreads are sums over all 49,152 tokens. Then batches of tokens are drawn, to see
what somebody who only samples would see; and short answers, token by token.
"""

import numpy as np
from scipy.optimize import brentq

from infobook.language_model import load_language_model
from infolib import kl_estimates, log_softmax

PROMPTS = [
    "The weather today is",
    "My favourite food is",
    "The president said that",
    "She opened the door and",
    "Water boils at",
    "I feel so",
    "The best way to learn is",
    "In the year 1900, people",
    "He looked at me and",
    "The capital of France",
    "Once upon a time there was",
    "Dear Sir or Madam,",
    "The results of the study show",
    "To make a good soup, you need",
    "My grandmother used to say",
    "The train to London was",
    "Our new product helps you",
    "The opposite of love is",
    "When the rain stopped, we",
    "def add(a, b):",
]
SEEDS = range(len(PROMPTS))
# The model computes in float32; what is rare enters k3's noise as a large power.
TOLERANCE = 0.02
NATS = [0.1, 0.2, 0.5, 1.0, 2.0, 4.0, 8.0]
TEMPERATURES = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4]
BATCH, BATCHES = 1000, 200
ANSWERS, LENGTH = 8, 6


def standard_reward(seed, log_q, vectors):
    """Return a random linear reward of mean 0 and variance 1 under the reference."""
    reward = vectors @ np.random.default_rng(seed).normal(size=vectors.shape[1])
    q = np.exp(log_q)
    reward = reward - q @ reward
    return reward / np.sqrt(q @ reward**2)


def divergence(log_p, log_q):
    """Return D(p || q) of two distributions in logarithms."""
    return np.exp(log_p) @ (log_p - log_q)


def tilted(log_q, reward, nats):
    """Return the tilted policy that is so many nats from the reference."""

    def policy(log_strength):
        return log_softmax(log_q + np.exp(log_strength) * reward)

    def miss(log_strength):
        return divergence(policy(log_strength), log_q) - nats

    return policy(brentq(miss, -5, 5))


def noises(log_p, log_q):
    """Return the spread of k1, k2 and k3 over the truth, and two divergences.

    The last two are what decides between k1 and k3: the chi-squared divergence of
    the reference from the policy, and the sum of both KL divergences.
    """
    p, truth = np.exp(log_p), divergence(log_p, log_q)
    spreads = [
        np.sqrt(p @ (k - p @ k) ** 2) / truth for k in kl_estimates(log_p, log_q)
    ]
    chi_squared = np.exp(2 * log_q - log_p).sum() - 1
    return [*spreads, chi_squared, truth + divergence(log_q, log_p)]


def batches(log_p, log_q, rng):
    """Return what batches show: median k1, median k3, and how often k3's error holds.

    A batch's error holds where the truth is within two of its standard errors.
    """
    p, truth = np.exp(log_p), divergence(log_p, log_q)
    drawn = rng.choice(len(p), size=(BATCHES, BATCH), p=p / p.sum())
    k1, _, k3 = kl_estimates(log_p[drawn], log_q[drawn])
    error = k3.std(axis=1) / np.sqrt(BATCH)
    holds = np.abs(k3.mean(axis=1) - truth) < 2 * error
    return np.median(k1.mean(axis=1)), np.median(k3.mean(axis=1)), holds.mean()


def answers(model, prefix, log_q, reward, rng):
    """Return k1 and the exact divergence at each token of sampled answers.

    Each next-token distribution is tilted by the same reward, with strength 1.
    """
    beginning, found = [], []
    model.logits(prefix[:-1], beginning)
    for _ in range(ANSWERS):
        cache, last, rows = list(beginning), prefix[-1], []
        for _ in range(LENGTH):
            log_q = log_softmax(model.logits([last], cache)[-1].astype(float))
            log_p = log_softmax(log_q + reward)
            p = np.exp(log_p)
            last = int(rng.choice(len(p), p=p / p.sum()))
            rows.append([log_p[last] - log_q[last], divergence(log_p, log_q)])
        found.append(rows)
    return np.array(found)


def run(seed):
    """Return noises of one token, what batches show, and short answers."""
    model, rng = load_language_model(), np.random.default_rng(seed)
    prefix = [model.start, *model.encode(PROMPTS[seed])]
    log_q = log_softmax(model.logits(prefix)[-1].astype(float))
    reward = standard_reward(seed, log_q, model.embeddings)
    policies = [tilted(log_q, reward, nats) for nats in NATS]
    colder = [log_softmax(log_q / t) for t in TEMPERATURES]
    sampled = answers(model, prefix, log_q, reward, rng)
    return {
        "tilted": [noises(log_p, log_q) for log_p in policies],
        "colder": [noises(log_p, log_q) for log_p in colder],
        "colder_nats": [divergence(log_p, log_q) for log_p in colder],
        "batches": [batches(log_p, log_q, rng) for log_p in policies],
        "token_k1": sampled[:, :, 0],
        "token_exact": sampled[:, :, 1],
    }

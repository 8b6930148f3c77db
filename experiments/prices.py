"""What does a factor beta before the rate buy, and what does it cost?

Autoencoders with eight latents learn black and white digits at five prices: that of
the sums, those that a mean over latents makes, with and without a mean over pixels,
and two between.
"""

from experiments._autoencoder import encode, in_bits, split_digits, train
from infolib import diagonal_gaussian_kl

SEEDS = range(10)
# Six hundred steps of Adam, whose sums a processor adds in the order that it likes.
TOLERANCE = 0.05
LATENTS = 8
BETAS = [1 / 8, 1 / 2, 1, 2, 8]


def live(layers, x):
    """Return how many latents carry more than a twentieth of a nat on average."""
    mean, log_var = encode(layers, x)
    each = diagonal_gaussian_kl(mean[..., None], log_var[..., None])
    return int((each.mean(axis=0) > 0.05).sum())


def run(seed):
    """Return, for each price, rate and distortion in bits, and how many live."""
    learned, unseen = split_digits(seed)
    nets = [train(learned, LATENTS, seed=seed, beta=beta) for beta in BETAS]
    return {
        "unseen": [in_bits(net, unseen, LATENTS) for net in nets],
        "learned": [in_bits(net, learned, LATENTS, draws=5) for net in nets],
        "live": [live(net, learned) for net in nets],
    }

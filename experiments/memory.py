"""Why does Genesis cost a language model so few bits: memory, genre or repetition?

The first chapter of Genesis is seed 0; the others are passages of the same
translation, evenly spaced. Each is read as it stands, and with its content
words exchanged among themselves: genre and repetition stay, the wording goes. An
opening drafted for one of this book's chapters, which the model cannot have read,
stands beside each, and has its words exchanged as well.
"""

import re

import numpy as np

from infobook.datasets import load_bible
from infobook.language_model import load_language_model
from infolib import log_softmax

SEEDS = range(14)
# Sums of float32, in the order that a processor likes.
TOLERANCE = 1e-3
SIZE, EXCHANGES = 450, 2
SMALL_WORDS = (
    "the and that shall unto for his they him not them with all thou thy was which "
    "said but their have will thee from are when this out were upon you there hath "
    "then had into her your also shalt who she our let did can may nor yet hast until "
    "because against before after those these than saying saith every"
)
UNSEEN = (
    "A forecast of sun in the desert tells us nothing that we did not know. The toss "
    "of a fair coin tells us a little, a page of a novel more. Entropy is the number "
    "that says how much. It is also the floor under the cross-entropy of every "
    "classifier, the measure of a model's doubt, and the one quantity from which the "
    "rest of this book is made.",
    "Entropy counted questions. Here the answers are written down, as zeros and ones, "
    "in real files. We find that no code needs fewer bits than the entropy, that some "
    "need hardly more, and that whoever predicts the next letter better writes the "
    "shorter file. A probability model is a compressor, and the other way round.",
    "So far we had the probabilities. In practice we have a sample: a text, a log "
    "file, a few hundred labelled images. Put its frequencies into the formula, and "
    "the entropy comes out too small, on average, always. This chapter says by how "
    "much, what can be done about it, and when nothing can.",
    "Somebody tells us that the throws of a die average 4.5 and nothing else. What do "
    "we bet on? There are infinitely many dice with that average. This chapter takes "
    "the one of largest entropy: the one that commits us to nothing beyond what we "
    "were told. It turns out that we have met the answer everywhere.",
    "A classifier says what it expects, the world says what is, and the loss is how "
    "surprised the classifier was. That loss is the cross-entropy. It is the length "
    "of a message in a code that was made for somebody else, and it is, to the last "
    "digit, the negative logarithm of the likelihood.",
    "People act on probabilities: they treat, insure, brake. So it matters not only "
    "whether a model is right but whether its numbers mean what they say. A loss is a "
    "payment scheme, and models, like people, do what they are paid for. Some losses "
    "pay for honesty.",
    "Mutual information is easy to define and hard to measure. Histograms find some "
    "where there is none. Neighbours fail where variables nearly determine each "
    "other. Trained critics hit a wall at the logarithm of the batch, and the wall is "
    "a theorem. Each of these methods is right somewhere.",
    "To learn is to forget what does not matter. The information bottleneck turns "
    "this sentence into an equation: keep as few bits as you can about the input, and "
    "as many as you can about the target. It has an exact solution where things can "
    "be counted. It sorts the alphabet into vowels and consonants without having "
    "heard a word.",
    "We have met it twice under other names: as the bias of an entropy that was "
    "computed from samples, and as the part of a cross-entropy that the model is to "
    "blame for. The divergence is the price of a wrong belief, in bits. It keeps a "
    "policy near its reference and a posterior near its prior.",
    "An agent that learns by reward alone ends up doing one thing in each situation. "
    "This chapter pays it for entropy as well: each nat of indecision is worth a "
    "fixed amount of reward. Then a state is worth not only what can be earned from "
    "it but also how freely. We read off the price of a nat in three small worlds.",
    "Entropy counts what we don't know. This chapter counts what we learn: how many "
    "bits of one variable another one gives away. It says how good a classifier can "
    "be, how much gets through a noisy wire, where a decision tree cuts, and which "
    "example is worth a label.",
    "A good representation, one says, has much information about the label and little "
    "about what only happens to go with it. This chapter plants something that "
    "happens to go with the label, a mark in the margin of a digit, and looks what "
    "networks keep. It then goes through the debate about compression in training.",
    "A language model is to please people. People compare its answers, a reward is "
    "fitted to what they say, and the model is trained to earn it, but not to stray "
    "far from what it was. Far is measured by a divergence, and this one term decides "
    "what comes out.",
    "A variational autoencoder learns to invent images. Its loss has two terms, and "
    "half of its users have wondered whether the second is to be summed or averaged. "
    "This chapter reads the loss as what it is, a number of bits: the rate, to say "
    "where in a latent space an image lives, and the distortion.",
)


def passage(seed):
    """Return whole verses of one place in the Bible, SIZE characters or more."""
    bible = load_bible()
    start = len(bible) * seed // len(SEEDS)
    start = bible.index("\n", start) + 1 if seed else 0
    return bible[start : bible.index("\n", start + SIZE)]


def exchanged(text, rng):
    """Exchange a text's content words among themselves, each always for the same."""
    words = {word.lower() for word in re.findall(r"[A-Za-z]{3,}", text)}
    words = rng.permutation(sorted(words - set(SMALL_WORDS.split())))
    other = dict(zip(words, np.roll(words, 1), strict=True))

    def exchange(match):
        word = match[0]
        new = other.get(word.lower(), word)
        return new.capitalize() if word[0].isupper() else new

    return re.sub(r"[A-Za-z]+", exchange, text)


def read(text):
    """Return a text's bits per byte, and which tokens the model would have guessed."""
    model = load_language_model()
    tokens = [model.start, *model.encode(text)]
    log_p = log_softmax(model.logits(tokens[:-1]))
    bits = -log_p[np.arange(len(log_p)), tokens[1:]].sum() / np.log(2)
    return bits / len(text.encode()), log_p.argmax(axis=1) == tokens[1:]


def longest_run(guessed):
    """Return the length of the longest run of right guesses."""
    runs = "".join("x" if right else " " for right in guessed).split()
    return max(map(len, runs))


def repeated(text):
    """Return the share of a text's words that stood in it before."""
    words = re.findall("[a-z]+", text.lower())
    return 1 - len(set(words)) / len(words)


def run(seed):
    """Return what one passage and one opening cost, as they stand and exchanged."""
    text, rng = passage(seed), np.random.default_rng(seed)
    found = {"bible_repeated": repeated(text[:SIZE])}
    for name, original in [("bible", text), ("unseen", UNSEEN[seed])]:
        rate, guessed = read(original)
        others = [read(exchanged(original, rng)) for _ in range(EXCHANGES)]
        found |= {
            name: rate,
            f"{name}_guessed": guessed.mean(),
            f"{name}_run": longest_run(guessed),
            f"{name}_exchanged": np.mean([rate for rate, _ in others]),
            f"{name}_exchanged_guessed": np.mean([right.mean() for _, right in others]),
        }
    return found

"""Wrong answers to the exercises of the chapter on variational autoencoders."""

import math

WRONG = {
    "elbo": [
        lambda prior, likelihood, guess: 0.0,
        lambda prior, likelihood, guess: sum(
            q * given for q, given in zip(guess, likelihood, strict=True)
        ),
    ],
    "one-guess": [(8 / 9 + 1 / 8) / 2, 0.5, 0.4833],
    "two-samples": [
        lambda prior, likelihood, guess: 0.0,
        lambda prior, likelihood, guess: math.log(
            sum(p * given for p, given in zip(prior, likelihood, strict=True))
        ),
    ],
}

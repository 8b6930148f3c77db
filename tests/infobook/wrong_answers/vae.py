"""Wrong answers to the exercises of the chapter on variational autoencoders."""

WRONG = {
    "one-latent": [0.5, 1.0, 0.0],
    "effective-beta": [
        lambda pixels, latents, reconstruction, divergence: 1.0,
        lambda pixels, latents, reconstruction, divergence: (
            (latents if divergence == "mean" else 1)
            / (pixels if reconstruction == "mean" else 1)
        ),
    ],
    "elbo": [
        lambda prior, likelihood, guess: 0.0,
        lambda prior, likelihood, guess: sum(
            q * given for q, given in zip(guess, likelihood, strict=True)
        ),
    ],
    "latents-alive": [5, 2, 4],
}

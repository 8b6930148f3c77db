"""Wrong answers to the exercises of the chapter on rate and distortion."""

WRONG = {
    "ledger": [
        [1.907, 4.907, 3.322, 2.631],
        [1.17, 1.585, 1.585, 1.4466],
        [0.8, 0.1, 0.3, 0.5],
    ],
    "effective-beta": [
        lambda pixels, latents, reconstruction, divergence: 1.0,
        lambda pixels, latents, reconstruction, divergence: (
            (latents if divergence == "mean" else 1)
            / (pixels if reconstruction == "mean" else 1)
        ),
    ],
    "latents-alive": [5, 2, 4],
    "three-bits": [0.75, 1.0, 2.08, 1.5],
}

"""Wrong answers to the exercises of the chapter on RLHF and policy gradients."""

WRONG = {
    "price-for-nats": [
        lambda reference, reward, nats: 1.0,
        lambda reference, reward, nats: 1 / nats,
    ],
    "moving-price": [0.2, 0.405, 0.753, 1.0],
    "missing-pair": [1 / 3, 0.25, 0.0],
    "implied-reward": [
        lambda policy, reference: [0.0] * len(policy),
        lambda policy, reference: [
            0.1 * (p - q) for p, q in zip(policy, reference, strict=True)
        ],
    ],
}

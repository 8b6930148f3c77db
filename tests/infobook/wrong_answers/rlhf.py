"""Wrong answers to the exercises of the chapter on RLHF and PPO."""

WRONG = {
    "tilted-coin": [0.5, 1.0, 0.269],
    "price-for-nats": [
        lambda reference, reward, nats: 1.0,
        lambda reference, reward, nats: 1 / nats,
    ],
    "four-draws": [0.6363, 1.386, 0.0],
    "implied-reward": [
        lambda policy, reference: [0.0] * len(policy),
        lambda policy, reference: [
            0.1 * (p - q) for p, q in zip(policy, reference, strict=True)
        ],
    ],
}

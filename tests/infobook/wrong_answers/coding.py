"""Wrong answers to the exercises of the chapter on codes."""

WRONG = {
    "kraft-budget": [2, 4, 0.1875],
    "huffman-by-hand": [2, 1.846, 1.8],
    "wrong-code": [lambda p, q: 1.75, lambda p, q: sum(p)],
    "block-size": [1, 2, 20],
    "better-model": [lambda data: 8.0 * len(data), lambda data: 1.0],
}

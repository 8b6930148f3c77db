"""Wrong answers to the exercises of the chapter on codes."""

WRONG = {
    "kraft-budget": [2, 4, 0.1875],
    "huffman-by-hand": [2, 1.846, 1.8],
    "read-the-number": [["banana", "banana", "date"], ["date", "cherry", "apple"]],
    "block-size": [1, 2, 20],
    "better-model": [
        lambda data: 8.0 * len(data),
        lambda data: 2.97 * len(data),
        lambda data: 59_000.0,
    ],
}

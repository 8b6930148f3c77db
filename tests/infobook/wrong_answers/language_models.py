"""Wrong answers to the exercises of the chapter on language models."""

WRONG = {
    "bits-per-byte": [0.575, 3.607, 0.25],
    "from-perplexity": [
        lambda perplexity, bytes_per_token: perplexity / bytes_per_token,
        lambda perplexity, bytes_per_token: 1.0,
    ],
    "file-size": [1.0, 2.5, 10.0],
    "next-word": [lambda text: " the", lambda text: text],
}

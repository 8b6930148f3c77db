"""Wrong answers to the exercises of the chapter on tokenisers."""

WRONG = {
    "joins": [6, 5, 3],
    "two-tokenisers": [0.6, 0.05, 1.15],
    "best-pair": [lambda text: "th", lambda text: text],
}

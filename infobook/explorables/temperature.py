"""A classifier's temperature: its loss, and how far its confidence can be trusted."""

import base64

import numpy as np
from scipy.special import softmax

from infobook.explorables.base import (
    Explorable,
    Numbers,
    bar_row,
    buttons,
    digits,
    key,
    side_by_side,
    slider_row,
    solid,
    status,
)
from infobook.explorables.picture import Plane
from infolib import _validate as check
from infolib.losses import (
    expected_calibration_error,
    fit_temperature,
    softmax_cross_entropy,
)

__all__ = ["explore_temperature"]

MOST_EXAMPLES, MOST_CLASSES, MOST_LOGIT = 1200, 10, 300
WORST = 0.3  # calibration error at the right end of its bar
LEAST, MOST = 0.1, 10.0  # temperatures
TEMPERATURES = np.logspace(-1, 1, 101)


def explore_temperature(logits, labels, *, n_bins=10):
    r"""A picture of a classifier's calibration; the reader moves the temperature.

    .. math:: p_T = \operatorname{softmax}(z / T)

    On the left the mean loss of the labels against T, on the right how often the
    classifier is right against how sure it is, in bins. What lies between the two,
    weighted by the bins' sizes, is the expected calibration error. Beside it stands
    what chance alone gives to a calibrated classifier that is as sure,

    .. math:: \sum_b \frac1n \sqrt{\frac2\pi \sum_{i \in b} s_i (1 - s_i)}

    with s the confidence. Accuracy does not depend on T.

    Parameters
    ----------
    logits : array_like
        Logits of at most 1,200 test examples, 2 to 10 classes in the last axis. They
        are used rounded to hundredths.
    labels : array_like of int
        One class for each example.
    n_bins : int
        Number of bins, at most 20.

    Returns
    -------
    Explorable
        The Explorable, at T = 1; a notebook shows it as the value of a cell.

    Raises
    ------
    ValueError
        If ``logits`` has another shape or a value beyond 300, ``labels`` does not
        fit it, or ``n_bins`` is not between 1 and 20.

    References
    ----------
    Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks", 2017.

    Examples
    --------
    Sure by 4 to 0, and right three times in four:

    >>> explore_temperature([[4.0, 0.0]] * 4, [0, 0, 0, 1])
    T = 1.000: loss 1.018 nats, calibration error 0.232
    """
    logits = check.axes("logits", check.finite("logits", logits), 2)
    count, classes = logits.shape
    if count > MOST_EXAMPLES:
        raise ValueError(f"logits has {count} rows, expected at most {MOST_EXAMPLES}")
    if not 2 <= classes <= MOST_CLASSES:
        raise ValueError(f"logits has {classes} classes, expected 2 to {MOST_CLASSES}")
    if np.abs(logits).max() > MOST_LOGIT:
        raise ValueError(
            f"logits contains {np.abs(logits).max():.12g}, expected at most "
            f"{MOST_LOGIT} in size"
        )
    n_bins = check.positive_integer("n_bins", n_bins)
    if n_bins > 20:
        raise ValueError(f"n_bins is {n_bins}, expected at most 20")
    hundredths = np.round(100 * logits).astype("<i2")
    logits = hundredths / 100
    labels = check.whole_numbers("labels", labels)
    losses = [softmax_cross_entropy(logits / t, labels).mean() for t in TEMPERATURES]
    best = fit_temperature(logits, labels)
    probs = softmax(logits, axis=1)
    confidence, right = probs.max(axis=1), probs.argmax(axis=1) == labels
    n = Numbers(
        t=1.0,
        chance=_chance(confidence, n_bins),
        loss=softmax_cross_entropy(logits, labels).mean(),
        ece=expected_calibration_error(probs, labels, n_bins=n_bins),
        confidence=confidence.mean(),
        accuracy=right.mean(),
    )
    return Explorable(
        "explore-temperature",
        f"T = 1.000: loss {digits(n['loss'])} nats, "
        f"calibration error {digits(n['ece'])}",
        [
            status(f"<b>loss {n('loss')} nats</b>, ECE {n('ece')}"),
            side_by_side(
                _loss_curve(losses, n["loss"], best),
                _reliability(confidence, right, n_bins),
                height=236,
            ),
            key(
                (solid("blue"), f"accuracy {n('accuracy')}"),
                (solid("orange"), f"gap to confidence {n('confidence')}"),
            ),
            bar_row("ECE", _error_bar(n["ece"], n["chance"]), n("ece")),
            key((solid("grey"), f"the line: chance alone gives {n('chance')}")),
            slider_row("temperature", "t", n("t")),
            buttons(),
        ],
        start={"t": 1.0},
        logits=base64.b64encode(hundredths.tobytes()).decode(),
        labels=labels.tolist(),
        classes=classes,
        n_bins=n_bins,
        best=round(best, 6) if LEAST <= best <= MOST else None,
    )


def _chance(confidence, n_bins):
    """Return the calibration error of a calibrated classifier by chance alone."""
    edges = np.linspace(0, 1, n_bins + 1)[1:-1]
    bins = np.searchsorted(edges, confidence, side="left")
    spread = np.bincount(bins, weights=confidence * (1 - confidence), minlength=n_bins)
    return np.sqrt(2 * spread / np.pi).sum() / len(confidence)


def _error_bar(ece, chance):
    plane = Plane((0, WORST))
    return plane.svg(
        "The calibration error as a bar, and what chance alone gives as a line.",
        14,
        plane.rect(None, 0, 0, WORST, 1, "rule hollow 1"),
        plane.rect("ece", 0, 0, ece, 1, "orange"),
        plane.line("chance", chance, 0, chance, 1, "grey 3"),
        margin=(0, 0, 0, 0),
    )


def _loss_curve(losses, now, best):
    top = 1.15 * max(now, losses[-1])
    shown = np.array(losses) <= top
    step = 10 ** np.floor(np.log10(top / 2))
    step *= np.ceil(top / step / 5)
    plane = Plane((-1, 1), (0, top))
    least = ""
    if LEAST <= best <= MOST:
        least = plane.line(None, np.log10(best), 0, np.log10(best), top, "grey dashed")
    return plane.svg(
        "Mean loss of the labels against the temperature, with the least at the dashed "
        "line.",
        160,
        plane.y_ticks([(y, f"{y:g}") for y in np.arange(0, top, step)], "loss [nats]")
        + plane.x_ticks([(-1, "0.1"), (0, "1"), (1, "10")], "temperature T")
        + least,
        plane.circle("point", 0, now),
        curves=plane.path(None, np.log10(TEMPERATURES[shown]), np.array(losses)[shown]),
        margin=(34, 20, 42, 36),
    )


def _reliability(confidence, right, n_bins):
    plane = Plane()
    edges = np.linspace(0, 1, n_bins + 1)
    bins = np.searchsorted(edges[1:-1], confidence, side="left")
    bars = []
    for b in range(n_bins):
        inside = bins == b
        share = inside.mean()
        sure = confidence[inside].mean() if inside.any() else 0.0
        often = right[inside].mean() if inside.any() else 0.0
        pale = {"fill-opacity": f"{0.25 + 0.75 * np.sqrt(share):.3f}"}
        hidden = {} if inside.any() else {"visibility": "hidden"}
        left, end = edges[b] + 0.1 / n_bins, edges[b + 1] - 0.1 / n_bins
        bars += [
            plane.rect(f"both{b}", left, 0, end, min(often, sure), "blue", **pale),
            plane.rect(
                f"gap{b}",
                left,
                min(often, sure),
                end,
                max(often, sure),
                "orange",
                **pale,
            ),
            plane.line(f"right{b}", left, often, end, often, "blue 3", **hidden),
        ]
    return plane.svg(
        "How often the classifier is right against how sure it is; calibrated, the "
        "bars would end on the diagonal.",
        160,
        plane.y_ticks([(0, "0"), (0.5, "0.5"), (1, "1")], "accuracy")
        + plane.x_ticks([(0, "0"), (0.5, "0.5"), (1, "1")], "confidence"),
        *bars,
        plane.line(None, 0, 0, 1, 1, "grey 1.5 dashed"),
        margin=(34, 12, 42, 36),
    )

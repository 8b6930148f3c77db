"""Huffman's code as a tree that grows from its leaves."""

import heapq

from infobook.explorables.base import (
    Explorable,
    Numbers,
    buttons,
    digits,
    escape,
    names,
    outcomes,
    short,
    side_by_side,
    slider_row,
    status,
    table,
)
from infobook.explorables.picture import Plane
from infolib.entropy import entropy

__all__ = ["explore_huffman"]

MOST_OUTCOMES = 8
RISE = 36  # pixels from one merge to the next


def explore_huffman(p, *, labels=None, merges=None):
    r"""A picture of Huffman's code, merge by merge.

    The two least probable are made one, until one is left. A merge makes the
    codewords below it a bit longer, so the mean length is the sum of what was merged:

    .. math:: L = \sum_x p(x) l(x) = \sum_{\text{merges}} p(\text{merge}),
              \qquad H \le L < H + 1

    Lengths are those of `huffman_code`, which hands out codewords of these lengths in
    the order of the alphabet; here they are read off the tree.

    Parameters
    ----------
    p : array_like
        Positive probabilities of 2 to 8 symbols.
    labels : sequence of str, optional
        Names of the symbols; a, b, c and so on if None.
    merges : int, optional
        Number of merges to start from; all of them if None.

    Returns
    -------
    Explorable
        The figure; a notebook shows it as the value of a cell.

    Raises
    ------
    ValueError
        If ``p`` is no distribution of 2 to 8 positive probabilities, ``labels`` are
        not as many different strings, or there are not so many ``merges``.

    References
    ----------
    Huffman, "A Method for the Construction of Minimum-Redundancy Codes", 1952.

    Examples
    --------
    >>> explore_huffman([0.4, 0.3, 0.2, 0.1])
    3 of 3 merges: L = 1.900 bits, H = 1.846 bits
    """
    p = outcomes("p", p, MOST_OUTCOMES)
    if p.min() == 0:
        raise ValueError("p contains 0, expected positive probabilities")
    labels = names(labels, len(p))
    last = len(p) - 1
    done = last if merges is None else merges
    if done not in range(last + 1):
        raise ValueError(f"merges is {merges!r}, expected one of 0 to {last}")
    tree = _tree(p)
    codewords = _codewords(tree, len(p))
    counts = _counts(tree, len(p), done)
    weights = [node["weight"] for node in tree]
    n = Numbers(done=str(done), length=sum(weights[:done], 0.0))
    for i, count in enumerate(counts):
        n[f"code{i}"] = codewords[i][len(codewords[i]) - count :]
        n[f"bits{i}"] = str(count)
        n[f"share{i}"] = p[i] * count
    rows = [
        [escape(name), digits(p[i]), n(f"code{i}"), n(f"bits{i}"), n(f"share{i}")]
        for i, name in enumerate(labels)
    ]
    h = entropy(p, base=2)
    return Explorable(
        "explore-huffman",
        f"{done} of {last} merges: L = {digits(n['length'])} bits, "
        f"H = {digits(h)} bits",
        [
            status(f"<b>L = {n('length')} bits</b>, H = {digits(h)} bits"),
            side_by_side(_drawing(p, labels, tree, done), height=88 + RISE * last),
            slider_row("merges", "done", f"{n('done')} of {last}"),
            table(
                ["symbol", "p", "codeword", "bits", "p × bits"],
                rows,
                ["L", "1.000", "", "", n("length")],
                row=28,
            ),
            buttons(),
        ],
        start={"done": done},
        p=p.tolist(),
        codewords=codewords,
        merges=[node["below"] for node in tree],
        weights=weights,
    )


def _tree(p):
    """Return the merges in order, each with its two nodes, weight and symbols.

    Symbols are the nodes from 0, merges those that follow. The bit 0 goes to the
    child that is less deep, then to the one with the earlier symbol: the tree leans
    as a canonical code does.
    """
    heap = [(float(weight), node) for node, weight in enumerate(p)]
    heapq.heapify(heap)
    below, depth, tree = {i: [i] for i in range(len(p))}, [0] * len(p), []
    for node in range(len(p), 2 * len(p) - 1):
        (weight_a, a), (weight_b, b) = heapq.heappop(heap), heapq.heappop(heap)
        zero, one = sorted((a, b), key=lambda child: (depth[child], min(below[child])))
        below[node] = below[zero] + below[one]
        depth.append(1 + max(depth[a], depth[b]))
        heapq.heappush(heap, (weight_a + weight_b, node))
        tree.append(
            {"nodes": (zero, one), "weight": weight_a + weight_b, "below": below[node]}
        )
    return tree


def _codewords(tree, count):
    codewords = [""] * count
    below = [[i] for i in range(count)] + [node["below"] for node in tree]
    for node in tree:
        for bit, child in zip("01", node["nodes"], strict=True):
            for symbol in below[child]:
                codewords[symbol] = bit + codewords[symbol]
    return codewords


def _counts(tree, count, done):
    """Return how many of the first merges each symbol takes part in."""
    return [sum(i in node["below"] for node in tree[:done]) for i in range(count)]


def _drawing(p, labels, tree, done):
    """Return the tree, leaves below; merge k is as high as it is late."""
    count, last = len(p), len(tree)
    order = tree[-1]["below"]
    across = {symbol: place + 0.5 for place, symbol in enumerate(order)}
    up = dict.fromkeys(order, 0.0)
    plane = Plane((0, count), (0, last))
    leaves, branches, nodes = [], [], []
    for i in order:
        leaves += [
            plane.circle(None, across[i], 0, 5, "blue"),
            plane.text(
                None,
                across[i],
                0,
                escape(short(labels[i], 40 // count)),
                dy=22,
                anchor="middle",
            ),
            plane.text(
                None,
                across[i],
                0,
                digits(p[i]),
                "grey",
                dy=39,
                anchor="middle",
                **{"font-size": 12},
            ),
        ]
    for k, node in enumerate(tree):
        zero, one = node["nodes"]
        here = count + k
        across[here], up[here] = (across[zero] + across[one]) / 2, k + 1.0
        hidden = {} if k < done else {"visibility": "hidden"}
        for bit, child in zip("01", (zero, one), strict=True):
            at = across[child]
            branches += [
                plane.line(f"up{k}{bit}", at, up[child], at, k + 1, "grey 2", **hidden),
                plane.line(
                    f"over{k}{bit}", at, k + 1, across[here], k + 1, "grey 2", **hidden
                ),
                plane.text(
                    f"bit{k}{bit}",
                    at,
                    k + 1,
                    bit,
                    "blue bold halo",
                    dx=-8 if bit == "0" else 8,
                    dy=15,
                    anchor="middle",
                    **hidden,
                ),
            ]
        nodes += [
            plane.circle(f"node{k}", across[here], k + 1, 5, "orange", **hidden),
            plane.text(
                f"weight{k}",
                across[here],
                k + 1,
                digits(node["weight"]),
                "ink halo",
                dy=-9,
                anchor="middle",
                **hidden,
            ),
        ]
    return plane.svg(
        "Huffman's tree: symbols below, and above the two that each merge joins a node "
        "with the sum of their probabilities.",
        RISE * last,
        *branches,
        *leaves,
        *nodes,
        margin=(26, 8, 48, 8),
    )

"""Information theory for machine learning: the functions behind the book's formulas."""

from infolib.coding import (
    HuffmanCode,
    arithmetic_decode,
    arithmetic_encode,
    huffman_code,
    kraft_sum,
    shannon_code_lengths,
)
from infolib.divergence import (
    chi_squared_divergence,
    cross_entropy,
    f_divergence,
    js_divergence,
    kl_divergence,
    renyi_divergence,
    total_variation,
)
from infolib.entropy import (
    binary_entropy,
    conditional_entropy,
    entropy,
    joint_entropy,
    perplexity,
    renyi_entropy,
    surprisal,
)
from infolib.mutual_information import (
    conditional_mutual_information,
    mutual_information,
    pointwise_mutual_information,
    total_correlation,
)

__all__ = [
    "HuffmanCode",
    "arithmetic_decode",
    "arithmetic_encode",
    "binary_entropy",
    "chi_squared_divergence",
    "conditional_entropy",
    "conditional_mutual_information",
    "cross_entropy",
    "entropy",
    "f_divergence",
    "huffman_code",
    "joint_entropy",
    "js_divergence",
    "kl_divergence",
    "kraft_sum",
    "mutual_information",
    "perplexity",
    "pointwise_mutual_information",
    "renyi_divergence",
    "renyi_entropy",
    "shannon_code_lengths",
    "surprisal",
    "total_correlation",
    "total_variation",
]

"""Information theory for machine learning: the functions behind the book's formulas."""

from infolib.bottleneck import (
    GaussianBottleneck,
    InformationBottleneck,
    gaussian_bottleneck,
    information_bottleneck,
)
from infolib.channel import (
    ChannelCapacity,
    RateDistortion,
    binary_erasure_channel,
    binary_symmetric_channel,
    channel_capacity,
    rate_distortion,
    z_channel,
)
from infolib.coding import (
    HuffmanCode,
    arithmetic_decode,
    arithmetic_encode,
    huffman_code,
    kraft_sum,
    shannon_code_lengths,
)
from infolib.distribution import (
    normalize,
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
from infolib.estimation import (
    entropy_from_counts,
    entropy_from_samples,
    mutual_information_from_samples,
    pairwise_mutual_information,
)
from infolib.gaussian import (
    diagonal_gaussian_kl,
    gaussian_entropy,
    gaussian_kl_divergence,
    gaussian_mutual_information,
)
from infolib.language_model import (
    LanguageModel,
    load_language_model,
)
from infolib.losses import (
    brier_score,
    expected_calibration_error,
    fit_temperature,
    focal_loss,
    log_softmax,
    softmax_cross_entropy,
)
from infolib.maximum_entropy import (
    MaximumEntropy,
    maximum_entropy,
)
from infolib.mutual_information import (
    conditional_mutual_information,
    mutual_information,
    pointwise_mutual_information,
    total_correlation,
)
from infolib.nearest_neighbors import (
    knn_entropy,
    knn_kl_divergence,
    ksg_mutual_information,
    mixed_mutual_information,
)
from infolib.ngram import (
    AdaptiveNgram,
)
from infolib.policy import (
    SoftValues,
    best_of_n_kl_bound,
    best_of_n_policy,
    dpo_loss,
    gibbs_policy,
    gibbs_value,
    kl_estimates,
    soft_value_iteration,
)
from infolib.variational import (
    donsker_varadhan,
    info_nce,
    nwj,
)

__all__ = [
    "AdaptiveNgram",
    "ChannelCapacity",
    "GaussianBottleneck",
    "HuffmanCode",
    "InformationBottleneck",
    "LanguageModel",
    "MaximumEntropy",
    "RateDistortion",
    "SoftValues",
    "arithmetic_decode",
    "arithmetic_encode",
    "best_of_n_kl_bound",
    "best_of_n_policy",
    "binary_entropy",
    "binary_erasure_channel",
    "binary_symmetric_channel",
    "brier_score",
    "channel_capacity",
    "chi_squared_divergence",
    "conditional_entropy",
    "conditional_mutual_information",
    "cross_entropy",
    "diagonal_gaussian_kl",
    "donsker_varadhan",
    "dpo_loss",
    "entropy",
    "entropy_from_counts",
    "entropy_from_samples",
    "expected_calibration_error",
    "f_divergence",
    "fit_temperature",
    "focal_loss",
    "gaussian_bottleneck",
    "gaussian_entropy",
    "gaussian_kl_divergence",
    "gaussian_mutual_information",
    "gibbs_policy",
    "gibbs_value",
    "huffman_code",
    "info_nce",
    "information_bottleneck",
    "joint_entropy",
    "js_divergence",
    "kl_divergence",
    "kl_estimates",
    "knn_entropy",
    "knn_kl_divergence",
    "kraft_sum",
    "ksg_mutual_information",
    "load_language_model",
    "log_softmax",
    "maximum_entropy",
    "mixed_mutual_information",
    "mutual_information",
    "mutual_information_from_samples",
    "normalize",
    "nwj",
    "pairwise_mutual_information",
    "perplexity",
    "pointwise_mutual_information",
    "rate_distortion",
    "renyi_divergence",
    "renyi_entropy",
    "shannon_code_lengths",
    "soft_value_iteration",
    "softmax_cross_entropy",
    "surprisal",
    "total_correlation",
    "total_variation",
    "z_channel",
]

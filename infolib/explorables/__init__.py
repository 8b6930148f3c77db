r"""Explorables: figures that the reader operates, on the site and in a notebook.

An explorable is an HTML element around a static picture and table whose numbers
infolib computes. A script turns the element into a figure with sliders; where no
script runs, the static picture stays. ``base.py`` and ``base.js`` hold what all of
them share, and beside them stand two short files for each figure.
"""

from infolib.explorables.base import SCRIPT, Explorable, scripts
from infolib.explorables.bottleneck import explore_bottleneck
from infolib.explorables.channel import explore_channel
from infolib.explorables.coin import explore_coin
from infolib.explorables.cross_entropy import explore_cross_entropy
from infolib.explorables.entropy import explore_entropy
from infolib.explorables.huffman import explore_huffman
from infolib.explorables.kl_fit import explore_kl_fit
from infolib.explorables.latent import explore_latent
from infolib.explorables.mutual_information import explore_mutual_information
from infolib.explorables.temperature import explore_temperature
from infolib.explorables.tilt import explore_tilt

__all__ = [
    "SCRIPT",
    "Explorable",
    "explore_bottleneck",
    "explore_channel",
    "explore_coin",
    "explore_cross_entropy",
    "explore_entropy",
    "explore_huffman",
    "explore_kl_fit",
    "explore_latent",
    "explore_mutual_information",
    "explore_temperature",
    "explore_tilt",
    "scripts",
]

r"""Explorables: figures that the reader operates, on the site and in a notebook.

An explorable is an HTML element around a static picture and table whose numbers
infolib computes. A script turns the element into a figure with sliders; where no
script runs, the static picture stays. ``base.py`` and ``base.js`` hold what all of
them share, and beside them stand two short files for each figure.
"""

from infobook.explorables.arithmetic import explore_arithmetic
from infobook.explorables.base import SCRIPT, Explorable, scripts
from infobook.explorables.bias import explore_bias
from infobook.explorables.bottleneck import explore_bottleneck
from infobook.explorables.channel import explore_channel
from infobook.explorables.coin import explore_coin
from infobook.explorables.cross_entropy import explore_cross_entropy
from infobook.explorables.die import explore_die
from infobook.explorables.entropy import explore_entropy
from infobook.explorables.guessing import explore_guessing
from infobook.explorables.huffman import explore_huffman
from infobook.explorables.information_plane import explore_information_plane
from infobook.explorables.kl_fit import explore_kl_fit
from infobook.explorables.kl_noise import explore_kl_noise
from infobook.explorables.latent import explore_latent
from infobook.explorables.loss_parts import explore_loss_parts
from infobook.explorables.mutual_information import explore_mutual_information
from infobook.explorables.pressure import explore_pressure
from infobook.explorables.temperature import explore_temperature
from infobook.explorables.tilt import explore_tilt
from infobook.explorables.water_filling import explore_water_filling

__all__ = [
    "SCRIPT",
    "Explorable",
    "explore_arithmetic",
    "explore_bias",
    "explore_bottleneck",
    "explore_channel",
    "explore_coin",
    "explore_cross_entropy",
    "explore_die",
    "explore_entropy",
    "explore_guessing",
    "explore_huffman",
    "explore_information_plane",
    "explore_kl_fit",
    "explore_kl_noise",
    "explore_latent",
    "explore_loss_parts",
    "explore_mutual_information",
    "explore_pressure",
    "explore_temperature",
    "explore_tilt",
    "explore_water_filling",
    "scripts",
]

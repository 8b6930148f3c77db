"""Information theory for machine learning: the functions behind the book's formulas.

Each module names what it makes public in its ``__all__``, and nothing else does.
"""

from types import ModuleType as _Module

from infolib.bottleneck import *
from infolib.channel import *
from infolib.coding import *
from infolib.distribution import *
from infolib.divergence import *
from infolib.entropy import *
from infolib.estimation.counts import *
from infolib.estimation.critics import *
from infolib.estimation.neighbors import *
from infolib.estimation.samples import *
from infolib.gaussian import *
from infolib.losses import *
from infolib.maximum_entropy import *
from infolib.mutual_information import *
from infolib.policy import *

__version__ = "0.2.0"

__all__ = [
    name
    for name, value in list(globals().items())
    if not name.startswith("_") and not isinstance(value, _Module)
]

"""The processor of every test: on one thread, and otherwise what the machine has.

It is loaded before NumPy is, and the notebooks' kernels inherit it.
"""

import os

from tools.processors import ONE_THREAD, VARIABLES

# When the notebooks run as other processors would, tools.processors has set it.
if "BOOK_PROCESSOR" not in os.environ:
    for name in VARIABLES:
        os.environ.pop(name, None)
    os.environ.update(ONE_THREAD)

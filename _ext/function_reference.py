"""The directive that describes all that a module makes public, in its own order.

{functions} infolib.entropy lists the functions and classes of that module's __all__,
so that no page repeats their names. Those of infolib are listed under its own name,
from which they are imported.
"""

import inspect
from importlib import import_module

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective


def in_order(module):
    """Return the public functions and then the classes, as they stand in the source."""
    names = {name: getattr(module, name) for name in module.__all__}
    return sorted(
        names.items(),
        key=lambda item: (inspect.isclass(item[1]), inspect.getsourcelines(item[1])[1]),
    )


def entry(home, name, value):
    """Return the lines that have autodoc describe a function or a class."""
    if not inspect.isclass(value):
        return [f".. autofunction:: {home}::{name}"]
    # What functions return is never made by hand: its signature would mislead.
    return [f".. autoclass:: {home}::{name}()", "   :members:"]


class Functions(SphinxDirective):
    """Describe the public names of the module that is the argument."""

    required_arguments = 1

    def run(self):
        name = self.arguments[0]
        home = "infolib" if name.startswith("infolib.") else name
        module = import_module(name)
        self.env.note_dependency(module.__file__)
        lines = [line for item in in_order(module) for line in entry(home, *item)]
        text = ["```{eval-rst}", *lines, "```"]
        container = nodes.container()
        self.state.nested_parse(StringList(text, name), 0, container)
        return container.children


def setup(app):
    app.add_directive("functions", Functions)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

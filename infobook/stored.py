"""What a stored notebook has glued and compared: infobook.notebook's other end.

A notebook is what nbformat or json reads from its file.
"""

__all__ = ["apart", "compared", "glued", "holds"]

# What is stored is rounded to one digit more than the tolerance.
_ROUNDING = 1.05


def glued(notebook):
    """Return all that a notebook has glued, by name; a name has one value."""
    numbers = {}
    for metadata in _metadata(notebook):
        for name, value in metadata.get("glue", {}).items():
            if numbers.setdefault(name, value) != value:
                raise ValueError(f"{name} is glued as {numbers[name]} and as {value}")
    return numbers


def compared(notebook):
    """Return the records of what a notebook has compared, in its order."""
    return [found["compare"] for found in _metadata(notebook) if "compare" in found]


def apart(record):
    """Return how far the measured number is from the expected one, as stored."""
    return abs(float(record["measured"]) - float(record["expected"]))


def holds(record):
    """Return whether a result is within its tolerance, or says why it differs."""
    return apart(record) <= _ROUNDING * float(record["within"]) or "differs" in record


def _metadata(notebook):
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            yield output.get("metadata", {})

"""Every public name says its types, and the same ones as its docstring."""

import inspect
import re
from dataclasses import fields

import pytest

import infolib

CLASSES = [name for name in infolib.__all__ if inspect.isclass(getattr(infolib, name))]
CALLABLES = {n: getattr(infolib, n) for n in infolib.__all__ if n not in CLASSES}
for name in CLASSES:
    for method, function in vars(getattr(infolib, name)).items():
        if inspect.isfunction(function) and not method.startswith("_"):
            CALLABLES[f"{name}.{method}"] = function

# What a type is called in a docstring, and in the code.
WORDS = {
    "array_like": "ArrayLike",
    "array_like of int": "ArrayLike",
    "array_like of int, or bytes": "ArrayLike",
    "array_like of labels": "Labels",
    "bool": "bool",
    "bytes": "bytes",
    "float": "float",
    "float, optional": "float | None",
    "float or ndarray": "float | NDArray[np.float64]",
    "int": "int",
    "int, optional": "int | None",
    "int or tuple of int": "int | tuple[int, ...]",
    "int, tuple of int or None": "int | tuple[int, ...] | None",
    "list of int": "list[int]",
    "list of str": "list[str]",
    "ndarray": "NDArray[np.float64]",
    "ndarray of int": "NDArray[np.int64]",
    "numpy.random.Generator": "np.random.Generator",
    "str": "str",
} | {name: name for name in CLASSES}


def documented(thing, section):
    """Return {name: type} of a section of a docstring; what is returned has no name."""
    doc = inspect.getdoc(thing)
    found = re.search(rf"{section}\n-+\n(.*?)(\n\n|\Z)", doc, re.DOTALL)
    heads = re.findall(r"^(?:(\w.*?) : )?(\S.*)$", found[1] if found else "", re.M)
    return {name: kind for names, kind in heads for name in names.split(", ")}


@pytest.mark.parametrize("name", CALLABLES)
def test_every_argument_and_result_has_its_documented_type(name):
    signature = inspect.signature(CALLABLES[name])
    said = documented(CALLABLES[name], "Parameters")
    for argument, parameter in signature.parameters.items():
        if argument == "self":
            continue
        if said[argument] == "callable":
            assert parameter.annotation.startswith("Callable[")
        else:
            assert parameter.annotation == WORDS[said[argument]]
    results = [WORDS[word] for word in documented(CALLABLES[name], "Returns").values()]
    assert signature.return_annotation in (*results, f"tuple[{', '.join(results)}]")


@pytest.mark.parametrize("name", CLASSES)
def test_every_field_has_its_documented_type(name):
    said = documented(getattr(infolib, name), "Attributes")
    found = {field.name: field.type for field in fields(getattr(infolib, name))}
    assert found == {field: WORDS[word] for field, word in said.items()}

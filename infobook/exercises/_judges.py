"""How answers are judged: by the kind of answer that an exercise asks for.

``fault(answer)`` says what is wrong with an answer, in a sentence or two; of a right
one it says nothing, None. No answer makes it raise, whatever it is.
"""

import copy
import inspect
import math
import reprlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

IN_NATS = "That is in nats: the exercise asks for bits."
IN_BITS = "That is in bits: the exercise asks for nats."


def close(answer, expected, tolerance=1e-3):
    """Return whether a number is right to within the tolerance."""
    return abs(float(answer) - expected) <= tolerance


def near(found, expected):
    """Return whether two numbers, or several, agree but for rounding."""
    return np.allclose(found, expected, rtol=1e-6, atol=0)


@dataclass(frozen=True)
class Number:
    """An exercise that asks for a number.

    Attributes
    ----------
    right : float or callable
        The number, or a function that tells whether a number is right.
    hint : str
        What a wrong number is told.
    within : float
        How far a right number may be off.
    mistakes : tuple of (float or callable, str)
        Wrong numbers, or functions that recognise them, and what each is told
        instead of the hint.
    """

    right: float | Callable[[float], bool]
    hint: str
    within: float = 1e-3
    mistakes: tuple = ()

    def fault(self, answer):
        number = _number(answer)
        if number is None or math.isnan(number):
            return "This exercise asks for a number."
        if self._is(number, self.right):
            return None
        told = [text for wrong, text in self.mistakes if self._is(number, wrong)]
        return (*told, self.hint)[0]

    def _is(self, number, wanted):
        if callable(wanted):
            return wanted(number)
        return close(number, wanted, self.within)


@dataclass(frozen=True)
class Numbers:
    """An exercise that asks for several numbers in a given order.

    Attributes
    ----------
    right : tuple of float
        The numbers.
    hint : str
        What wrong numbers are told.
    within : float
        How far a right number may be off.
    mistakes : tuple of (tuple, str)
        Wrong numbers, and what each is told instead of the hint.
    """

    right: tuple[float, ...]
    hint: str
    within: float = 1e-3
    mistakes: tuple = ()

    def fault(self, answer):
        one_axis = isinstance(answer, np.ndarray) and answer.ndim == 1
        listed = answer if one_axis or isinstance(answer, list | tuple) else []
        numbers = [_number(value) for value in listed]
        if len(numbers) != len(self.right) or None in numbers:
            return f"This exercise asks for {len(self.right)} numbers."
        if self._are(numbers, self.right):
            return None
        told = [text for wrong, text in self.mistakes if self._are(numbers, wrong)]
        return (*told, self.hint)[0]

    def _are(self, numbers, wanted):
        return np.allclose(numbers, wanted, rtol=0, atol=self.within)


@dataclass(frozen=True)
class Structure:
    """An exercise that asks for something of a form of its own, such as a plan.

    Attributes
    ----------
    asks : str
        What it asks for, in words.
    form : callable
        Whether an answer has that form; what raises has not.
    right : callable
        Whether an answer of that form is right.
    hint : str
        What a wrong one is told.
    mistakes : tuple of (callable, str)
        Functions that recognise a wrong answer, and what it is told instead.
    """

    asks: str
    form: Callable[[Any], bool]
    right: Callable[[Any], bool]
    hint: str
    mistakes: tuple = ()

    def fault(self, answer):
        if not self.has_form(answer):
            return f"This exercise asks for {self.asks}."
        if self.right(answer):
            return None
        told = [text for is_wrong, text in self.mistakes if is_wrong(answer)]
        return (*told, self.hint)[0]

    def has_form(self, answer):
        try:
            return bool(self.form(answer))
        except Exception:
            return False


@dataclass(frozen=True)
class Function:
    """An exercise that asks for a function.

    Attributes
    ----------
    right : callable
        A right function. Its arguments are named as the exercise names them.
    points : list of tuple
        The arguments at which an answer is called.
    hint : str
        What a wrong function is told.
    agrees : callable
        ``agrees(found, expected)`` tells whether an answer's value is right.
    mistakes : tuple of (callable, str)
        Wrong functions, and what each is told instead of the hint.
    """

    right: Callable[..., Any]
    points: list[tuple]
    hint: str
    agrees: Callable[[Any, Any], bool] = near
    mistakes: tuple = ()

    def fault(self, answer):
        if not callable(answer):
            return f"This exercise asks for a function of {self._names}."
        if not _takes(answer, self.points[0]):
            asked = f"This exercise asks for a function of {self._names}"
            return f"{asked}: yours takes other arguments."
        found = []
        for point in self.points:
            try:
                # A copy, for an answer may sort or fill what it is given.
                found.append(answer(*copy.deepcopy(point)))
            except Exception as error:
                fault = f"{type(error).__name__} at {self._place(point)}: {error}"
                return f"Your function raised {fault}"
        return self._judge(found)

    def _judge(self, found):
        if self._all_agree(found, self._expected):
            return None
        judged = zip(found, self._expected, self.points, strict=True)
        for value, wanted, point in judged:
            if not _alike(value, wanted):
                returned = f"Your function returned {_short(value)}"
                return f"{returned} at {self._place(point)}, not {_kind(wanted)}."
        for wrong, text in self.mistakes:
            if self._all_agree(found, [wrong(*point) for point in self.points]):
                return text
        return self.hint

    def _all_agree(self, found, expected):
        try:
            return all(map(self.agrees, found, expected))
        except Exception:
            # What cannot be compared does not agree.
            return False

    @cached_property
    def _expected(self):
        return [self.right(*point) for point in self.points]

    @property
    def _arguments(self):
        return list(inspect.signature(self.right).parameters)

    @property
    def _names(self):
        *first, last = self._arguments
        return f"{', '.join(first)} and {last}" if first else last

    def _place(self, point):
        pairs = zip(self._arguments, point, strict=True)
        return ", ".join(f"{name} = {_short(value)}" for name, value in pairs)


def _number(value):
    """Return a value as a float, or None where it is no real number."""
    try:
        array = np.asarray(value)
        if array.ndim or array.dtype.kind not in "biufO":
            return None
        return float(array.item())
    except (TypeError, ValueError, OverflowError):
        return None


def _takes(function, arguments):
    """Return whether a function can be called with so many arguments."""
    try:
        inspect.signature(function).bind(*arguments)
    except TypeError:
        return False
    except ValueError:
        # Some functions that are written in C do not say what they take.
        return True
    return True


def _alike(value, wanted):
    """Return whether a value is of the kind that is wanted."""
    if isinstance(wanted, str):
        return isinstance(value, str)
    if np.ndim(wanted) == 0:
        return _number(value) is not None
    try:
        array = np.asarray(value)
    except ValueError:
        return False
    return array.shape == np.shape(wanted) and array.dtype.kind in "biuf"


def _kind(wanted):
    if isinstance(wanted, str):
        return "a string"
    shape = np.shape(wanted)
    return f"an array of shape {shape}" if shape else "a number"


def _short(value):
    """Return a value in one short line."""
    short = reprlib.Repr()
    short.maxother = 60
    return " ".join(short.repr(value).split())

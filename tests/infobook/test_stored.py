import pytest

from infobook.stored import compared, glued, holds

RECORD = {"claim": "a coin", "measured": "1.0", "expected": "1.1", "within": "0.1"}
NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "source": "No outputs here."},
        {"outputs": [{"metadata": {"glue": {"rate": "0.1", "draws": "100"}}}]},
        {"outputs": [{}, {"metadata": {"compare": RECORD}}]},
        {"outputs": [{"metadata": {"glue": {"rate": "0.1"}}}]},
    ]
}


def test_what_was_glued_is_found_by_name():
    assert glued(NOTEBOOK) == {"rate": "0.1", "draws": "100"}


def test_a_name_that_is_glued_with_two_values_is_refused():
    other = {"outputs": [{"metadata": {"glue": {"rate": "0.2"}}}]}
    with pytest.raises(ValueError, match=r"^rate is glued as 0\.1 and as 0\.2$"):
        glued({"cells": [*NOTEBOOK["cells"], other]})


def test_comparisons_are_found_among_the_outputs():
    assert compared(NOTEBOOK) == [RECORD]


def test_a_result_holds_within_its_tolerance_and_the_rounding_of_what_is_stored():
    assert holds(RECORD)
    assert holds(RECORD | {"measured": "0.996"})
    assert not holds(RECORD | {"measured": "0.994"})
    assert holds(RECORD | {"measured": "2.0", "differs": "It was another coin."})

"""The settings under which the notebooks run as other processors would."""

import os

import numpy as np
import pytest
from threadpoolctl import threadpool_info

from tools.processors import (
    ONE_THREAD,
    SETTINGS,
    TWO_THREADS,
    VARIABLES,
    chosen,
    environment,
    pin,
    probed,
    table,
)


def test_tests_calculate_on_one_thread():
    np.ones((2, 2)) @ np.ones((2, 2))  # NumPy brings the threads that are counted
    assert {pool["num_threads"] for pool in threadpool_info()} == {1}


def test_a_process_that_a_test_starts_calculates_on_one_thread():
    pools, _ = probed(dict(os.environ))
    assert {threads for _, threads in pools} == {1}


@pytest.mark.parametrize("name", VARIABLES)
def test_what_the_shell_has_set_is_forgotten(monkeypatch, name):
    monkeypatch.delenv("BOOK_PROCESSOR_CHOSEN", raising=False)
    monkeypatch.setenv(name, "7")
    assert environment().get(name) == ONE_THREAD.get(name)
    pin()
    assert os.environ.get(name) == ONE_THREAD.get(name)


def test_what_the_tool_has_chosen_is_kept(monkeypatch):
    monkeypatch.setenv("BOOK_PROCESSOR_CHOSEN", "yes")
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "2")
    pin()
    assert os.environ["OPENBLAS_NUM_THREADS"] == "2"


def test_no_two_chosen_settings_are_the_same():
    environments = chosen(SETTINGS)
    found = [str(probed(env)) for env in environments.values()]
    assert "here" in environments
    assert len(set(found)) == len(found)


def test_a_setting_without_avx_leaves_numpy_no_variant_with_it():
    for name, env in chosen(["SSE", "oldest"]).items():
        _, variants = probed(env)
        assert not [v for v in variants if v.startswith(("AVX", "X86_V3"))], name


def test_setting_that_kills_a_process_is_left_out(monkeypatch, capsys):
    here = environment()
    monkeypatch.setattr(
        "tools.processors.probed",
        lambda env: None if "OPENBLAS_CORETYPE" in env else [env == here, []],
    )
    assert list(chosen(["here", "SkylakeX"])) == ["here"]
    assert "SkylakeX: not run, this processor lacks" in capsys.readouterr().out


def test_two_threads_are_two():
    pools, _ = probed(environment(threads=TWO_THREADS))
    assert 2 in {threads for _, threads in pools}


def test_table_has_a_row_for_each_failing_cell():
    failures = {"here": [], "SSE": ["vae, Cell 3"], "oldest": ["vae, Cell 3"]}
    assert table(failures).splitlines() == [
        "| cell        | here | SSE   | oldest |",
        "| ----------- | ---- | ----- | ------ |",
        "| vae, Cell 3 |      | fails | fails  |",
    ]


def test_table_says_that_all_cells_agree():
    assert table({"here": [], "SSE": []}) == "All cells agree under 2 settings."

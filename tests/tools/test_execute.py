"""What stored notebooks spare a merge."""

import nbformat
import pytest

from tools.execute import count_as_run, figures, keep_figures, same_drawing

OLD = '<svg width="417.6pt"><path d="M 10.5 20.25 L 30 40.125" clip-path="url(#p1a2)"/>'


def drawn(svg):
    output = nbformat.v4.new_output("display_data", {"image/svg+xml": svg})
    return nbformat.v4.new_code_cell("plt.show()", outputs=[output])


@pytest.mark.parametrize(
    ("new", "same"),
    [
        (OLD, True),
        (OLD.replace("40.125", "40.126"), True),
        (OLD.replace("40.125", "40.2"), False),
        (OLD.replace("#p1a2", "#p1a3"), False),
        (OLD.replace("L 30", "L 31"), False),
        (OLD + "<path/>", False),
    ],
)
def test_a_figure_stays_where_nobody_could_see_a_difference(new, same):
    assert same_drawing(OLD, new) is same
    cell = drawn(new)
    keep_figures(cell, figures(drawn(OLD)))
    assert figures(cell)[0]["image/svg+xml"] == (OLD if same else new)


def test_a_new_figure_is_stored():
    cell = drawn(OLD)
    keep_figures(cell, [])
    assert figures(cell)[0]["image/svg+xml"] == OLD


def test_cells_and_results_count_as_run_once():
    result = nbformat.v4.new_output("execute_result", {"text/plain": "1"})
    result.execution_count = 17
    cell = nbformat.v4.new_code_cell("1", execution_count=17, outputs=[result])
    count_as_run(cell)
    assert (cell.execution_count, cell.outputs[0].execution_count) == (1, 1)

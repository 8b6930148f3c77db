"""The rules that every notebook keeps; nbval compares their outputs."""

import ast
import copy
import io
import re
import statistics
import tokenize

import nbformat
import pytest
import yaml

from tests.book.conftest import ROOT
from tools.execute import quote_glued_numbers

NOTEBOOKS = sorted(ROOT.glob("chapters/*.ipynb"))
MACHINE = re.compile(r"0x[0-9a-f]{8}|/home/|/Users/|site-packages")
RENEW = "run make execute"
HARD_WORDS = re.compile(r"\b(simply|obviously|clearly|trivially)\b", re.IGNORECASE)
SECTIONS = ["By hand", "Definition", "In code", "Properties", "In machine learning"]
SECTIONS += ["Where it breaks", "Quiz", "Exercises", "Summary"]
NO_CODE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT}
NO_CODE |= {tokenize.DEDENT, tokenize.ENDMARKER}
# The chapters with a function that has no docstring yet: no chapter comes to these.
SILENT = [
    "estimating_mutual_information",
    "maximum_entropy_rl",
]

every_notebook = pytest.mark.parametrize(
    "notebook",
    [nbformat.read(path, as_version=4) for path in NOTEBOOKS],
    ids=[path.stem for path in NOTEBOOKS],
)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def prose(notebook):
    cells = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    return "\n\n".join(cell.source for cell in cells)


def code_lines(cell):
    """Return how many lines of a cell hold code: no comment, docstring or blank.

    A call that hands a number on counts as one line: the formatter stands its
    arguments one below the other.
    """
    found = set()
    for token in tokenize.generate_tokens(io.StringIO(cell.source).readline):
        if token.type not in NO_CODE:
            found.update(range(token.start[0], token.end[0] + 1))
    for function in functions(cell):
        if ast.get_docstring(function) is not None:
            docstring = function.body[0]
            found -= set(range(docstring.lineno, docstring.end_lineno + 1))
    for call in ast.walk(ast.parse(cell.source)):
        if isinstance(call, ast.Call) and ast.unparse(call.func) in ("compare", "glue"):
            found -= set(range(call.lineno + 1, call.end_lineno + 1))
    return len(found)


def functions(cell):
    tree = ast.parse(cell.source)
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def test_every_notebook_is_a_chapter_of_the_book():
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    chapters = {entry["file"] for part in toc["parts"] for entry in part["chapters"]}
    for path in NOTEBOOKS:
        assert f"chapters/{path.stem}" in chapters


@every_notebook
def test_every_cell_is_stored_as_run(notebook):
    # nbval compares nothing where the count is missing.
    assert {cell.execution_count for cell in code_cells(notebook)} == {1}, RENEW
    for cell in code_cells(notebook):
        assert {output.get("execution_count", 1) for output in cell.outputs} <= {1}


@every_notebook
def test_cell_ids_are_lasting_and_say_nothing_of_the_place(notebook):
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    # Random, as JupyterLab and nbformat make them: no name holds a number in order.
    assert [i for i in ids if not re.fullmatch(r"[0-9a-f]{8}([0-9a-f-]{28})?", i)] == []


@every_notebook
def test_notebook_holds_no_machine_noise(notebook):
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert dict(notebook.metadata.language_info) == {"name": "python"}
    for cell in code_cells(notebook):
        assert "execution" not in cell.metadata
        for output in cell.outputs:
            assert output.output_type != "error"
            assert output.get("name") != "stderr"
            assert not MACHINE.search(str(output))


@every_notebook
def test_prose_quotes_what_the_cells_glued(notebook):
    renewed = copy.deepcopy(notebook)
    quote_glued_numbers(renewed)
    assert renewed == notebook


@every_notebook
def test_notebook_follows_the_skeleton(notebook):
    headings = re.findall(r"^## (.+)$", prose(notebook), re.MULTILINE)
    found = [heading for heading in headings if heading in SECTIONS]
    assert found == SECTIONS
    assert len(re.findall(r"^# ", prose(notebook), re.MULTILINE)) == 1


@every_notebook
def test_the_first_cell_imports_in_a_few_lines(notebook):
    lines = code_cells(notebook)[0].source.splitlines()
    assert lines[-1] == "use_book_style()"
    assert max(map(len, lines)) <= 82
    own = [line for line in lines if line.startswith(("from infolib", "from infobook"))]
    assert len(own) <= 10


@every_notebook
def test_cells_are_small(notebook):
    cells = code_cells(notebook)[1:]
    sizes = [code_lines(cell) for cell in cells]
    assert max(sizes) <= 15
    assert statistics.median(sizes) <= 6


def test_what_explains_a_cell_does_not_make_it_larger():
    source = '''# Why we do this.
def surprise(p):
    """Return the surprise of p.

    In nats.
    """

    # At 1 it is none.
    text = """two
lines"""
    return -log(
        p  # a probability
    )
'''
    assert code_lines(nbformat.v4.new_code_cell(source)) == 6


@every_notebook
def test_every_function_says_in_a_line_what_it_does(notebook, request):
    if request.node.callspec.id in SILENT:
        request.applymarker(pytest.mark.xfail(raises=AssertionError))
    for cell in code_cells(notebook):
        for function in functions(cell):
            docstring = ast.get_docstring(function) or ""
            assert len(docstring.splitlines()) == 1, function.name


@every_notebook
def test_prose_does_not_talk_down(notebook):
    assert HARD_WORDS.findall(prose(notebook)) == []


@every_notebook
def test_every_figure_is_vector_and_says_what_it_shows(notebook):
    for cell in code_cells(notebook):
        kinds = [kind for output in cell.outputs for kind in output.get("data", {})]
        assert "image/png" not in kinds
        if "image/svg+xml" in kinds:
            assert len(cell.metadata.mystnb.image.alt) > 20, cell.source


@every_notebook
def test_every_exercise_has_a_solution(notebook):
    exercises = re.findall(r"\{exercise\}.*\n:label: (\S+)", prose(notebook))
    solutions = re.findall(r"\{solution\} (\S+)", prose(notebook))
    assert 3 <= len(exercises) <= 6
    assert solutions == exercises


@every_notebook
def test_every_question_has_one_right_answer(notebook):
    quiz = prose(notebook).split("## Quiz")[1].split("## Exercises")[0]
    questions = re.split(r"^\*\*\d\. ", quiz, flags=re.MULTILINE)[1:]
    assert 3 <= len(questions) <= 5
    for question in questions:
        answers = re.findall(r"\{dropdown\} .+\n(Right|No)\. ", question)
        assert answers.count("Right") == 1
        assert len(answers) == len(re.findall(r"\{dropdown\}", question)) >= 3

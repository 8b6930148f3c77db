"""Definitions at hand: in each chapter the first mention of a glossary's term links to
its entry and shows the definition where the pointer rests.

A term that a chapter sets in bold is defined there, and needs no link.
"""

import re

from docutils import nodes
from sphinx.addnodes import pending_xref

GLOSSARY = "reference/glossary"
# Where a link would disturb, or where a word is a name and no term.
CLOSED = (
    nodes.reference,
    nodes.literal,
    nodes.emphasis,
    nodes.math,
    nodes.title,
    nodes.caption,
)


def definitions(env):
    """Return each term of the glossary with its anchor and its definition in words."""
    found = {}
    for item in env.get_doctree(GLOSSARY).findall(nodes.definition_list_item):
        term, definition = item[0], item[-1].deepcopy()
        for node in list(definition.findall(pending_xref)):
            node.parent.remove(node)
        for node in list(definition.findall(nodes.math)):
            node.parent.replace(node, nodes.Text(in_words(node.astext())))
        text = re.sub(r"\s+See \.|,? (?=[.:,;])|,(?=[.:;])", "", definition.astext())
        found[term.astext().lower()] = (term["ids"][0], text)
    return found


def in_words(formula):
    return re.sub(r"[\\{}]", "", formula.replace(r"\mid", "|"))


def pattern(terms):
    """Return an expression that finds the longest term first, also in the plural."""
    longest = "|".join(map(re.escape, sorted(terms, key=len, reverse=True)))
    return re.compile(rf"(?<![\w-])({longest})s?(?![\w-])", re.IGNORECASE)


def link_terms(app, doctree, docname):
    if app.builder.format != "html" or not docname.startswith("chapters/"):
        return
    terms = definitions(app.env)
    any_term = pattern(terms)
    target = app.builder.get_relative_uri(docname, GLOSSARY)
    for paragraph in doctree.findall(nodes.paragraph):
        for text in list(paragraph.findall(nodes.Text)):
            around = list(ancestors(text))
            if not any(isinstance(node, CLOSED) for node in around):
                defined = any(isinstance(node, nodes.strong) for node in around)
                text.parent.replace(
                    text, linked(text, any_term, terms, target, defined)
                )


def ancestors(node):
    while node.parent is not None:
        node = node.parent
        yield node


def linked(text, any_term, terms, target, defined):
    """Return a text in pieces, with each term's first mention as a link."""
    pieces, start = [], 0
    for match in any_term.finditer(text):
        name = match[1].lower()
        if name not in terms:
            continue
        anchor, definition = terms.pop(name)
        if defined:
            continue
        link = nodes.reference(
            "",
            match[0],
            internal=True,
            refuri=f"{target}#{anchor}",
            reftitle=definition,
            classes=["glossary-term"],
        )
        pieces += [nodes.Text(text[start : match.start()]), link]
        start = match.end()
    return [*pieces, nodes.Text(text[start:])]


def depend_on_glossary(app, doctree):
    if app.env.docname.startswith("chapters/"):
        app.env.note_dependency(f"{app.srcdir}/{GLOSSARY}.md")


def setup(app):
    app.connect("doctree-read", depend_on_glossary)
    app.connect("doctree-resolved", link_terms)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

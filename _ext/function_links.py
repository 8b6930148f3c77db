"""Links between the chapters and the reference of infolib, both ways.

The role {fn}`entropy` in a chapter leads to that function's entry in the reference.
There, each entry lists the sections that use the role, so that nobody has to keep
two lists in step.
"""

from docutils import nodes
from sphinx import addnodes
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode


class FunctionRole(XRefRole):
    """Refer to a public function of infolib by its bare name, or to another in full."""

    def process_link(self, env, refnode, has_explicit_title, title, target):
        refnode["refdomain"] = "py"
        refnode["reftype"] = "func"
        name = target.rpartition(".")[2]
        refnode["explains"] = name
        return name, target if "." in target else f"infolib.{target}"


def collect_sections(app, doctree):
    """Note which section of this page explains which function."""
    docname = app.env.docname
    explained = [
        (node["explains"], *section_of(node))
        for node in doctree.findall(addnodes.pending_xref)
        if "explains" in node
    ]
    mentions(app.env)[docname] = list(dict.fromkeys(explained))


def section_of(node):
    """Return the name and title of the section around a node; exercises have none."""
    while not (isinstance(node, nodes.section) and isinstance(node[0], nodes.title)):
        node = node.parent
    return node["ids"][0], node[0].astext()


def mentions(env):
    if not hasattr(env, "function_mentions"):
        env.function_mentions = {}
    return env.function_mentions


def purge(app, env, docname):
    mentions(env).pop(docname, None)


def merge(app, env, docnames, other):
    mentions(env).update(
        {docname: mentions(other).get(docname, []) for docname in docnames}
    )


def add_back_links(app, doctree, docname):
    """List under each function of the reference the sections that explain it."""
    for description in doctree.findall(addnodes.desc):
        name = description[0].get("fullname")
        links = nodes.paragraph("", "Explained in: ", classes=["explained-in"])
        for page, explained in sorted(mentions(app.env).items()):
            for function, section, title in explained:
                if function == name and page != docname:
                    if len(links) > 1:
                        links += nodes.Text(", ")
                    chapter = app.env.titles[page].astext()
                    text = nodes.Text(
                        f"{chapter} ({title})" if title != chapter else title
                    )
                    links += make_refnode(app.builder, docname, page, section, text)
        if len(links) > 1:
            description[-1] += links


def setup(app):
    app.add_role("fn", FunctionRole(innernodeclass=nodes.literal))
    app.connect("doctree-read", collect_sections)
    app.connect("env-purge-doc", purge)
    app.connect("env-merge-info", merge)
    app.connect("doctree-resolved", add_back_links)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

"""Mends what screen readers, and readers without JavaScript, stumble over in a page."""

import re

from written_files import change_written


def mend(html):
    # Without JavaScript, nothing would turn "auto" into a colour scheme.
    html = html.replace('data-theme="auto"', 'data-theme="light"')
    # The button says more than its label.
    html = re.sub(
        r'(<button class="[^"]*search-button-field[^>]*) aria-label="[^"]*"',
        r"\1",
        html,
    )
    # The logo lies outside of all landmarks.
    html = re.sub(
        r'<div class="sidebar-primary-item">(\s*<a class="navbar-brand.*?</a>)</div>',
        r'<nav class="sidebar-primary-item" aria-label="Home">\1</nav>',
        html,
        flags=re.DOTALL,
    )
    # A list may hold list items only, and an entry's role is out of date.
    html = html.replace('<div role="list" class="citation-list">', "<div>")
    html = html.replace(' role="doc-biblioentry"', "")
    # Every exercise of a page would have the same name.
    return re.sub(r' id="(?:exercise|solution)-content"', "", html)


def setup(app):
    change_written(app, "**/*.html", mend)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

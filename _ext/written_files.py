"""What several extensions do: change the files of the site once they are written.

A page that is not built anew keeps its changes, so a second change must do nothing.
"""

from pathlib import Path


def change_written(app, pattern, change):
    """Have the text of each file that matches the pattern go through ``change``."""

    def finish(app, exception):
        if exception or app.builder.format != "html":
            return
        for path in Path(app.outdir).glob(pattern):
            before = path.read_text(encoding="utf-8")
            after = change(before)
            if after != before:
                path.write_text(after, encoding="utf-8")

    app.connect("build-finished", finish)

"""Buttons that launch, show and discuss a page's source, once its repository is known.

One setting turns them on: ``book_repository_url`` in _config.yml.
"""


def set_repository_buttons(app, config):
    url = config.book_repository_url
    if not url:
        return
    config.html_theme_options |= {
        "repository_url": url,
        "repository_branch": config.book_repository_branch,
        "use_repository_button": True,
        "use_issues_button": True,
        "use_source_button": True,
        "launch_buttons": {
            "notebook_interface": "jupyterlab",
            "binderhub_url": "https://mybinder.org",
            "colab_url": "https://colab.research.google.com",
        },
    }


def setup(app):
    app.add_config_value("book_repository_url", "", "html")
    app.add_config_value("book_repository_branch", "main", "html")
    app.connect("config-inited", set_repository_buttons)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

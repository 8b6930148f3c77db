"""Settings of the tests."""

from hypothesis import settings

# How long an example takes depends on what else the machine does.
settings.register_profile("book", deadline=None)
settings.load_profile("book")

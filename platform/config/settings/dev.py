"""Settings for a developer's own copy and for `make run`."""

from config.settings.base import *  # noqa: F403

EXAMPLE_ACCOUNTS = True

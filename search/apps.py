"""App configuration of search."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Finding: one search over everything."""

    name = "search"
    label = "search"
    verbose_name = "Zoeken"

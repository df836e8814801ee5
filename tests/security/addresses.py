"""Every public address of the site, collected from the URL configuration and the page tree.

A new address is found by itself. One that takes an argument which no example below fills fails the tests that walk the
addresses, so that whoever adds it adds an example too.
"""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from tests.factories.organisations import FormerMunicipalityFactory, MunicipalityFactory, OrganisationFactory
from tests.factories.pages import PAGE_FACTORIES, EventPageFactory, GuidelinePageFactory, NetworkPageFactory
from tests.factories.reference import ActionFactory, ThemeFactory
from tests.factories.tree import ensure_site_tree

OPERATORS = {"livez", "readyz", "metrics"}
NOT_WALKED = ("beheer/", "^beheer/")
"""The admin asks who you are first; its rights have tests of their own."""


Arguments = dict[str, Any] | tuple[Any, ...]


def examples() -> dict[str, list[Arguments]]:
    """Arguments for each address that takes some, by the name of the address; the objects exist afterwards."""
    municipality = MunicipalityFactory(nis="73111", name="Tongeren-Borgloon")
    FormerMunicipalityFactory(nis="73009", name="Borgloon", successor=municipality)
    return {
        "municipality": [{"slug": municipality.slug}, {"slug": "borgloon"}, {"slug": "bestaat-niet"}],
        "organisation": [{"code": OrganisationFactory(code="vzw-voorbeeld").code}, {"code": "bestaat-niet"}],
        "theme": [{"code": ThemeFactory(code="buurt").code}, {"code": "bestaat-niet"}],
        "action": [{"code": ActionFactory(code="pmi-14").code}, {"code": "bestaat-niet"}],
        "rendition": [{"name": "images/bestaat-niet.jpg"}],
        "wagtaildocs_serve": [(1, "bestaat-niet.pdf")],
        "wagtaildocs_authenticate_with_password": [(1,)],
        "wagtailcore_authenticate_with_password": [(1, 1)],
        "wagtail_serve": [("bestaat-niet/",)],
    }


def public_addresses() -> list[str]:
    """Return the path of every public address; makes a public page of each type first."""
    pages = [factory() for factory in PAGE_FACTORIES]
    event = EventPageFactory(parent=NetworkPageFactory())
    guideline = GuidelinePageFactory()
    tree = ensure_site_tree()
    indexes = [tree.home, tree.practices, tree.guidelines, tree.offers, tree.networks, tree.events]
    arguments = examples() | {
        "event_calendar": [(f"{event.get_url().strip('/')}/agenda.ics",), ("bestaat/niet/agenda.ics",)]
    }
    paths = [page.get_url() for page in (*indexes, *pages, event, guideline)]
    paths += [f"{guideline.get_url()}versie-{number}/" for number in ("1", "9999")]
    paths += [path for name, parameters in named_addresses() for path in _paths(name, parameters, arguments)]
    return sorted(set(paths))


def named_addresses() -> list[tuple[str, set[str]]]:
    """Return name and parameters of every address outside the admin."""
    return sorted(
        (name, set(pattern.pattern.converters) | set(pattern.pattern.regex.groupindex))
        for pattern, prefix in _walk(get_resolver().url_patterns)
        if not prefix.startswith(NOT_WALKED) and (name := pattern.name)
    )


def _walk(patterns: list[Any], prefix: str = "") -> Iterator[tuple[URLPattern, str]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, prefix + str(pattern.pattern))
        else:
            yield pattern, prefix + str(pattern.pattern)


def _paths(name: str, parameters: set[str], arguments: dict[str, list[Arguments]]) -> Iterator[str]:
    for example in arguments.get(name, [{}]):
        try:
            yield reverse(name, **{"args" if isinstance(example, tuple) else "kwargs": example})
        except NoReverseMatch as error:
            told = f"tests/security/addresses.py has no example for {name} ({', '.join(sorted(parameters))})"
            raise AssertionError(told) from error

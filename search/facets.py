"""The filters of search: one definition each feeds form, counts, chips and addresses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.cards import Link
from portal.facets import Facet, Option
from portal.organisations.models import Municipality
from portal.pages.facet_choices import Choice, themes
from search.entries import kinds
from search.parameters import SearchParameters


@dataclass(frozen=True)
class Definition:
    """One filter: its parameter, its legend and its values."""

    name: str
    label: Any
    choices: Callable[[tuple[str, ...]], list[Choice]]
    """From the values that were asked to the values that exist; those asked are among them when they do."""
    is_drawn: bool = True
    """Others are reached by links, and keep their chip."""


def _kinds(asked: tuple[str, ...]) -> list[Choice]:
    return [Choice(kind, label) for kind, label in kinds().items()]


def _themes(asked: tuple[str, ...]) -> list[Choice]:
    return themes().read()


def _municipalities(asked: tuple[str, ...]) -> list[Choice]:
    if not asked:
        return []
    return [Choice(nis, name) for nis, name in Municipality.objects.filter(nis__in=asked).values_list("nis", "name")]


DEFINITIONS = (
    Definition("soort", _("Soort"), _kinds),
    Definition("thema", _("Thema"), _themes),
    Definition("gemeente", _("Gemeente"), _municipalities, is_drawn=False),
)

Choices = Mapping[str, list[Choice]]


def read_choices(parameters: SearchParameters) -> Choices:
    """Return the values of every filter."""
    return {definition.name: definition.choices(parameters.values(definition.name)) for definition in DEFINITIONS}


def known(parameters: SearchParameters, choices: Choices) -> SearchParameters:
    """Return the request without values that do not exist."""
    for name, values in choices.items():
        existing = {choice.value for choice in values}
        asked = parameters.values(name)
        if left := [value for value in asked if value not in existing]:
            page = parameters.page
            parameters = parameters.with_values(name, [value for value in asked if value not in left]).on_page(page)
    return parameters


def drawn(parameters: SearchParameters, choices: Choices, counts: Mapping[str, Mapping[str, int]]) -> tuple[Facet, ...]:
    """Return the filters as the form draws them, each value with its count; zero counts stay.

    Narrower themes are drawn while something of their branch is checked, ended ones while something has them. Without
    counts (the engine had no time) the values are drawn without numbers.
    """
    return tuple(
        Facet(
            definition.name,
            str(definition.label),
            tuple(_options(choices[definition.name], parameters.values(definition.name), counts.get(definition.name))),
            is_open=True,
        )
        for definition in DEFINITIONS
        if definition.is_drawn
    )


def _options(choices: list[Choice], checked: tuple[str, ...], counts: Mapping[str, int] | None) -> list[Option]:
    branches = {choice.parent or choice.value for choice in choices if choice.value in checked}
    options = []
    for choice in choices:
        is_checked = choice.value in checked
        count = None if counts is None else counts.get(choice.value, 0)
        is_hidden = (choice.parent and choice.parent not in branches) or (choice.is_ended and not count)
        if is_checked or not is_hidden:
            options.append(Option(choice.value, choice.label, count, is_checked, bool(choice.parent), choice.note))
    return options


def chips(
    parameters: SearchParameters, choices: Choices, address: Callable[[SearchParameters], str]
) -> tuple[Link, ...]:
    """Return a link for every value that is on, to the same request without it."""
    links = []
    for name, values in choices.items():
        on = parameters.values(name)
        for choice in values:
            if choice.value in on:
                left = [value for value in on if value != choice.value]
                links.append(Link(choice.label, address(parameters.with_values(name, left))))
    return tuple(links)

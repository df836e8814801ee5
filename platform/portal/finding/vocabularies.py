"""The values that a facet offers, read from a vocabulary or from a list of choices."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, TextChoices
from django.utils.translation import gettext as _

from portal.organisations.models import Municipality
from portal.reference.models import Action, Crosswalk, Programme, Term, Theme
from portal.searchable import searchables

UNKNOWN = "onbekend"
"""The value, in addresses, of what has no value."""


@dataclass(frozen=True)
class Choice:
    """One value of a facet: what stands in the address and what a person reads."""

    value: str
    label: str
    parent: str = ""
    """The broader value; items with this value count there too."""
    note: str = ""
    rank: int | None = None
    """Its place on a scale that is drawn as a badge."""
    is_ended: bool = False
    """Ended terms are offered only while something still has them."""


@dataclass(frozen=True)
class Vocabulary:
    """Where the values of a facet come from."""

    read: Callable[[], list[Choice]]
    watched: tuple[type[Model], ...] = ()
    """The models behind it: when a row of these changes, the values are read again."""

    def __or__(self, other: "Vocabulary") -> "Vocabulary":
        """Return the values of both; what both have is offered once."""

        def read() -> list[Choice]:
            return list({choice.value: choice for choice in (*self.read(), *other.read())}.values())

        return Vocabulary(read, tuple(dict.fromkeys((*self.watched, *other.watched))))


def terms(model: type[Term], *, of: Callable[[Any], dict[str, Any]] | None = None) -> Vocabulary:
    """Return the terms of a vocabulary in their order; `of` gives more of a term than value, label and end."""

    def read() -> list[Choice]:
        return [
            Choice(term.code, term.label, is_ended=term.is_ended, **(of(term) if of else {}))
            for term in model.objects.all()
        ]

    return Vocabulary(read, (model,))


def themes() -> Vocabulary:
    """Return the themes, each narrower one behind its main theme."""

    def read() -> list[Choice]:
        rows = list(Theme.objects.select_related("parent"))
        return [
            Choice(theme.code, theme.label, parent=main.code if theme is not main else "", is_ended=theme.is_ended)
            for main in rows
            if main.parent is None
            for theme in [main, *(row for row in rows if row.parent_id == main.pk)]
        ]

    return Vocabulary(read, (Theme,))


def scale(model: type[Term]) -> Vocabulary:
    """Return the terms of a scale, highest first, drawn as badges."""
    ranked = terms(model, of=lambda term: {"rank": term.value})
    return Vocabulary(lambda: sorted(ranked.read(), key=lambda choice: -(choice.rank or 0)), ranked.watched)


def actions() -> Vocabulary:
    """Return the programmes that have actions, each before its actions: running ones first, ended ones say so.

    What stands under the action that continues another, or that it continues, is found under both (search.derived);
    an action says so.
    """

    def read() -> list[Choice]:
        rows = list(Action.objects.select_related("programme"))
        rows.sort(key=lambda action: (action.is_over, action.programme.sort, action.sort))
        pairs = Crosswalk.objects.values_list("old_id", "new_id")
        continued, continuing = {old for old, new in pairs}, {new for old, new in pairs}
        programmes = {row.programme_id: row.programme for row in rows}
        return [
            choice
            for pk, programme in programmes.items()
            for choice in (
                Choice(programme.code, programme.label, note=_("afgelopen") if programme.is_over else ""),
                *(
                    Choice(
                        row.code,
                        row.label,
                        parent=programme.code,
                        note=_crosswalk_note(row.pk in continued, row.pk in continuing),
                        is_ended=row.is_ended or row.is_over,
                    )
                    for row in rows
                    if row.programme_id == pk
                ),
            )
        ]

    return Vocabulary(read, (Action, Programme, Crosswalk))


def _crosswalk_note(is_continued: bool, continues: bool) -> str:
    if is_continued and continues:
        return _("ook wat onder voorloper of opvolger staat")
    if is_continued:
        return _("ook wat onder de opvolger staat")
    return _("ook wat onder de voorloper staat") if continues else ""


def choice_list(choices: type[TextChoices]) -> Vocabulary:
    """Return the choices of a field, with *onbekend* behind them."""
    return Vocabulary(
        lambda: [*(Choice(choice.value, str(choice.label)) for choice in choices), Choice(UNKNOWN, _("Onbekend"))]
    )


def municipalities() -> Vocabulary:
    """Return the municipalities on their NIS code."""
    return Vocabulary(
        lambda: [Choice(nis, name) for nis, name in Municipality.objects.values_list("nis", "name")], (Municipality,)
    )


def kinds() -> Vocabulary:
    """Return the kinds of things that can be found."""
    return Vocabulary(lambda: [Choice(found.kind, str(found.label)) for found in searchables()])


def fixed(**labels: Any) -> Vocabulary:
    """Return values that are no vocabulary of their own, with their labels."""
    return Vocabulary(lambda: [Choice(value, str(label)) for value, label in labels.items()])

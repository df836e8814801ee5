"""A guideline outside its own page: the card that listings, slots and search draw."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.cards import Card, Tag

if TYPE_CHECKING:
    from practices.guidelines.models import GuidelinePage


def card(guideline: "GuidelinePage", request: HttpRequest | None = None) -> Card:
    """Return the card of a guideline, read with `GuidelineQuerySet.with_cards()`."""
    return Card(
        kind="guideline",
        kind_label=str(guideline.kind_label),
        url=guideline.get_url(request) or "",
        title=guideline.title,
        text=guideline.summary,
        tags=_tags(guideline),
        foot=_of_agii(guideline) if guideline.is_of_agii else _of_another(guideline),
        is_example=guideline.is_example,
    )


def _tags(guideline: "GuidelinePage") -> tuple[Tag, ...]:
    if getattr(guideline, "is_replaced", False):
        return (Tag(_("Vervangen")),)
    return (Tag(_("Niet meer geldig"), "amber"),) if guideline.is_expired else ()


def _of_agii(guideline: "GuidelinePage") -> tuple[str, ...]:
    facts = [
        _("AgII, versie %(number)s") % {"number": guideline.version} if guideline.version else "AgII",
        _valid(guideline),
        _shown_by(getattr(guideline, "practice_count", 0)),
    ]
    return tuple(fact for fact in facts if fact)


def _valid(guideline: "GuidelinePage") -> str:
    if guideline.is_expired and guideline.valid_to:
        return _("Geldig tot en met %(end)s") % {"end": date_format(guideline.valid_to, "j F Y")}
    if guideline.valid_from is None:
        return ""
    return _("Geldig sinds %(start)s") % {"start": date_format(guideline.valid_from, "j F Y")}


def _shown_by(practices: int) -> str:
    words = ngettext("%(count)s praktijk toont dit", "%(count)s praktijken tonen dit", practices)
    return words % {"count": practices} if practices else ""


def _of_another(guideline: "GuidelinePage") -> tuple[str, ...]:
    kind = guideline.guideline_kind.label if guideline.guideline_kind else ""
    year = str(guideline.year or "")
    return tuple(fact for fact in (guideline.publisher, ", ".join(part for part in (kind, year) if part)) if fact)

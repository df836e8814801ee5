"""What stands around the text of a guideline: whose it is, for whom, who checked it and who answers."""

import datetime
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.urls import get_script_prefix
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.cards import Contact, Fact, Link
from practices.guidelines import history

if TYPE_CHECKING:
    from practices.guidelines.models import GuidelinePage

LISTS = ("themes", "target_groups", "audiences", "support_types", "agii_roles")


def label(guideline: "GuidelinePage", validity: str = "") -> tuple[str, str]:
    """Return what stands beside the kind: version and validity of AgII's; publisher, kind and year of another's."""
    if guideline.is_of_agii:
        number = _("Versie %(number)s") % {"number": guideline.version} if guideline.version else ""
        return number, validity or history.period(guideline.valid_from, guideline.valid_to)
    kind = guideline.guideline_kind.label if guideline.guideline_kind else ""
    return guideline.publisher, ", ".join(part for part in (kind, str(guideline.year or "")) if part)


def facts(
    guideline: "GuidelinePage", terms: Mapping[str, list[Any]], checked_on: datetime.date | None
) -> tuple[Fact, ...]:
    """Return the facts in short; what is empty is left out."""
    rows = _of_agii(guideline, terms, checked_on) if guideline.is_of_agii else _of_another(guideline, terms)
    return tuple(Fact(name, values) for name, values in rows if any(value.text for value in values))


def _of_agii(
    guideline: "GuidelinePage", terms: Mapping[str, list[Any]], checked_on: datetime.date | None
) -> list[tuple[str, tuple[Link, ...]]]:
    checked = date_format(checked_on, "j F Y") if checked_on else ""
    return [
        (_("Voor wie"), _links(terms["audiences"], "publiek")),
        (_("Soort"), _links([guideline.guideline_kind], "soort")),
        (_("Soort steun"), _links([*terms["support_types"], guideline.support_level])),
        (_("Rol van AgII"), _links(terms["agii_roles"], "rol")),
        (_("Thema’s"), _links(terms["themes"], "thema")),
        (_("Doelgroepen"), _links(terms["target_groups"], "doelgroep")),
        (_("Opgesteld door"), (Link(_("Redactie AgII")),)),
        (
            _("Nagekeken door"),
            (Link(_("Een tweede redacteur van AgII, %(day)s") % {"day": checked} if checked else ""),),
        ),
        (_("Licentie"), (Link(guideline.get_licence_display()),)),
    ]


def _of_another(guideline: "GuidelinePage", terms: Mapping[str, list[Any]]) -> list[tuple[str, tuple[Link, ...]]]:
    return [
        (_("Uitgever"), (Link(guideline.publisher),)),
        (_("Soort"), _links([guideline.guideline_kind], "soort")),
        (_("Jaar"), (Link(str(guideline.year or "")),)),
        (_("Voor wie"), _links(terms["audiences"], "publiek")),
        (_("Thema’s"), _links(terms["themes"], "thema")),
        (_("Doelgroepen"), _links(terms["target_groups"], "doelgroep")),
        (_("Licentie"), (Link(guideline.get_licence_display(), note=_("(van deze samenvatting)")),)),
    ]


def _links(terms: Iterable[Any], facet: str = "") -> tuple[Link, ...]:
    """Return terms as links to the guidelines that have them; without a facet, as words."""
    where = f"{get_script_prefix()}richtlijnen/?{facet}=" if facet else ""
    return tuple(Link(term.label, f"{where}{term.code}" if where else "") for term in terms if term)


def contact(guideline: "GuidelinePage") -> Contact | None:
    """Return who answers: never a mail address."""
    if guideline.is_from_source:
        source = Link(guideline.source_title or guideline.source_url, guideline.source_url)
        return Contact(_("Lees meer bij de bron"), source=source)
    owner = guideline.owner_organisation
    if owner is None:
        return None
    return Contact(
        _("Wie je vragen beantwoordt"), guideline.contact_service, Link(owner.name, owner.get_absolute_url())
    )

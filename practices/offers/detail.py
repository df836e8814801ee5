"""The page of an offer, prepared: only what is filled in, read in a fixed number of queries."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal import slots
from portal.cards import Fact, Link, Silhouette
from portal.kept import kept
from portal.navigation.trails import crumbs
from portal.organisations.models import Municipality
from portal.pages.terms import terms_of
from portal.reference.models import Action
from portal.wording import sentence
from practices.offers.cards import status_tag

if TYPE_CHECKING:
    from practices.offers.models import OfferPage

LISTS = ("themes", "target_groups", "agii_roles")
MOST_PLACES = 12
"""More municipalities are counted."""
SHORTEST_CONTENTS = 3
"""A page with fewer sections needs no table of contents."""


@dataclass(frozen=True)
class Contact:
    """Who answers: the service of the organisation, or the source of what we summarised."""

    title: str
    service: str = ""
    organisation: Link | None = None
    silhouette: Silhouette | None = None
    source: Link | None = None


def shown_context(offer: "OfferPage", request: HttpRequest) -> dict[str, Any]:
    """Return what the template shows; the content is kept."""
    return {
        "section": "aanbod",
        "crumbs": crumbs(Link(_("Aanbod"), _address()), Link(offer.title)),
        "inside": kept("offer", offer.pk, request=request, make=lambda: _rendered(offer, request)),
    }


def _rendered(offer: "OfferPage", request: HttpRequest) -> SafeString:
    """Return the content as HTML; of a draft as it stands in memory."""
    if not getattr(request, "is_preview", False):
        offer = type(offer).objects.with_cards().get(pk=offer.pk)
    similar = slots.render("similar", {"request": request, "item": offer})
    shown = {**content(offer), "page": offer, "similar": similar}
    return render_to_string("offers/offer_inside.html", shown, request=request)


def content(offer: "OfferPage") -> dict[str, Any]:
    """Return everything that the content shows."""
    sections = _sections(offer)
    contents = tuple(Link(title, f"#{anchor}") for anchor, title in sections.items())
    return {
        "status": status_tag(offer),
        "provider": _provider(offer),
        "sections": sections,
        "contents": contents if len(contents) >= SHORTEST_CONTENTS else (),
        "cost": _cost(offer),
        "for_whom": sentence(offer.for_whom.strip()),
        "how_to_apply": sentence(offer.how_to_apply.strip()) or _unknown_way(offer),
        "applying": _applying(offer),
        "contact": _contact(offer),
        "facts": _facts(offer),
    }


def _sections(offer: "OfferPage") -> dict[str, str]:
    """Return the anchor and title of each section that has something to say, in their order."""
    sections = [
        ("wat", _("Wat het is"), offer.description.strip() or offer.goals.strip()),
        ("doelpubliek", _("Voor wie"), offer.for_whom.strip()),
        ("aanpak", _("Hoe het werkt"), offer.methods.strip() or offer.body),
        ("bewijs", _("Hoe we weten dat het werkt"), offer.evidence.strip()),
        ("lokaal", _("Hoe het in je gemeente past"), offer.local_fit.strip()),
        ("taken", _("Wie doet wat?"), offer.tasks),
        ("kost", _("Wat kost het?"), _cost(offer)),
        ("daarna", _("Wat je daarna zelf kunt"), offer.alone_afterwards.strip()),
        ("aanvragen", _("Hoe vraag je aan?"), True),
        ("vragen", _("Veelgestelde vragen"), offer.questions),
    ]
    return {anchor: str(title) for anchor, title, is_there in sections if is_there}


def _cost(offer: "OfferPage") -> str:
    """Return the cost in words; without words, free only where the offer says so."""
    free = {True: _("Kosteloos voor gemeenten."), False: _("Niet kosteloos."), None: ""}[offer.is_free]
    return sentence(offer.cost.strip()) or free


def _unknown_way(offer: "OfferPage") -> str:
    """Say that the source does not tell how to apply, and whom to ask."""
    if offer.owner_organisation:
        words = _("Onbekend: de bron zegt dit niet. Vraag het aan %(organisation)s.")
        return words % {"organisation": offer.owner_organisation.name}
    return _("Onbekend: de bron zegt dit niet.")


def _applying(offer: "OfferPage") -> str:
    """Return the period in which a municipality can apply."""
    start, end = (date_format(day, "j F Y") if day else "" for day in (offer.opens_on, offer.closes_on))
    if start and end:
        return _("Aanvragen kan van %(start)s tot en met %(end)s.") % {"start": start, "end": end}
    if start:
        return _("Aanvragen kan vanaf %(start)s.") % {"start": start}
    return _("Aanvragen kan tot en met %(end)s.") % {"end": end} if end else ""


def _provider(offer: "OfferPage") -> Link | None:
    owner = offer.owner_organisation
    return Link(owner.name, owner.get_absolute_url()) if owner else None


def _contact(offer: "OfferPage") -> Contact:
    """Return who answers: never a mail address."""
    if offer.is_from_source:
        source = Link(offer.source_title or offer.source_url, offer.source_url)
        return Contact(_("Lees meer bij de bron"), organisation=_provider(offer), source=source)
    owner = offer.owner_organisation
    place = owner.municipality if owner else None
    return Contact(
        _("Spreek met wie dit aanbiedt"),
        service=offer.contact_service,
        organisation=_provider(offer),
        silhouette=Silhouette(place.silhouette, place.silhouette_box) if place and place.silhouette else None,
    )


def _facts(offer: "OfferPage") -> tuple[Fact, ...]:
    """Return the facts in short; what is empty is left out."""
    terms = terms_of(offer, LISTS)
    provider = _provider(offer)
    rows = [
        (_("Aanbieder"), (provider,) if provider else ()),
        (_("Waar"), (Link(offer.region),)),
        (_("Gemeenten"), _places(list(offer.municipalities.all()))),
        (_("Bereik"), (Link(offer.reach),)),
        (_("Capaciteit"), (Link(offer.capacity),)),
        (_("Thema’s"), _links(terms["themes"], "thema")),
        (_("Doelgroepen"), _links(terms["target_groups"], "doelgroep")),
        (_("Acties"), tuple(_action(action) for action in offer.actions.select_related("programme"))),
        (_("Rol van AgII"), _links(terms["agii_roles"], "rol")),
        (_("Licentie"), _licence(offer)),
    ]
    return tuple(Fact(name, values) for name, values in rows if any(value.text for value in values))


def _licence(offer: "OfferPage") -> tuple[Link, ...]:
    return (Link(offer.get_licence_display(), note=_("(van deze samenvatting)") if offer.is_from_source else ""),)


def _places(places: list[Municipality]) -> tuple[Link, ...]:
    if len(places) > MOST_PLACES:
        return (Link(_("%(count)s gemeenten") % {"count": len(places)}),)
    return tuple(Link(place.name, place.get_absolute_url()) for place in places)


def _action(action: Action) -> Link:
    note = _("(afgelopen)") if action.is_over else ""
    return Link(action.label, _address("actie", action.code), note=note)


def _address(facet: str = "", value: str = "") -> str:
    """Return the address of the listing, filtered by one value of a facet."""
    address = f"{get_script_prefix()}aanbod/"
    return f"{address}?{facet}={value}" if facet else address


def _links(terms: list[Any], facet: str) -> tuple[Link, ...]:
    return tuple(Link(term.label, _address(facet, term.code)) for term in terms)

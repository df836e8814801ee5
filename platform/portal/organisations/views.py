"""The public pages of municipalities and organisations, and the choice of *mijn gemeente*."""

from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal import counting, slots
from portal.cards import Link
from portal.kept import kept_html
from portal.navigation.trails import crumbs
from portal.organisations import choosing, finding, places
from portal.organisations.context import chosen_municipality, municipality_of
from portal.organisations.maps import flanders_map
from portal.organisations.models import FormerMunicipality, Municipality, Organisation
from portal.organisations.querysets import OrganisationQuerySet
from portal.organisations.similar import alike

LONGEST_QUERY = 100


@dataclass(frozen=True)
class Group:
    """A part of a list under its own heading."""

    id: str
    title: str
    entries: tuple[Link, ...]
    note: str = ""


def query_of(request: HttpRequest) -> str:
    """Return the text that was searched for: readable signs only, on one line, not longer than any name."""
    text = request.GET.get("q", "")[:LONGEST_QUERY]
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


@require_safe
def municipalities(request: HttpRequest) -> HttpResponse:
    """All municipalities by province with what each shares, the map of Flanders, and a search by any name."""
    query = query_of(request)
    context = {"crumbs": crumbs(Link(_("Gemeenten"))), "query": query}
    if query:
        return render(request, "organisations/municipalities.html", context | _found(query))
    inside = kept_html("organisations/municipalities_inside.html", request=request, context=_all_municipalities)
    return render(request, "organisations/municipalities.html", context | {"inside": inside})


def _all_municipalities() -> dict[str, object]:
    """Return the municipalities by province, and the map of what they share."""
    counts = counting.counts("municipality")
    rows = Municipality.objects.select_related("province").order_by("province__sort", "sort_name")
    groups = [
        Group(
            id=province.code if province else "brussel",
            title=province.label if province else _("Brussel"),
            entries=tuple(Link(row.name, row.get_absolute_url(), counts.words(row.nis)) for row in members),
        )
        for province, members in ((key, list(rows)) for key, rows in groupby(rows, key=lambda row: row.province))
    ]
    place_map = flanders_map(
        counts.totals(),
        label=_("Kaart van Vlaanderen: hoe geler, hoe meer een gemeente deelt. De lijst staat onder de kaart."),
        one=_("deelt 1 praktijk"),
        none=_("nog geen"),
    )
    return {"groups": groups, "map": place_map}


def _found(query: str) -> dict[str, object]:
    """Return what a search for a municipality found, or names that come close."""
    found = finding.find(query)
    return {"found": found, "close_names": [] if found else finding.close_names(query)}


@require_safe
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    """One municipality; the address of one that was merged leads to its successor, which says why."""
    place = Municipality.objects.with_page().filter(slug=slug).first()
    if place is None:
        former = FormerMunicipality.objects.filter(slug=slug).select_related("successor").first()
        if former is None:
            raise Http404
        return HttpResponsePermanentRedirect(f"{former.successor.get_absolute_url()}?{urlencode({'vroeger': slug})}")
    came_as = [row for row in place.former if row.slug == request.GET.get("vroeger")]
    context = {
        "crumbs": crumbs(Link(_("Gemeenten"), reverse("municipalities")), Link(place.name)),
        "municipality": place,
        "is_mine": chosen_municipality(request) == place,
        "came_as": came_as[0] if came_as else None,
        "moved": finding.merged_sentence(came_as[0]) if came_as else "",
        "history": places.history(place),
        "silhouette": places.silhouette(place),
        "inside": kept_html(
            "organisations/municipality_inside.html",
            place.pk,
            request=request,
            context=lambda: _shared_by(place, request),
        ),
    }
    return render(request, "organisations/municipality.html", context)


def _shared_by(place: Municipality, request: HttpRequest) -> dict[str, object]:
    """Return what a municipality shares, its facts, and which municipalities are like it."""
    counts = counting.counts("municipality")
    similar = alike(place, counts.totals())
    inside = {"request": request, "municipality": place, "columns": "two"}
    return {
        "municipality": place,
        "stats": places.stats(place, counts),
        "facts": places.facts(place),
        "similar_rows": places.alike_rows(similar, counts),
        "similar_map": places.alike_map(place, similar) if similar else None,
        "main": slots.render("municipality", inside),
        "aside": slots.render("municipality.aside", inside),
    }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose_municipality(request: HttpRequest) -> HttpResponse:
    """Choose *mijn gemeente*, or take the choice back; returns to where the visitor was."""
    back = choosing.way_back(request)
    if request.method == "POST":
        nis = request.POST.get("gemeente", "")
        if not nis:
            response = HttpResponseRedirect(back or request.path)
            choosing.forget(response)
            return response
        chosen = municipality_of(nis)
        if chosen is not None:
            response = HttpResponseRedirect(back or chosen.get_absolute_url())
            choosing.remember(response, chosen)
            return response
    query = query_of(request)
    context = {
        "crumbs": crumbs(Link(_("Gemeenten"), reverse("municipalities")), Link(_("Kies je gemeente"))),
        "query": query,
        "back": back,
        "is_unknown": request.method == "POST",
    }
    return render(request, "organisations/choose_municipality.html", context | (_found(query) if query else {}))


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """All organisations that are no municipality, by kind, with what stands behind each; searchable by name."""
    query = query_of(request)
    template = "organisations/organisations_inside.html"
    if query:
        found = {"query": query, "groups": _by_kind(Organisation.objects.matching(query))}
        inside = render_to_string(template, found, request=request)
    else:
        inside = kept_html(template, request=request, context=lambda: {"groups": _by_kind(Organisation.objects.all())})
    context = {"crumbs": crumbs(Link(_("Organisaties"))), "query": query, "inside": inside}
    return render(request, "organisations/organisations.html", context)


def _by_kind(found: OrganisationQuerySet) -> list[Group]:
    """Return organisations that are no municipality under their kind, with what stands behind each."""
    counts = counting.counts("organisation")
    rows = found.other_than_municipalities().select_related("kind").order_by("kind__sort", "kind__label", "sort_name")
    return [
        Group(
            id=kind.code,
            title=kind.label,
            entries=tuple(Link(row.name, row.get_absolute_url(), counts.words(row.code)) for row in members),
        )
        for kind, members in groupby(rows, key=lambda row: row.kind)
    ]


@require_safe
def organisation(request: HttpRequest, code: str) -> HttpResponse:
    """One organisation with what it does; a local authority has the page of its municipality."""
    found = get_object_or_404(Organisation.objects.select_related("kind", "municipality"), code=code)
    if found.municipality:
        return HttpResponsePermanentRedirect(found.municipality.get_absolute_url())
    context = {
        "crumbs": crumbs(Link(_("Organisaties"), reverse("organisations")), Link(found.name)),
        "organisation": found,
        "inside": kept_html(
            "organisations/organisation_inside.html",
            found.pk,
            request=request,
            context=lambda: _done_by(found, request),
        ),
    }
    return render(request, "organisations/organisation.html", context)


def _done_by(found: Organisation, request: HttpRequest) -> dict[str, object]:
    """Return what an organisation does, and its facts."""
    inside = {"request": request, "organisation": found, "columns": "two"}
    return {
        "organisation": found,
        "facts": places.organisation_facts(found),
        "doors": counting.counts("organisation").doors(found.code),
        "main": slots.render("organisation", inside),
        "aside": slots.render("organisation.aside", inside),
    }

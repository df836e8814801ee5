"""The page /zoeken/, and the suggestions of the search box."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.cards import Link
from portal.navigation.trails import crumbs
from search.lists.exports import export
from search.lists.outcomes import count_search
from search.lists.page import everything, read_page
from search.suggest import suggest

SUGGESTIONS_KEPT = 300
"""Seconds that a browser, or what stands between, may keep suggestions."""


@require_safe
def search(request: HttpRequest) -> HttpResponseBase:
    """Show the results of a question, or what can be asked."""
    exported = export(everything(), request, reverse("search"))
    if exported is not None:
        return exported
    page = read_page(request)
    count_search(page.reading, request)
    return render(
        request,
        "search/search.html",
        {"page": page, "listing": page.listing, "search_query": page.listing.q, "crumbs": crumbs(Link(_("Zoeken")))},
    )


@transaction.non_atomic_requests
@require_safe
@cache_control(public=True, max_age=SUGGESTIONS_KEPT)
def suggestions(request: HttpRequest) -> HttpResponse:
    """Give what somebody may mean who has typed `q`, for the search box; it depends on nothing else."""
    found = suggest(request.GET.get("q", ""))
    return JsonResponse(
        [{"text": s.text, "url": s.url, "kind": s.kind_label, "note": s.note} for s in found], safe=False
    )

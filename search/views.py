"""The page /zoeken/, and the suggestions of the search box."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.cards import Link
from portal.navigation.trails import crumbs
from search.editors.log import log_search
from search.page import read_page
from search.suggest import suggest

SUGGESTIONS_KEPT = 300
"""Seconds that a browser, or what stands between, may keep suggestions."""


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the results of a question, or what can be asked."""
    page = read_page(request)
    state = page.reading.state
    if state.q and not state.is_filtered:
        log_search(state.q, page.outcome, user_agent=request.headers.get("User-Agent", ""), page=state.page)
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

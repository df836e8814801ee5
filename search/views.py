"""The page /zoeken/."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.cards import Link
from portal.navigation.trails import crumbs
from search.editors.log import log_search
from search.page import read_page


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

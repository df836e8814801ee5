"""The page /zoeken/."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.cards import Link
from portal.navigation.trails import crumbs
from portal.organisations.context import chosen_municipality
from search.page import read_page
from search.parameters import read_parameters


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the results of a question, or what can be asked."""
    page = read_page(read_parameters(request.GET), chosen_municipality(request))
    return render(
        request,
        "search/search.html",
        {"page": page, "search_query": page.parameters.q, "crumbs": crumbs(Link(_("Zoeken")))},
    )

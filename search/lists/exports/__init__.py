"""All results of a list, to take along or to follow: a file for a spreadsheet, a feed.

They are further views of the same address (`weergave=csv`, `weergave=atom`), so that they hold what the page holds,
with its words and filters, whichever list it is.
"""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from portal.finding.listings import ListingDefinition
from search.lists.asking import ask
from search.lists.exports.feeds import feed
from search.lists.exports.files import table
from search.parameters import FEED, FILE, VIEW

VIEWS = {FILE: table, FEED: feed}


def export(definition: ListingDefinition, request: HttpRequest, path: str) -> HttpResponseBase | None:
    """Return a list as the file or feed that the address asks for, or nothing when it asks for a page."""
    make = VIEWS.get(request.GET.get(VIEW, ""))
    return make(ask(definition, request, path), request) if make else None

"""The listing of networks."""

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest
from django.urls import get_script_prefix
from django.utils.translation import gettext as _

from networks.cards import cards
from portal.cards import Link
from portal.navigation.trails import crumbs, pages
from portal.organisations.context import chosen_municipality
from portal.wording import counted

if TYPE_CHECKING:
    from networks.models import NetworkIndexPage
    from networks.querysets import NetworkQuerySet

PAGE = "pagina"
PAGE_SIZE = 24


def index_context(index: "NetworkIndexPage", public: "NetworkQuerySet", request: HttpRequest) -> dict[str, Any]:
    """Return what the listing shows of the `public` networks; those of the visitor's municipality stand first."""
    path = index.get_url(request) or ""
    mine = chosen_municipality(request)
    own = {network.pk for network in public.with_member(mine)} if mine else set()
    networks = public.annotate(is_own=Q(pk__in=own)).with_cards().order_by("-is_own", "title", "pk")
    paginator = Paginator(networks, PAGE_SIZE)
    # An unreadable number is the first page, one beyond the end the last.
    page = paginator.get_page(request.GET.get(PAGE))
    shown = list(page.object_list)
    drawn = cards(shown, request)
    count = sum(network.is_own for network in shown)
    return {
        "section": "netwerken",
        "crumbs": crumbs(Link(index.title)),
        "title": counted(paginator.count, _("netwerk"), _("netwerken")),
        "mine": mine,
        "own": drawn[:count],
        "cards": drawn[count:],
        "agenda_url": f"{get_script_prefix()}evenementen/",
        "pages": pages(
            page.number,
            paginator.num_pages,
            lambda number: f"{path}?{PAGE}={number}" if number > 1 else path,
        ),
    }

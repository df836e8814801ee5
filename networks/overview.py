"""The listing of networks."""

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpRequest
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
    own = list(public.with_member(mine).with_cards().order_by("title")) if mine else []
    paginator = Paginator(public.with_cards().order_by("title", "pk"), PAGE_SIZE)
    # An unreadable number is the first page, one beyond the end the last.
    page = paginator.get_page(request.GET.get(PAGE))
    return {
        "section": "netwerken",
        "crumbs": crumbs(Link(index.title)),
        "title": counted(paginator.count, _("netwerk"), _("netwerken")),
        "mine": mine,
        "own": cards(own, request),
        "cards": cards(page.object_list, request),
        "agenda_url": path.rstrip("/").rsplit("/", 1)[0] + "/evenementen/",
        "pages": pages(
            page.number,
            paginator.num_pages,
            lambda number: f"{path}?{PAGE}={number}" if number > 1 else path,
        ),
    }

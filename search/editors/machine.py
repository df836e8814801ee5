"""The admin page that tells administrators which engine answers, what waits for it, and what it refuses."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Min
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from portal.tasks.models import PeriodicJob
from search.editors.crumbs import crumb
from search.engines import engine
from search.engines.fallback import FallbackEngine
from search.engines.protocol import Engine, EngineAwayError
from search.entries import Entry, kinds
from search.outbox import Outbox, send_again

MOST_SHOWN = 50


@dataclass(frozen=True)
class Refused:
    """A change that the index refuses."""

    title: str
    url: str
    """Empty when there is no such item any more."""
    kind: str
    since: datetime
    attempts: int
    reason: str


class MachineView(WagtailAdminTemplateMixin, TemplateView):
    """Shows how the engine is doing, and sends again what was set aside."""

    page_title = _("Zoekmachine")
    header_icon = "cogs"
    template_name = "search/admin/machine.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse whoever is not an administrator."""
        if not request.user.is_superuser:
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Send again what was set aside."""
        if number := send_again():
            said = ngettext(
                "%(number)s wijziging gaat opnieuw naar de zoekmachine.",
                "%(number)s wijzigingen gaan opnieuw naar de zoekmachine.",
                number,
            )
            messages.success(request, said % {"number": number})
        else:
            messages.info(request, _("Er stond niets meer opzij."))
        return redirect(request.path)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Name the page."""
        return [*self.breadcrumbs_items, crumb(self.page_title)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Ask the engine, and look at what waits."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["reconciled"] = PeriodicJob.objects.filter(name="reconcile-search").first()
        context["entries"] = Entry.objects.count()
        return context | ({**_engine_now(engine), **_queue()} if isinstance(engine, FallbackEngine) else {})


def _engine_now(both: FallbackEngine) -> dict[str, Any]:
    """Return how the first engine is doing: whether it answers, and if so how its index stands."""
    reason, standing = both.away(), None
    if not reason:
        try:
            standing = _standing(both.first)
        except EngineAwayError as error:
            reason = str(error)
    return {"has_index": True, "away": reason, "away_since": both.away_since, "standing": standing}


def _standing(first: Engine) -> Any:
    # The client is an extra, which a site on PostgreSQL does not need.
    from search.engines.elastic.engine import ElasticEngine  # noqa: PLC0415
    from search.engines.elastic.standing import standing  # noqa: PLC0415

    return standing(first.cluster) if isinstance(first, ElasticEngine) else None


def _queue() -> dict[str, Any]:
    waiting, aside = Outbox.objects.filter(is_aside=False), Outbox.objects.filter(is_aside=True)
    return {
        "waiting": waiting.count(),
        "waiting_since": waiting.aggregate(oldest=Min("created"))["oldest"],
        "aside": aside.count(),
        "refused": refused(list(aside.order_by("created", "pk")[:MOST_SHOWN])),
    }


def refused(rows: list[Outbox]) -> list[Refused]:
    """Return what these rows speak of, with the titles of today, in one query."""
    found = Entry.objects.filter(object_id__in={row.object_id for row in rows}).only(
        "kind", "object_id", "title", "url"
    )
    entries = {(entry.kind, entry.object_id): entry for entry in found}
    made = []
    for row in rows:
        entry = entries.get((row.kind, row.object_id))
        title, url = (entry.title, entry.url) if entry else (row.object_id, "")
        made.append(Refused(title, url, kinds().get(row.kind, row.kind), row.created, row.attempts, row.error))
    return made

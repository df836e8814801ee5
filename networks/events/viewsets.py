"""Events in the admin: one list with search and filters, of the events that one may edit."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet

from networks.events.models import EventPage
from networks.events.moments import when
from networks.models import NetworkPage
from networks.viewsets import CoordinatorViewSet, NetworkListingViewSet

COMING, PAST = "komend", "voorbij"


class EventFilterSet(WagtailFilterSet):
    """Filters of the list of events."""

    moment = django_filters.ChoiceFilter(
        choices=((COMING, _("komend")), (PAST, _("voorbij"))), method="at_moment", label=_("wanneer")
    )
    network = django_filters.ModelChoiceFilter(
        queryset=NetworkPage.objects.order_by("title"), method="in_network", label=_("netwerk")
    )

    class Meta:
        model = EventPage
        fields = ("event_kind", "state", "live", "is_example")

    def at_moment(self, events: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep events that are to come, or that are over."""
        chosen = EventPage.objects.coming() if value == COMING else EventPage.objects.past()
        return events.filter(pk__in=chosen.order_by().values("pk"))

    def in_network(self, events: QuerySet[Any], name: str, value: NetworkPage) -> QuerySet[Any]:
        """Keep the events of one network."""
        return events.filter(path__startswith=value.path, depth=value.depth + 1)


class EventListingViewSet(PageListingViewSet):
    """All events that one may edit."""

    model = EventPage
    icon = "calendar"
    menu_label = _("Evenementen")
    menu_order = 20
    add_to_admin_menu = False
    filterset_class = EventFilterSet
    columns = (*IndexView.base_columns, Column("moment", label=_("Wanneer"), accessor=when))


class NetworksGroup(ViewSetGroup):
    """The menu *Netwerken*: networks, events, and who coordinates."""

    menu_label = _("Netwerken")
    menu_icon = "site"
    menu_order = 120
    items = (NetworkListingViewSet("netwerken"), EventListingViewSet("evenementen"), CoordinatorViewSet())

"""Municipalities and organisations in the admin: lists that find old names, postcodes and KBO numbers."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from portal.organisations.models import Municipality, Organisation
from portal.reference.panels import UsagePanel
from portal.reference.viewsets import GuardedViewSet, UsageIndexView, UsageInspectView


class MatchingIndexView(UsageIndexView):
    """A list that is searched as people search on the site: by any name or number."""

    def search_queryset(self, queryset: Any) -> Any:
        """Leave the search to the model's own `matching()`."""
        return queryset.matching(self.search_query) if self.is_searching else queryset


class MunicipalityViewSet(ModelViewSet):
    """The municipalities of 2025."""

    model = Municipality
    icon = "site"
    url_prefix = "gemeenten"
    index_view_class = MatchingIndexView
    inspect_view_class = UsageInspectView
    inspect_view_enabled = True
    inspect_view_fields = ("name", "nis", "province", "region", "size_class", "population", "postcodes", "valid_from")
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 50
    list_display = (
        "name",
        "nis",
        "province",
        "region",
        "population",
        Column("postcodes", label=_("Postcodes"), accessor=lambda row: ", ".join(row.postcodes)),
        Column("usage", label=_("Gebruikt"), accessor="usage"),
    )
    list_filter = ("province", "region", "size_class")
    search_fields = ("name",)
    ordering = "sort_name"
    panels = (
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("province"),
        FieldPanel("region"),
        FieldPanel("population"),
        FieldPanel("size_class"),
        FieldPanel("postcodes"),
        FieldPanel("valid_from"),
        FieldPanel("wikidata"),
        UsagePanel(heading=_("Gebruik")),
    )


class OrganisationFilterSet(WagtailFilterSet):
    """Filters of the organisations."""

    is_local = django_filters.BooleanFilter(
        field_name="municipality", lookup_expr="isnull", exclude=True, label=_("bestuur van een gemeente")
    )

    class Meta:
        model = Organisation
        fields = ("kind",)


class OrganisationViewSet(GuardedViewSet):
    """All organisations, local authorities included."""

    model = Organisation
    icon = "group"
    url_prefix = "organisaties"
    index_view_class = MatchingIndexView
    list_display = (
        "name",
        "kind",
        "municipality",
        "kbo",
        Column("usage", label=_("Gebruikt"), accessor="usage"),
    )
    filterset_class = OrganisationFilterSet
    search_fields = ("name",)
    ordering = "sort_name"
    panels = (
        FieldPanel("name"),
        FieldPanel("code"),
        FieldPanel("kind"),
        FieldPanel("municipality"),
        FieldPanel("website"),
        FieldPanel("kbo"),
        FieldPanel("ovo"),
        FieldPanel("note"),
        UsagePanel(heading=_("Gebruik")),
    )


class OrganisationGroup(ModelViewSetGroup):
    """Municipalities and organisations together in the menu."""

    menu_label = _("Organisaties")
    menu_icon = "group"
    menu_order = 600
    items = (OrganisationViewSet(), MunicipalityViewSet())

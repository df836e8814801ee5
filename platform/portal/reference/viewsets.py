"""The vocabularies in the admin: one list with search, filters and usage for each, made from the loader's lists."""

from typing import Any

import django_filters
from django.contrib import messages
from django.contrib.admin.utils import quote
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import DeleteView, IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from portal.reference.loading import PROGRAMME_LISTS, VOCABULARIES
from portal.reference.models import Crosswalk, Theme
from portal.reference.panels import HIDDEN, term_panels
from portal.reference.permissions import reason_to_keep
from portal.reference.usage import usage_by_kind, usage_counts


class UsageIndexView(IndexView):
    """A list with a column *usage*, counted for the rows of one page at once; themes stand in their tree."""

    def get_base_queryset(self) -> Any:
        """Put each main theme before its sub-themes."""
        queryset = super().get_base_queryset()
        return queryset.in_tree() if self.model is Theme else queryset

    def get_table(self, object_list: Any) -> Any:
        """Count the usage of the rows that are shown."""
        rows = list(object_list)
        counts = usage_counts(self.model, [row.pk for row in rows])
        for row in rows:
            row.usage = counts[row.pk]
        return super().get_table(rows)


class UsageInspectView(InspectView):
    """All fields of a row, with its usage; for who may not edit it."""

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        """Write a list of texts as people do."""
        value = super().get_field_display_value(field_name, field)
        return ", ".join(value) if isinstance(value, list) else value

    def get_fields_context(self) -> list[dict[str, Any]]:
        """Add the usage below the fields."""
        usages = ", ".join(f"{usage.kind}: {usage.count}" for usage in usage_by_kind(self.object))
        shown: list[dict[str, Any]] = super().get_fields_context()
        return [*shown, {"label": _("Gebruik"), "value": usages or _("Nog niet gebruikt."), "component": None}]


class GuardedDeleteView(DeleteView):
    """Deletes a row that nobody uses; of one that must stay it says why, and leads back to it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Explain instead of deleting, before anything is asked."""
        if self.user_has_permission("delete") and (reason := reason_to_keep(self.object)):
            messages.error(request, reason)
            return redirect(reverse(self.edit_url_name, args=[quote(self.object.pk)]))
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


class GuardedViewSet(ModelViewSet):
    """What the lists of vocabularies and of organisations share."""

    index_view_class = UsageIndexView
    inspect_view_class = UsageInspectView
    delete_view_class = GuardedDeleteView
    inspect_view_enabled = True
    inspect_view_fields_exclude = list(HIDDEN)
    copy_view_enabled = False
    add_to_reference_index = False  # usage is counted from the relations themselves
    list_per_page = 50


class EndedFilterSet(WagtailFilterSet):
    """Filters of a vocabulary: whether a term has ended, and where it belongs."""

    ended = django_filters.BooleanFilter(
        field_name="ended_on", lookup_expr="isnull", exclude=True, label=_("beëindigd")
    )


class TermViewSet(GuardedViewSet):
    """One vocabulary."""

    icon = "list-ul"

    @cached_property
    def list_display(self) -> list[str | Column]:
        """Show a term with what it hangs under."""
        return ["label", "code", *self.parents, Column("usage", label=_("Gebruikt"), accessor="usage"), "ended_on"]

    @cached_property
    def parents(self) -> list[str]:
        """Fields that say what a term hangs under: main theme, programme, objective."""
        return [field.name for field in self.model._meta.concrete_fields if field.is_relation]

    @cached_property
    def url_prefix(self) -> str:
        """Address below that of the admin."""
        return f"keuzelijsten/{self.model_name}"

    @cached_property
    def search_fields(self) -> list[str]:
        """Fields that the search above the list reads."""
        names = {field.name for field in self.model._meta.concrete_fields}
        return [name for name in ("label", "code", "description", "synonyms") if name in names]

    @cached_property
    def filterset_class(self) -> type[WagtailFilterSet]:
        """Filter on the end and on the rows that this vocabulary hangs under."""
        meta = type("Meta", (), {"model": self.model, "fields": self.parents})
        return type(f"{self.model.__name__}FilterSet", (EndedFilterSet,), {"Meta": meta})

    def get_edit_handler(self) -> Any:
        """Make the form from the model's fields."""
        self.panels = term_panels(self.model)
        return super().get_edit_handler()


class CrosswalkViewSet(ModelViewSet):
    """Which action continues which."""

    model = Crosswalk
    icon = "link"
    url_prefix = "keuzelijsten/crosswalk"
    list_display = ("old", "new", "relation")
    list_filter = ("relation", "new")
    search_fields = ("old__label", "new__label")
    form_fields = ("old", "new", "relation")
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False


class VocabularyGroup(ModelViewSetGroup):
    """The vocabularies together in the menu."""

    menu_label = _("Keuzelijsten")
    menu_icon = "list-ul"
    menu_order = 700
    items = (
        *(TermViewSet(model=model) for model in (*VOCABULARIES.values(), *PROGRAMME_LISTS.values())),
        CrosswalkViewSet(),
    )

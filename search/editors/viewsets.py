"""The menu *Zoekfunctie* of the admin: the lists that editors keep, the report of searches, and the explanation."""

from typing import Any

from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import AdminOnlyMenuItem, MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from search.editors import forms
from search.editors.effects import EffectsView, queries_with
from search.editors.explaining import ExplainView
from search.editors.invariants import DEEPEST, Invariant, check
from search.editors.items import GONE, titles_of
from search.editors.machine import MachineView
from search.editors.overrides import WordOverride
from search.editors.promotions import Promotion
from search.editors.report import SearchReport
from search.editors.synonyms import Synonym
from search.editors.trying import TryMixin
from search.words import readable

LONGEST_PREFILL = 2_000


class PrefilledCreateView(CreateView):
    """A form that begins with what the address names: the report of searches leads here."""

    def get_initial(self) -> dict[str, Any]:
        """Take the fields of the form from the address."""
        asked = self.request.GET
        return {name: readable_lines(asked[name]) for name in self.form_class.base_fields if name in asked}


def readable_lines(text: str) -> str:
    """Return lines without what no person types."""
    return "\n".join(readable(line) for line in text[:LONGEST_PREFILL].splitlines())


class KeptViewSet(ModelViewSet):
    """What the lists share."""

    form: type[ModelForm]  # type: ignore[type-arg]
    add_view_class = PrefilledCreateView
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 50

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:  # type: ignore[type-arg]
        """Ask what the form of this list asks."""
        return self.form


class SynonymEditView(EditView):
    """The form of a synonym, with which questions it touches."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was asked often with its words."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "queries": queries_with(self.object.words)}


class SynonymViewSet(KeptViewSet):
    """Words that find each other."""

    model = Synonym
    form = forms.SynonymForm
    icon = "resubmit"
    url_prefix = "zoeken/synoniemen"
    edit_view_class = SynonymEditView
    create_template_name = "search/admin/synonym_create.html"
    edit_template_name = "search/admin/synonym_edit.html"
    list_display = (
        "__str__",
        "reason",
        StatusTagColumn(
            "active",
            label=gettext_lazy("Stand"),
            accessor=lambda row: _("actief") if row.active else _("uit"),
            primary=lambda row: row.active,
        ),
    )
    list_filter = ("active",)
    search_fields = ("key", "reason")

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the page that shows what a synonym changes."""
        return [*super().get_urlpatterns(), path("gevolgen/", EffectsView.as_view(), name="effects")]


class ItemIndexView(IndexView):
    """A list of rows that each speak of a findable item, with what it is called today."""

    def get_table(self, object_list: Any) -> Any:
        """Read the titles of the rows that are shown at once."""
        rows = list(object_list)
        titles = titles_of(rows)
        for row in rows:
            row.item_now = titles.get((row.kind, row.object_id)) or f"{row.item_title} ({GONE})"
        return super().get_table(rows)


def _last_day(promotion: Promotion) -> str:
    """A day to come; Wagtail's own column counts back from now only."""
    return str(date_format(promotion.until, "j F Y"))


class PromotionViewSet(KeptViewSet):
    """What stands first."""

    model = Promotion
    form = forms.PromotionForm
    icon = "pick"
    url_prefix = "zoeken/uitgelicht"
    index_view_class = ItemIndexView
    ordering = ("-until", "query")
    list_display = (
        "query",
        Column("item", label=gettext_lazy("Resultaat"), accessor="item_now"),
        "reason",
        Column("until", label=gettext_lazy("Tot en met"), accessor=_last_day, sort_key="until"),
        StatusTagColumn(
            "state",
            label=gettext_lazy("Stand"),
            accessor=lambda row: _("voorbij") if row.is_over else _("loopt"),
            primary=lambda row: not row.is_over,
        ),
    )
    search_fields = ("query", "item_title", "reason")


class TryCreateView(TryMixin, PrefilledCreateView):
    """The form of a new exception, with what it would do."""


class TryEditView(TryMixin, EditView):
    """The form of an exception, with what it does."""


class WordOverrideViewSet(KeptViewSet):
    """Words of which the analyser is told what to make."""

    model = WordOverride
    form = forms.WordOverrideForm
    icon = "cut"
    url_prefix = "zoeken/woorden"
    add_view_class = TryCreateView
    edit_view_class = TryEditView
    create_template_name = "search/admin/word_create.html"
    edit_template_name = "search/admin/word_edit.html"
    list_display = (
        "word",
        Column("kind", label=gettext_lazy("Wat"), accessor="get_kind_display"),
        "value",
        "reason",
    )
    list_filter = ("kind",)
    search_fields = ("word", "value", "reason")


class CheckedMixin:
    """Looks at once whether a check holds that somebody saves."""

    def save_instance(self) -> Invariant:
        """Save, and look."""
        invariant: Invariant = super().save_instance()  # type: ignore[misc]
        check(invariant)
        return invariant


class CheckedCreateView(CheckedMixin, PrefilledCreateView):
    """The form of a new check."""


class CheckedEditView(CheckedMixin, EditView):
    """The form of a check."""


def _state(invariant: Invariant) -> str:
    if invariant.passed is None:
        return ""
    return _("in orde") if invariant.passed else _("niet in orde")


def said_of(invariant: Invariant) -> str:
    """Return in words what was found when it was last looked at."""
    if invariant.passed is None:
        return _("nog niet nagekeken")
    if invariant.last_rank is None:
        return _("niet bij de eerste %(number)s") % {"number": DEEPEST}
    return _("plaats %(rank)s") % {"rank": invariant.last_rank}


class InvariantViewSet(KeptViewSet):
    """What must be found."""

    model = Invariant
    form = forms.InvariantForm
    icon = "tasks"
    menu_label = gettext_lazy("Controlelijst")
    url_prefix = "zoeken/controlelijst"
    index_view_class = ItemIndexView
    add_view_class = CheckedCreateView
    edit_view_class = CheckedEditView
    ordering = ("passed", "query")
    list_display = (
        "query",
        Column("item", label=gettext_lazy("Moet tonen"), accessor="item_now"),
        Column("within", label=gettext_lazy("Bij de eerste")),
        StatusTagColumn("passed", label=gettext_lazy("Stand"), accessor=_state, primary=lambda row: row.passed),
        Column("found", label=gettext_lazy("Gevonden op"), accessor=said_of),
        DateColumn("last_checked", label=gettext_lazy("Nagekeken"), sort_key="last_checked"),
        "reason",
    )
    list_filter = ("passed",)
    search_fields = ("query", "item_title", "reason")


class ReadingViewSet(ViewSet):
    """A page of the menu that shows something and keeps nothing."""

    permission: str

    @cached_property
    def menu_item_class(self) -> type[MenuItem]:
        """Show the page in the menu to who may open it."""
        permission = self.permission

        class PermittedMenuItem(MenuItem):
            def is_shown(self, request: HttpRequest) -> bool:
                return request.user.has_perm(permission)

        return PermittedMenuItem


class SearchReportViewSet(ReadingViewSet):
    """The report of searches."""

    icon = "search"
    permission = "search.view_searchlog"
    menu_label = gettext_lazy("Wat mensen zoeken")
    url_prefix = "zoeken/rapport"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Give the report its addresses, with its refreshing half."""
        return [
            path("", SearchReport.as_view(), name="index"),
            path("resultaten/", SearchReport.as_view(results_only=True), name="index_results"),
        ]


class ExplainViewSet(ReadingViewSet):
    """The explanation of results."""

    icon = "help"
    permission = "search.change_synonym"
    menu_label = gettext_lazy("Waarom staat dit hier?")
    url_prefix = "zoeken/uitleg"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Give the page its address."""
        return [path("", ExplainView.as_view(), name="index")]


class MachineViewSet(ViewSet):
    """How the engine is doing, for administrators."""

    icon = "cogs"
    menu_label = gettext_lazy("Zoekmachine")
    url_prefix = "zoeken/zoekmachine"
    menu_item_class = AdminOnlyMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        """Give the page its address."""
        return [path("", MachineView.as_view(), name="index")]


class SearchGroup(ViewSetGroup):
    """All of it together in the menu."""

    menu_label = gettext_lazy("Zoekfunctie")
    menu_icon = "search"
    menu_order = 650
    items = (
        SearchReportViewSet("zoekrapport"),
        SynonymViewSet(),
        PromotionViewSet(),
        WordOverrideViewSet(),
        InvariantViewSet(),
        ExplainViewSet("zoekuitleg"),
        MachineViewSet("zoekmachine"),
    )

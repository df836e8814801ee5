"""Choosers of municipalities and organisations in the admin: searchable by old names and postcodes too."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import BaseFilterForm, ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from portal.organisations.models import Municipality, Organisation


class MatchingForm(BaseFilterForm):
    """The search of a chooser, left to the model's own `matching()`."""

    q = forms.CharField(
        label=_("Zoek"),
        widget=forms.TextInput(attrs={"placeholder": _("Naam, vroegere naam, postcode of KBO-nummer")}),
        required=False,
    )

    def filter(self, objects: Any) -> Any:
        """Return the rows that are meant."""
        objects = super().filter(objects)
        if text := self.cleaned_data.get("q"):
            self.is_searching, self.search_query = True, text
            objects = objects.matching(text)
        return objects


class _MunicipalityColumns:
    """Says where a municipality lies, so that two of nearly the same name are told apart."""

    filter_form_class = MatchingForm

    def get_object_list(self) -> Any:
        return Municipality.objects.select_related("province")

    @property
    def columns(self) -> list[Column]:
        where = Column("where", label=_("Provincie"), accessor=lambda row: row.province or _("Brussel"))
        return [*super().columns, where]  # type: ignore[misc]


class _OrganisationColumns:
    """Says what an organisation is."""

    filter_form_class = MatchingForm

    def get_object_list(self) -> Any:
        return Organisation.objects.select_related("kind")

    @property
    def columns(self) -> list[Column]:
        return [*super().columns, Column("kind", label=_("Soort"))]  # type: ignore[misc]


class MunicipalityChooseView(_MunicipalityColumns, ChooseView):
    """The chooser of a municipality."""


class MunicipalityResultsView(_MunicipalityColumns, ChooseResultsView):
    """Its results, while typing."""


class OrganisationChooseView(_OrganisationColumns, ChooseView):
    """The chooser of an organisation."""


class OrganisationResultsView(_OrganisationColumns, ChooseResultsView):
    """Its results, while typing."""


class MunicipalityChooserViewSet(ChooserViewSet):
    """Choose one municipality."""

    model = Municipality
    icon = "site"
    choose_one_text = _("Kies een gemeente")
    choose_another_text = _("Kies een andere gemeente")
    choose_view_class = MunicipalityChooseView
    choose_results_view_class = MunicipalityResultsView
    per_page = 20


class OrganisationChooserViewSet(ChooserViewSet):
    """Choose one organisation."""

    model = Organisation
    icon = "group"
    choose_one_text = _("Kies een organisatie")
    choose_another_text = _("Kies een andere organisatie")
    choose_view_class = OrganisationChooseView
    choose_results_view_class = OrganisationResultsView
    per_page = 20


municipality_chooser = MunicipalityChooserViewSet("municipality_chooser", url_prefix="gemeentekiezer")
organisation_chooser = OrganisationChooserViewSet("organisation_chooser", url_prefix="organisatiekiezer")

MunicipalityChooserBlock = municipality_chooser.get_block_class(
    name="MunicipalityChooserBlock", module_path="portal.organisations.choosers"
)

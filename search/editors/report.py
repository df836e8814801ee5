"""The report of searches: what is asked often and finds nothing, or only just, with what one can do about it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import django_filters
from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from portal.spreadsheets import formula_safe
from search.editors.log import FEWEST, KEPT_DAYS, Outcome, SearchLog

DAYS = 30
PERIODS = ((7, _("7 dagen")), (30, _("30 dagen")), (90, _("90 dagen")), (KEPT_DAYS, _("13 maanden")))
BUCKETS = ((50, "50+"), (10, "10–49"), (FEWEST, f"{FEWEST}–9"), (1, f"< {FEWEST}"))
"""Numbers are told roughly: the exact ones say more of people than of search."""


@dataclass(frozen=True)
class Searched:
    """A question with roughly how often it was asked, and how often it ended how."""

    query: str
    total: str
    empty: str
    loosest: str
    corrected: str
    found: str


def bucket(number: int) -> str:
    """Return roughly how many; nothing for none."""
    return next((said for least, said in BUCKETS if number >= least), "")


def searched(since: date) -> Any:
    """Return what was asked often enough since a day, what found nothing first."""
    counts = {outcome: Coalesce(Sum("count", filter=Q(outcome=outcome)), 0) for outcome in Outcome.values}
    counted: Any = SearchLog.objects.filter(day__gte=since).values("query").annotate(total=Sum("count"), **counts)
    return counted.filter(total__gte=FEWEST).order_by("-empty", "-loosest", "-corrected", "-total", "query")


class PeriodFilterSet(WagtailFilterSet):
    """How far back to look."""

    dagen = django_filters.ChoiceFilter(choices=PERIODS, label=_("Periode"), method="keep", empty_label=_("30 dagen"))

    class Meta:
        model = SearchLog
        fields = ()

    def keep(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Leave the period to the view, which needs one in any case."""
        return rows


class ActionsColumn(Column):
    """What an editor can do about a question, in one click each."""

    cell_template_name = "search/admin/report_actions.html"


class SearchReport(ReportView):
    """What was asked at least three times in a period."""

    model = SearchLog
    permission_required = "view"
    page_title = _("Wat mensen zoeken")
    header_icon = "search"
    index_url_name = "zoekrapport:index"
    index_results_url_name = "zoekrapport:index_results"
    verbose_name_plural = _("zoekopdrachten")
    filterset_class = PeriodFilterSet
    template_name = "search/admin/report.html"
    no_results_message = _("In deze periode is niets minstens drie keer gezocht.")
    export_filename = "zoekopdrachten"
    list_export = ("query", "total", "empty", "loosest", "corrected", "found")
    export_headings = {
        "query": _("Zoekopdracht"),
        "total": _("Keer gezocht"),
        "empty": _("Niets gevonden"),
        "loosest": _("Alleen ruim gevonden"),
        "corrected": _("‘Bedoelde je’ gevolgd"),
        "found": _("Gevonden"),
    }
    custom_field_preprocess = {"query": {ReportView.FORMAT_CSV: formula_safe}}
    columns = (
        *(Column(name, label=label) for name, label in export_headings.items()),
        ActionsColumn("actions", label=_("Doe er iets aan")),
    )

    def get_base_queryset(self) -> QuerySet[SearchLog]:
        """Nothing in itself: the period makes the rows."""
        return SearchLog.objects.none()

    def get_filtered_queryset(self) -> Any:
        """Count what was asked in the period."""
        asked = self.filters.form.cleaned_data.get("dagen") if self.filters and self.filters.is_valid() else ""
        return searched(localdate() - timedelta(days=int(asked or DAYS)))

    def get_table(self, object_list: Any) -> Any:
        """Tell the numbers roughly in the table."""
        return super().get_table(self.decorate_paginated_queryset(object_list))

    def decorate_paginated_queryset(self, object_list: Any) -> list[Searched]:
        """Tell the numbers roughly, also in what is exported."""
        return [
            Searched(query=row["query"], **{name: bucket(row[name]) for name in self.list_export if name != "query"})
            for row in object_list
        ]

"""What a synonym changes, seen before it counts: which questions hold its words, and the results of one of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Sum
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin

from search.editors.crumbs import crumb, crumbs_to
from search.editors.forms import WordsField
from search.editors.log import FEWEST, SearchLog
from search.editors.synonyms import Synonym, rules_of
from search.find import Found, find
from search.words import normalised

DAYS = 90
MOST_QUERIES = 20
SHOWN = 10


@dataclass(frozen=True)
class Placed:
    """A result in one of the two lists, with what the synonym does to it."""

    title: str
    note: str
    """Empty when it stays where it is."""


class EffectsForm(forms.Form):
    """Asks for the words of a synonym, and for a question to try."""

    words = WordsField(label=gettext_lazy("Woorden"))
    to_words = WordsField(label=gettext_lazy("Vinden ook"), required=False)
    q = forms.CharField(
        label=gettext_lazy("Zoekopdracht om te proberen"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Je ziet de eerste tien resultaten zonder en met dit synoniem."),
    )
    synonym = forms.ModelChoiceField(Synonym.objects.all(), required=False, widget=forms.HiddenInput)


def queries_with(words: Iterable[str]) -> list[str]:
    """Return what was often asked lately and holds one of these words or phrases, most asked first."""
    forms_of_words = [re.sub(r"([^\w\s])", r"\\\1", normalised(word)) for word in words]
    if not forms_of_words:
        return []
    pattern = rf"(^|[^[:alnum:]])({'|'.join(forms_of_words)})($|[^[:alnum:]])"
    asked = SearchLog.objects.filter(day__gte=localdate() - timedelta(days=DAYS), query__regex=pattern)
    counted = asked.values("query").annotate(total=Sum("count")).filter(total__gte=FEWEST)
    return list(counted.order_by("-total", "query").values_list("query", flat=True)[:MOST_QUERIES])


def compared(q: str, changed: Synonym, replaced: Synonym | None = None) -> tuple[list[Placed], list[Placed]]:
    """Return the first results of `q` without a synonym and with it; `replaced` is how it is kept now."""
    others = list(Synonym.objects.filter(active=True).exclude(pk__in=[replaced.pk] if replaced else []))
    return placed(find(q, SHOWN, rules_of(others)), find(q, SHOWN, rules_of([*others, changed])))


def placed(before: list[Found], after: list[Found]) -> tuple[list[Placed], list[Placed]]:
    """Return two lists of results, each result with what became of it."""
    was, becomes = _places(before), _places(after)
    return (
        [Placed(title, "" if (kind, key) in becomes else _("valt weg")) for kind, key, title in before],
        [Placed(title, _moved(was.get((kind, key)), place)) for place, (kind, key, title) in enumerate(after, start=1)],
    )


def _places(found: list[Found]) -> dict[tuple[str, str], int]:
    return {(kind, key): place for place, (kind, key, _title) in enumerate(found, start=1)}


def _moved(was: int | None, place: int) -> str:
    """Return in words how a result came to its place."""
    if was is None:
        return _("nieuw")
    if was == place:
        return ""
    by = abs(was - place)
    words = (
        ngettext("%(by)s plaats hoger", "%(by)s plaatsen hoger", by)
        if place < was
        else ngettext("%(by)s plaats lager", "%(by)s plaatsen lager", by)
    )
    return words % {"by": by}


class EffectsView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Shows what a synonym changes, whether it is kept already or only thought of."""

    model = Synonym
    any_permission_required = ("add", "change")
    page_title = gettext_lazy("Wat dit synoniem verandert")
    header_icon = "resubmit"
    template_name = "search/admin/effects.html"
    index_url_name = "synonym:index"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the list."""
        return [*self.breadcrumbs_items, *crumbs_to("synonym:index", _("Synoniemen")), crumb(self.page_title)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form with, once there are words, what they change."""
        form = EffectsForm(self.request.GET if "words" in self.request.GET else None)
        context: dict[str, Any] = super().get_context_data(form=form, **kwargs)
        if not form.is_bound or not form.is_valid():
            return context
        values = form.cleaned_data
        changed = Synonym(words=values["words"], to_words=values["to_words"])
        context |= {
            "synonym": values["synonym"],
            "queries": queries_with(changed.words),
            "words_address": urlencode({"words": "\n".join(changed.words), "to_words": "\n".join(changed.to_words)}),
        }
        if values["q"]:
            context["before"], context["after"] = compared(values["q"], changed, values["synonym"])
        return context

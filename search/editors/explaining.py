"""The admin page that says in words why a result stands where it stands."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin

from search.editors.crumbs import crumb
from search.editors.items import candidates
from search.editors.synonyms import Synonym
from search.explain import explain

SHOWN, MOST_ITEMS = 10, 3
"""Results explained; items that one title can mean."""


class ExplainForm(forms.Form):
    """Asks for a question and, if one result matters, which."""

    q = forms.CharField(label=_("Zoekopdracht"), max_length=200)
    item = forms.CharField(
        label=_("Alleen dit resultaat"),
        max_length=500,
        required=False,
        help_text=_("Plak het adres van de pagina, of typ woorden uit de titel. Leeg: de eerste tien."),
    )


class ExplainView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Explains the results of a question."""

    model = Synonym
    any_permission_required = ("add", "change")
    page_title = _("Waarom staat dit hier?")
    header_icon = "help"
    template_name = "search/admin/explain.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Name the page."""
        return [*self.breadcrumbs_items, crumb(self.page_title)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form and, once something is asked, the explanation."""
        form = ExplainForm(self.request.GET if "q" in self.request.GET else None)
        context: dict[str, Any] = super().get_context_data(form=form, **kwargs)
        if form.is_bound and form.is_valid():
            context |= _explained(form.cleaned_data["q"], form.cleaned_data["item"])
        return context


def _explained(q: str, item: str) -> dict[str, Any]:
    """Return the explanation of the first results, or of what was asked for, whether it is found or not."""
    if not item:
        explanation = explain(q, SHOWN)
        return {"explanation": explanation, "results": explanation.results}
    asked = [(entry.kind, entry.object_id) for entry in candidates(item)[:MOST_ITEMS]]
    explanations = [explain(q, item=one) for one in asked]
    results = [result for explanation in explanations for result in explanation.results]
    results.sort(key=lambda result: (not result.rank, result.rank))
    return {"explanation": (explanations or [explain(q, 1)])[0], "results": results, "is_one_asked": True}

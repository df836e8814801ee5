"""The admin page that says in words why a result stands where it stands."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin

from search import explain as explaining
from search.editors.crumbs import crumb
from search.editors.items import candidates
from search.editors.synonyms import Synonym

SHOWN, DEEPEST = 10, 50
"""Results explained; how deep is looked for one that is asked for."""


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
        explain = getattr(explaining, "explain", None)
        context["is_ready"] = explain is not None
        if explain and form.is_bound and form.is_valid():
            context |= _explained(explain, form.cleaned_data["q"], form.cleaned_data["item"])
        return context


def _explained(explain: Any, q: str, item: str) -> dict[str, Any]:
    """Return the explanation, of the one result that was asked for or of the first."""
    explanation: explaining.Explanation = explain(q, DEEPEST if item else SHOWN)
    results = explanation.results
    if item:
        wanted = {entry.url for entry in candidates(item)}
        results = tuple(result for result in results if result.url in wanted)
    return {"explanation": explanation, "results": results, "is_one_asked": bool(item), "deepest": DEEPEST}

"""Forms that offer the terms of a vocabulary."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from portal.reference.models import Action, Term, Theme


def offer_terms(form: forms.ModelForm[Any]) -> None:
    """Offer in each field of `form` the terms that may be chosen, and those that the item has already.

    An ended term, and an action of an ended programme, says so behind its name; themes stand in their tree, the main
    theme before the name.
    """
    fields: dict[str, Any] = form.fields
    for name, field in fields.items():
        model = getattr(getattr(field, "queryset", None), "model", None)
        if model is None or not issubclass(model, Term):
            continue
        has = form.initial.get(name) or []
        several = isinstance(field, forms.ModelMultipleChoiceField)  # a draft's are a query set in memory, not a list
        keys = [getattr(row, "pk", row) for row in (has if several else [has] if has else [])]
        offered = field.queryset.selectable(keeping=keys)
        field.queryset = _in_order(offered)
        field.label_from_instance = term_label


def _in_order(terms: Any) -> Any:
    """Return the terms in the order of the form, with what their label reads."""
    if terms.model is Theme:
        return terms.in_tree()
    return terms.select_related("programme") if terms.model is Action else terms


def term_label(term: Any) -> str:
    """Return how a term is offered: *Werk › Mentoring*, *Zomerscholen (afgelopen)*, *Oud thema (beëindigd)*."""
    main = getattr(term, "parent", None) if isinstance(term, Theme) else None
    label = f"{main.label} › {term.label}" if main else term.label
    if isinstance(term, Action) and term.is_over:
        label = _("%(term)s (afgelopen)") % {"term": label}
    return _("%(term)s (beëindigd)") % {"term": label} if term.is_ended else label

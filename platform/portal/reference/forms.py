"""Forms that offer the terms of a vocabulary."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from portal.reference.models import Term, Theme


def offer_terms(form: forms.ModelForm[Any]) -> None:
    """Offer in each field of `form` the terms that may be chosen, and those that the item has already.

    An ended term says so behind its name; themes stand in their tree, the main theme before the name.
    """
    fields: dict[str, Any] = form.fields
    for name, field in fields.items():
        model = getattr(getattr(field, "queryset", None), "model", None)
        if model is None or not issubclass(model, Term):
            continue
        has = form.initial.get(name) or []
        keys = [getattr(row, "pk", row) for row in (has if isinstance(has, list | tuple) else [has])]
        offered = field.queryset.selectable(keeping=keys)
        field.queryset = offered.in_tree() if issubclass(model, Theme) else offered
        field.label_from_instance = term_label


def term_label(term: Any) -> str:
    """Return how a term is offered: *Werk › Mentoring*, *Oud thema (beëindigd)*."""
    main = getattr(term, "parent", None) if isinstance(term, Theme) else None
    label = f"{main.label} › {term.label}" if main else term.label
    return _("%(term)s (beëindigd)") % {"term": label} if term.is_ended else label

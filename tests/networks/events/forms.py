"""What the editing form of an event posts."""

from typing import Any

from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from portal.organisations.models import Municipality, Organisation
from portal.reference.models import Term


def session(
    title: str, *, start: str = "", municipalities: tuple[Municipality, ...] = (), **more: Any
) -> dict[str, Any]:
    """Return one session of the programme."""
    values: dict[str, Any] = dict.fromkeys(("note", "practice", "speakers", "room", "slides"), "")
    return {
        **values,
        "title": title,
        "start": start,
        "municipalities": _listed([place.pk for place in municipalities]),
        "themes": _listed([theme.code for theme in more.pop("themes", ())]),
        **more,
    }


def event_data(*, sessions: tuple[dict[str, Any], ...] = (), publish: bool = False, **values: Any) -> dict[str, Any]:
    """Return the form of an event; without `publish` it saves a draft."""
    organisers: list[Organisation] = values.pop("organisers", [])
    terms: list[Term] = values.pop("themes", [])
    data = {
        "title": "",
        "slug": "",
        "summary": "",
        "state": "gaat-door",
        "registration": "geen",
        "origin": "eigenaar",
        "licence": "gratis-hergebruik",
        "programme": streamfield([("session", each) for each in sessions]),
        "body": streamfield([]),
        "report": streamfield([]),
        "organisers": inline_formset([{"organisation": organiser.pk} for organiser in organisers]),
        **values,
    }
    if publish:
        data["action-publish"] = "1"
    posted: dict[str, Any] = nested_form_data(data)
    return {**posted, "themes": [term.pk for term in terms]}


def _listed(values: list[Any]) -> dict[str, Any]:
    """Return the rows of a ListBlock as a form posts them."""
    rows: dict[str, Any] = {"count": str(len(values))}
    for number, value in enumerate(values):
        rows[str(number)] = {"value": value, "order": str(number), "deleted": "", "id": ""}
    return rows

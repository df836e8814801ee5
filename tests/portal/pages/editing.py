"""Filling in the admin's forms as a browser does: what the page shows, changed where the editor changes something."""

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from wagtail.fields import StreamField
from wagtail.models import Page


def shown_by(client: Client, address: str, model: type[Page]) -> dict[str, Any]:
    """Return every value of the editing form at `address`, with each StreamField empty (a script draws those)."""
    form = BeautifulSoup(client.get(address).content, "html.parser").select_one("form#page-edit-form")
    assert form is not None
    data: dict[str, Any] = {}
    for field in form.select("[name]"):
        name = str(field["name"])
        if "__prefix__" in name or name.startswith("action-"):
            continue
        if field.name == "select":
            chosen = [option.get("value", "") for option in field.select("option[selected]")]
            data[name] = chosen if field.has_attr("multiple") else (chosen or [""])[0]
        elif field.name == "textarea":
            data[name] = field.text.removeprefix("\n")
        elif field.get("type") not in {"checkbox", "radio", "submit"} or field.has_attr("checked"):
            data[name] = field.get("value", "")
    streams = [field.name for field in model._meta.get_fields() if isinstance(field, StreamField)]
    return data | {f"{name}-count": "0" for name in streams}

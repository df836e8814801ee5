"""The path above pages of the admin that are no list or form of a model."""

from typing import Any

from django.urls import reverse


def crumb(label: Any, url: str = "") -> dict[str, Any]:
    """Return one step of the path; the last one leads nowhere."""
    return {"url": url, "label": label}


def crumbs_to(url_name: str, label: Any) -> list[dict[str, Any]]:
    """Return the step of a list."""
    return [crumb(label, reverse(url_name))]

"""Why an item is like the visitor's municipality, in words."""

from collections.abc import Set

from django.utils.translation import gettext as _

from portal.organisations.models import Municipality


def likeness_in_words(values: Set[str], mine: Municipality) -> str:
    """Return the nearest reason why an item with these values (`regio:limburg`) is like `mine`, or nothing.

    An item of municipalities of several sizes is not as large as one of them.
    """
    is_one_size = sum(value.startswith("grootte:") for value in values) == 1
    reasons: list[tuple[str, str | None, str]] = [
        ("gemeente", mine.nis, _("jouw gemeente")),
        ("grootte", mine.size_class.code if is_one_size else None, _("even groot")),
        ("regio", mine.region.code if mine.region else None, _("zelfde regio")),
        ("provincie", mine.province.code if mine.province else None, _("zelfde provincie")),
    ]
    return next((words for name, code, words in reasons if code and f"{name}:{code}" in values), "")

"""From when until when a guideline of AgII holds, in words."""

from datetime import date

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _


def in_words(valid_from: date | None, valid_to: date | None) -> str:
    """Return a validity: *Geldig van 1 september 2026 tot en met 31 augustus 2028*, *Geldig sinds 1 mei 2026*."""
    if valid_from is None:
        return ""
    start = date_format(valid_from, "j F Y")
    if valid_to:
        return _("Geldig van %(start)s tot en met %(end)s") % {"start": start, "end": date_format(valid_to, "j F Y")}
    words = _("Geldig vanaf %(start)s") if valid_from > localdate() else _("Geldig sinds %(start)s")
    return words % {"start": start}

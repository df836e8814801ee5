"""Required answers of a practice: a text, or an explicit *onbekend* beside it; as conditions and as sentences."""

from django.db.models import Q, TextField, Value
from django.db.models.expressions import F
from django.db.models.functions import Cast
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _


def answered(field: str) -> Q:
    """Condition: `field` has a text, or is answered with *onbekend*."""
    return ~Q(**{field: ""}) | Q(**{f"{field}_unknown": True})


def answered_by_owner(field: str) -> Q:
    """Condition: `field` has a text; only an item from a public source may answer *onbekend*."""
    return ~Q(**{field: ""}) | (Q(origin="bron") & Q(**{f"{field}_unknown": True}))


NO_FIGURES = Exact(Cast(F("figures"), TextField()), Value("[]"))

UNANSWERED = {
    "result": _("Vertel wat het opleverde."),
    "difficulties": _("Vertel wat moeilijk was: daar leert een collega het meest van."),
    "cost": _("Vertel wat het kost, of vink “kost onbekend” aan."),
    "fte": _("Vertel hoeveel mensen het vraagt, of vink “inzet onbekend” aan."),
}
"""What to do about a missing answer, by field."""

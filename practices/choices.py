"""Classes of cost and effort, with their bounds.

The bounds are a proposal (design guide, Measures): cost under € 5.000, under € 50.000, above; effort under 0,2, under
0,6 full-time equivalents, above. A class is filled only where an amount is known.
"""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _


class CostClass(models.TextChoices):
    """How much money a practice takes in a year."""

    LOW = "laag", _("Minder dan €\N{NO-BREAK SPACE}5.000")
    MIDDLE = "midden", _("€\N{NO-BREAK SPACE}5.000 tot €\N{NO-BREAK SPACE}50.000")
    HIGH = "hoog", _("€\N{NO-BREAK SPACE}50.000 of meer")


class EffortClass(models.TextChoices):
    """How many people a practice takes, in full-time equivalents."""

    LOW = "laag", _("Minder dan 0,2\N{NO-BREAK SPACE}VTE")
    MIDDLE = "midden", _("0,2 tot 0,6\N{NO-BREAK SPACE}VTE")
    HIGH = "hoog", _("0,6\N{NO-BREAK SPACE}VTE of meer")


class EvidenceStrength(models.TextChoices):
    """How well it is known that a practice works."""

    LIMITED = "beperkt", _("Beperkt")
    FAIR = "redelijk", _("Redelijk")
    STRONG = "sterk", _("Sterk")


COST_BOUNDS = (Decimal(5_000), Decimal(50_000))
EFFORT_BOUNDS = (Decimal("0.2"), Decimal("0.6"))


def class_of(amount: Decimal | None, bounds: tuple[Decimal, Decimal]) -> str:
    """Return `laag`, `midden` or `hoog` for an amount, or the empty string when it is unknown."""
    if amount is None:
        return ""
    return "laag" if amount < bounds[0] else "midden" if amount < bounds[1] else "hoog"

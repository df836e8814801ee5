"""The list of checks: *zoek X moet Y tonen*, looked at every night and whenever somebody saves one."""

from datetime import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.editors.items import ItemOfSearch
from search.find import find

DEEPEST = 50
"""Results that are looked at, to say where an item stands that is too low."""


class Invariant(ItemOfSearch):
    """A question that must show an item among its first results."""

    query = models.CharField(gettext_lazy("zoekopdracht"), max_length=200)
    within = models.PositiveSmallIntegerField(
        gettext_lazy("bij de eerste"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(DEEPEST)],
        help_text=gettext_lazy("Zo hoog moet het resultaat staan."),
    )
    reason = models.CharField(
        gettext_lazy("waarom"), max_length=300, help_text=gettext_lazy("Voor je collega’s: voor wie is dit belangrijk?")
    )
    last_checked = models.DateTimeField(gettext_lazy("nagekeken"), null=True, editable=False)
    last_rank = models.PositiveSmallIntegerField(gettext_lazy("stond op plaats"), null=True, editable=False)
    """Empty when it was not among the first `DEEPEST`."""
    passed = models.BooleanField(gettext_lazy("in orde"), null=True, editable=False)

    class Meta:
        verbose_name = gettext_lazy("controle")
        verbose_name_plural = gettext_lazy("controles")
        ordering = ("passed", "query", "pk")  # PostgreSQL: false first, then true, then what was never checked
        constraints = [
            models.UniqueConstraint(
                fields=["query", "kind", "object_id"],
                name="search_invariant_once",
                violation_error_message=gettext_lazy("Deze controle staat al in de lijst."),
            ),
            models.CheckConstraint(name="search_invariant_within", condition=Q(within__gte=1, within__lte=DEEPEST)),
            models.CheckConstraint(
                name="search_invariant_has_query_and_reason", condition=~Q(query="") & ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.query}: {self.item_title}"


def check(invariant: Invariant) -> bool:
    """Look whether it holds now, keep what was found, and return it."""
    found = [(kind, object_id) for kind, object_id, _title in find(invariant.query, DEEPEST)]
    item = (invariant.kind, invariant.object_id)
    invariant.last_rank = found.index(item) + 1 if item in found else None
    invariant.passed = invariant.last_rank is not None and invariant.last_rank <= invariant.within
    invariant.last_checked = timezone.now()
    Invariant.objects.filter(pk=invariant.pk).update(
        last_rank=invariant.last_rank, passed=invariant.passed, last_checked=invariant.last_checked
    )
    return invariant.passed


def failing() -> QuerySet[Invariant]:
    """Return those that did not hold when last looked at."""
    return Invariant.objects.filter(passed=False)


def check_nightly(at: datetime) -> str:
    """Look at all, and say in a sentence what was found."""
    outcomes = [check(invariant) for invariant in Invariant.objects.order_by("pk")]
    return _("%(all)s controles, %(failed)s niet in orde.") % {"all": len(outcomes), "failed": outcomes.count(False)}

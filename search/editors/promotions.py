"""Promoted results: for a question an item that stands first, until a day, with a reason."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from search.editors.items import ItemOfSearch

LONGEST = datetime.timedelta(days=366)
"""After that somebody looks again whether it still deserves its place."""


class Promotion(ItemOfSearch):
    """An item that comes first for who asks exactly this."""

    query = models.CharField(
        _("zoekopdracht"),
        max_length=200,
        help_text=_(
            "Wie precies deze woorden typt, ziet dit resultaat bovenaan. Hoofdletters en accenten tellen niet."
        ),
    )
    """As `search.words.normalised` writes it."""
    reason = models.CharField(_("waarom"), max_length=300, help_text=_("Voor je collega’s, bezoekers zien dit niet."))
    since = models.DateField(_("sinds"), default=localdate, editable=False)
    """The day it was made or extended."""
    until = models.DateField(_("tot en met"), help_text=_("Hoogstens een jaar ver."))

    class Meta:
        verbose_name = _("uitgelicht resultaat")
        verbose_name_plural = _("uitgelichte resultaten")
        ordering = ("query", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["query", "kind", "object_id"],
                name="search_promotion_once",
                violation_error_message=_("Dit resultaat is al uitgelicht voor deze zoekopdracht."),
            ),
            models.CheckConstraint(
                name="search_promotion_ends_within_a_year",
                condition=Q(until__gte=F("since"), until__lte=F("since") + LONGEST),
                violation_error_message=_("Kies een dag vanaf vandaag, hoogstens een jaar ver."),
            ),
            models.CheckConstraint(
                name="search_promotion_has_query_and_reason", condition=~Q(query="") & ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.query}: {self.item_title}"

    @property
    def is_over(self) -> bool:
        """Whether its last day is past."""
        return self.until < localdate()


def promotions_for(name: str) -> list[tuple[str, str]]:
    """Return kind and key of what stands first today for a question, normalised; the oldest first; one query."""
    today = Promotion.objects.filter(query=name, since__lte=localdate(), until__gte=localdate())
    return list(today.order_by("pk").values_list("kind", "object_id"))

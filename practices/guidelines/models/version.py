"""The versions of a guideline of AgII that were public."""

from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from practices.guidelines.models.guideline import GuidelinePage


class GuidelineVersion(models.Model):
    """A version as it was last public: written at each publication, and never again once a higher one is published.

    It holds the whole content by itself: revisions may be purged, and the page only knows its valid version.
    """

    guideline = models.ForeignKey(
        GuidelinePage, verbose_name=_("richtlijn"), on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveSmallIntegerField(_("versie"), validators=[MinValueValidator(1)])
    revision = models.ForeignKey(
        Revision, verbose_name=_("revisie"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    content = models.JSONField(_("inhoud"), encoder=DjangoJSONEncoder)
    valid_from = models.DateField(_("geldig vanaf"))
    valid_to = models.DateField(_("geldig tot en met"), null=True)
    what_changed = models.TextField(_("wat er nieuw is"), blank=True)
    checked_on = models.DateField(_("nagekeken op"), null=True)
    """When the second editor approved it; unknown for what no person published."""

    class Meta:
        verbose_name = _("versie van een richtlijn")
        verbose_name_plural = _("versies van een richtlijn")
        ordering = ("guideline", "-number")
        constraints = [
            models.UniqueConstraint(fields=["guideline", "number"], name="guidelines_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="guidelines_version_counts_from_one"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="guidelines_version_validity_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guideline}, {self.number}"

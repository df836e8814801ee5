"""Programmes of the Flemish government with their actions, and the crosswalk from ended actions to new ones."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from portal.reference.models.people import TargetGroup
from portal.reference.models.terms import Term
from portal.reference.models.themes import Theme


class Programme(Term):
    """A programme of the Flemish government, with its years; a part of a programme names its parent."""

    parent = models.ForeignKey(
        "self", verbose_name=_("onderdeel van"), null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    issuer = models.CharField(_("uitgever"), max_length=200, blank=True)
    applicants = models.CharField(_("wie kan aanvragen"), max_length=300, blank=True)
    start_year = models.PositiveSmallIntegerField(_("beginjaar"))
    end_year = models.PositiveSmallIntegerField(_("eindjaar"), null=True, blank=True)
    start = models.DateField(_("begin"), null=True, blank=True)
    end = models.DateField(_("einde"), null=True, blank=True)
    dates_note = models.TextField(_("over de data"), blank=True)
    url = models.URLField(_("webadres"), blank=True)

    class Meta(Term.Meta):
        verbose_name = _("programma")
        verbose_name_plural = _("programma’s")

    @property
    def is_over(self) -> bool:
        """Whether the programme has ended."""
        if self.end:
            return self.end < localdate()
        return self.end_year is not None and self.end_year < localdate().year


class Objective(Term):
    """An objective of a programme."""

    programme = models.ForeignKey(
        Programme, verbose_name=_("programma"), on_delete=models.PROTECT, related_name="objectives"
    )

    class Meta(Term.Meta):
        ordering = ["programme", "sort", "label"]
        verbose_name = _("doelstelling")
        verbose_name_plural = _("doelstellingen")


class Action(Term):
    """An action of a programme: what a municipality could do with its support."""

    programme = models.ForeignKey(
        Programme, verbose_name=_("programma"), on_delete=models.PROTECT, related_name="actions"
    )
    objective = models.ForeignKey(
        Objective,
        verbose_name=_("doelstelling"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="actions",
    )
    number = models.PositiveSmallIntegerField(_("nummer"), null=True, blank=True)
    number_certainty = models.CharField(_("zekerheid van het nummer"), max_length=20, blank=True)
    number_basis = models.CharField(_("waarop het nummer steunt"), max_length=200, blank=True)
    title_source = models.CharField(_("bron van de titel"), max_length=300, blank=True)
    kpi = models.JSONField(
        _("indicatoren"), default=dict, blank=True, help_text=_("Eenheden, maxima en bedragen zoals in de oproep.")
    )
    themes = models.ManyToManyField(Theme, verbose_name=_("thema’s"), blank=True, related_name="actions")
    target_groups = models.ManyToManyField(
        TargetGroup, verbose_name=_("doelgroepen"), blank=True, related_name="actions"
    )

    class Meta(Term.Meta):
        ordering = ["programme", "sort", "label"]
        verbose_name = _("actie")
        verbose_name_plural = _("acties")

    def get_absolute_url(self) -> str:
        """Address of the action's page."""
        return reverse("action", args=[self.code])

    @property
    def is_over(self) -> bool:
        """Whether the action's programme has ended."""
        return self.programme.is_over


class Crosswalk(models.Model):
    """From an action of an ended programme to the action that continues it, so that old practices stay findable."""

    class Relation(models.TextChoices):
        """How much two actions have in common."""

        CLOSE = "sluit-nauw-aan", _("sluit nauw aan")
        RELATED = "verwant", _("verwant")

    old = models.ForeignKey(
        Action, verbose_name=_("vroegere actie"), on_delete=models.CASCADE, related_name="successors"
    )
    new = models.ForeignKey(
        Action, verbose_name=_("nieuwe actie"), on_delete=models.CASCADE, related_name="predecessors"
    )
    relation = models.CharField(_("verband"), max_length=20, choices=Relation.choices)

    class Meta:
        verbose_name = _("verband tussen acties")
        verbose_name_plural = _("verbanden tussen acties")
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="reference_crosswalk_once"),
            models.CheckConstraint(condition=~Q(old=models.F("new")), name="reference_crosswalk_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"

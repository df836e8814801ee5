"""The controlled vocabularies: themes and choice lists, programmes with their actions, and the crosswalk.

Every term is keyed on `code`, which stands in addresses, data files and facets. Terms are loaded from `data/` by
`manage.py load_reference`, may be edited in the admin, and are ended rather than deleted: an ended term stays findable
and says that it ended.
"""

from collections.abc import Sequence
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from portal.loading import LoadedModel
from portal.reference.querysets import TermQuerySet, ThemeQuerySet
from portal.reference.usage import KeptWhileUsed

code_validator = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Gebruik kleine letters, cijfers en streepjes."))


class Term(KeptWhileUsed, LoadedModel):
    """One entry of a vocabulary (SKOS: a concept with its notation, preferred label and definition)."""

    code = models.SlugField(
        _("code"),
        max_length=60,
        unique=True,
        validators=[code_validator],
        help_text=_("Staat in adressen en bestanden; verandert nooit meer zodra de term gebruikt is."),
    )
    label = models.CharField(_("naam"), max_length=200)
    description = models.TextField(_("omschrijving"), blank=True)
    sort = models.PositiveIntegerField(_("volgorde"), default=0)
    origin = models.CharField(
        _("herkomst"), max_length=40, blank=True, help_text=_("Waar de term vandaan komt, bijvoorbeeld *evaluatie*.")
    )
    ended_on = models.DateField(
        _("beëindigd op"),
        null=True,
        blank=True,
        help_text=_("Een beëindigde term blijft vindbaar maar kan niet meer gekozen worden."),
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering: ClassVar[Sequence[str]] = ("sort", "label")

    def __str__(self) -> str:
        return self.label

    @property
    def is_ended(self) -> bool:
        """Whether the term may no longer be chosen."""
        return self.ended_on is not None and self.ended_on <= localdate()

    def reason_to_keep(self) -> str:
        """Say what to do with a term that is used: end it."""
        reason = super().reason_to_keep()
        return reason and _("%(reason)s Beëindig de term: dan kiest niemand ze nog.") % {"reason": reason}

    def clean(self) -> None:
        """Keep the code of a term that is used: it stands in addresses and files."""
        super().clean()
        before = type(self)._base_manager.filter(pk=self.pk).first() if self.pk else None
        if before and before.code != self.code and self.usage_count():
            raise ValidationError({"code": _("Deze term is al gebruikt: de code blijft %s.") % before.code})


class RankedTerm(Term):
    """A term on a scale: `value` is its rank, 1 the lowest."""

    value = models.PositiveSmallIntegerField(_("waarde"))

    class Meta(Term.Meta):
        abstract = True


class Theme(Term):
    """A subject of living together in diversity; main themes hold sub-themes (a tree of two levels)."""

    parent = models.ForeignKey(
        "self",
        verbose_name=_("hoofdthema"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        limit_choices_to={"parent": None},
    )
    synonyms = ArrayField(
        models.CharField(max_length=100),
        verbose_name=_("synoniemen"),
        default=list,
        blank=True,
        help_text=_("Andere woorden waarmee mensen dit zoeken, met een komma ertussen."),
    )

    objects = ThemeQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Term.Meta):
        verbose_name = _("thema")
        verbose_name_plural = _("thema’s")

    def get_absolute_url(self) -> str:
        """Address of the theme's page."""
        return reverse("theme", args=[self.code])

    def clean(self) -> None:
        """Keep the tree two levels deep."""
        super().clean()
        if self.parent and (self.parent.parent_id or self.parent_id == self.pk):
            raise ValidationError({"parent": _("Kies een hoofdthema: een subthema kan zelf geen hoofdthema zijn.")})
        if self.parent and self.pk and self.children.exists():
            raise ValidationError({"parent": _("Dit thema heeft subthema’s en blijft dus een hoofdthema.")})


class TargetGroup(Term):
    """For whom an item is meant; several at once, never exclusive."""

    class Meta(Term.Meta):
        verbose_name = _("doelgroep")
        verbose_name_plural = _("doelgroepen")


class PolicyDomain(Term):
    """A domain of local policy; two or more make a practice transversal."""

    class Meta(Term.Meta):
        verbose_name = _("beleidsdomein")
        verbose_name_plural = _("beleidsdomeinen")


class Audience(Term):
    """Whom in the municipality a guideline is written for."""

    class Meta(Term.Meta):
        verbose_name = _("doelpubliek")
        verbose_name_plural = _("doelpublieken")


class EvidenceKind(Term):
    """How it is known that something worked."""

    class Meta(Term.Meta):
        verbose_name = _("soort bewijs")
        verbose_name_plural = _("soorten bewijs")


class DevelopmentType(Term):
    """New, deepened, scaled up or continued."""

    class Meta(Term.Meta):
        verbose_name = _("ontwikkelingstype")
        verbose_name_plural = _("ontwikkelingstypes")


class AnchoringFactor(Term):
    """One of the four factors of lasting anchoring (evaluation of Plan Samenleven, 2025)."""

    class Meta(Term.Meta):
        verbose_name = _("verankeringsfactor")
        verbose_name_plural = _("verankeringsfactoren")


class AnchoringScale(RankedTerm):
    """How far a factor of anchoring is reached, 1 to 4."""

    class Meta(RankedTerm.Meta):
        verbose_name = _("verankeringsschaal")
        verbose_name_plural = _("verankeringsschaal")


class AfterSubsidyStatus(Term):
    """What became of a practice when its subsidy ended."""

    class Meta(Term.Meta):
        verbose_name = _("status na de subsidie")
        verbose_name_plural = _("statussen na de subsidie")


class CooperationForm(Term):
    """How firmly partners agreed to work together."""

    class Meta(Term.Meta):
        verbose_name = _("samenwerkingsvorm")
        verbose_name_plural = _("samenwerkingsvormen")


class Barrier(Term):
    """What keeps people from taking part."""

    class Meta(Term.Meta):
        verbose_name = _("drempel")
        verbose_name_plural = _("drempels")


class SupportType(Term):
    """Support with policy or with practice."""

    class Meta(Term.Meta):
        verbose_name = _("soort ondersteuning")
        verbose_name_plural = _("soorten ondersteuning")


class SupportLevel(Term):
    """Support for everyone or tailored."""

    class Meta(Term.Meta):
        verbose_name = _("niveau van ondersteuning")
        verbose_name_plural = _("niveaus van ondersteuning")


class AgiiRole(Term):
    """One of the four roles of AgII: knowledge centre, coach, supplier, connector."""

    class Meta(Term.Meta):
        verbose_name = _("rol van AgII")
        verbose_name_plural = _("rollen van AgII")


class OfferStatus(Term):
    """Whether a municipality can still apply to an offer."""

    class Meta(Term.Meta):
        verbose_name = _("status van aanbod")
        verbose_name_plural = _("statussen van aanbod")


class ExternalDependency(Term):
    """How much a practice depends on an outside supporter."""

    class Meta(Term.Meta):
        verbose_name = _("afhankelijkheid van externen")
        verbose_name_plural = _("afhankelijkheid van externen")


class FundingSource(Term):
    """Where money comes from."""

    class Meta(Term.Meta):
        verbose_name = _("financieringsbron")
        verbose_name_plural = _("financieringsbronnen")


class QualityLevel(RankedTerm):
    """A rung of the quality ladder, 1 (submitted) to 4 (proven elsewhere)."""

    class Meta(RankedTerm.Meta):
        verbose_name = _("kwaliteitsniveau")
        verbose_name_plural = _("kwaliteitsniveaus")


class SizeClass(Term):
    """A class of municipalities by number of inhabitants, both ends included."""

    min_population = models.PositiveIntegerField(_("inwoners vanaf"))
    max_population = models.PositiveIntegerField(_("inwoners tot en met"), null=True, blank=True)

    class Meta(Term.Meta):
        verbose_name = _("grootteklasse")
        verbose_name_plural = _("grootteklassen")


class Province(Term):
    """A Flemish province."""

    nis = models.CharField(_("NIS-code"), max_length=5, unique=True)

    class Meta(Term.Meta):
        verbose_name = _("provincie")
        verbose_name_plural = _("provincies")


class ReferenceRegion(Term):
    """One of the fifteen reference regions of the Flemish government."""

    class Meta(Term.Meta):
        verbose_name = _("referentieregio")
        verbose_name_plural = _("referentieregio’s")


class PracticeStatus(Term):
    """Whether a practice still runs."""

    class Meta(Term.Meta):
        verbose_name = _("status van een praktijk")
        verbose_name_plural = _("statussen van een praktijk")


class EventKind(Term):
    """What sort of gathering an event is."""

    class Meta(Term.Meta):
        verbose_name = _("soort evenement")
        verbose_name_plural = _("soorten evenementen")


class GuidelineKind(Term):
    """What sort of document a guideline is."""

    class Meta(Term.Meta):
        verbose_name = _("soort richtlijn")
        verbose_name_plural = _("soorten richtlijnen")


class OrganisationKind(Term):
    """What sort of organisation."""

    class Meta(Term.Meta):
        verbose_name = _("soort organisatie")
        verbose_name_plural = _("soorten organisaties")


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

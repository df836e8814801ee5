"""The practice: a reusable pattern, with what it cost and what was hard."""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import ObjectList, TabbedInterface

from portal.blocks.fields import LeanStreamField
from portal.cards import Link
from portal.kept import kept
from portal.navigation.trails import crumbs
from portal.organisations.models import Municipality, Organisation
from portal.pages.constraints import required_when_public
from portal.pages.models import KnowledgePage
from portal.pages.publication import Fault
from portal.reference.models import (
    Action,
    AfterSubsidyStatus,
    AgiiRole,
    Barrier,
    CooperationForm,
    DevelopmentType,
    EvidenceKind,
    ExternalDependency,
    PolicyDomain,
    PracticeStatus,
    QualityLevel,
)
from practices import detail
from practices.blocks import FiguresBlock, MaterialBlock, PartnersBlock, StepsBlock, VoicesBlock
from practices.choices import COST_BOUNDS, EFFORT_BOUNDS, CostClass, EffortClass, EvidenceStrength, class_of
from practices.models.answers import NO_FIGURES, UNANSWERED, answered, answered_by_owner
from practices.panels import PRACTICE_TABS
from practices.querysets import PracticeManager
from practices.sidebar import listing_address


class PracticePage(KnowledgePage):
    """A practice (praktijk).

    Required answers are a text, or an explicit *onbekend* beside it (`<field>_unknown`): for cost and staff that is
    open to everybody, for result and difficulties only to an item summarised from a public source. Figures, their story
    and what they do not say stand in this row, so that the database can refuse figures without a story.
    """

    kind = "praktijk"
    kind_label = _("Praktijk")

    municipalities = ParentalManyToManyField(
        Municipality, verbose_name=_("gemeenten"), blank=True, related_name="practices"
    )
    what = models.TextField(
        _("wat ze doen"),
        validators=[MaxLengthValidator(1500)],
        help_text=_("Hoogstens 1.500 tekens. Wat gebeurt er, hoe vaak, met wie?"),
    )
    result = models.TextField(
        _("wat het opleverde"),
        blank=True,
        validators=[MaxLengthValidator(800)],
        help_text=_("Hoogstens 800 tekens. Wat veranderde er, voor wie?"),
    )
    result_unknown = models.BooleanField(_("resultaat onbekend"), default=False)
    difficulties = models.TextField(
        _("wat moeilijk was"),
        blank=True,
        validators=[MaxLengthValidator(800)],
        help_text=_("Hoogstens 800 tekens. Hier leert een collega het meest van."),
    )
    difficulties_unknown = models.BooleanField(_("moeilijkheden onbekend"), default=False)

    cost = models.CharField(
        _("kost"), max_length=300, blank=True, help_text=_("In woorden: *€ 46.800 in het eerste jaar*.")
    )
    cost_unknown = models.BooleanField(_("kost onbekend"), default=False)
    cost_amount = models.DecimalField(
        _("bedrag per jaar"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("In euro. Alleen als je het weet: het bepaalt de kostklasse."),
    )
    cost_class = models.CharField(max_length=10, choices=CostClass.choices, blank=True, editable=False)
    fte = models.CharField(
        _("inzet van mensen"), max_length=200, blank=True, help_text=_("In woorden: *0,4 VTE brugfiguur*.")
    )
    fte_unknown = models.BooleanField(_("inzet onbekend"), default=False)
    fte_amount = models.DecimalField(
        _("VTE"),
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Als getal. Bepaalt de inspanningsklasse."),
    )
    effort_class = models.CharField(max_length=10, choices=EffortClass.choices, blank=True, editable=False)

    start_year = models.PositiveSmallIntegerField(_("beginjaar"), null=True, blank=True)
    end_year = models.PositiveSmallIntegerField(_("eindjaar"), null=True, blank=True)
    status = models.ForeignKey(
        PracticeStatus, verbose_name=_("status"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    image_consent = models.BooleanField(
        _("wie op de beelden staat gaf toestemming"),
        default=False,
        help_text=_("Nodig zodra er beelden in het verhaal staan."),
    )

    cause = models.TextField(_("waarom het begon"), blank=True)
    context = models.TextField(_("context"), blank=True, help_text=_("Startsituatie, grootte van het team, regio."))
    steps = LeanStreamField(StepsBlock(), verbose_name=_("hoe begin je?"), blank=True)
    core = models.TextField(_("verander dit niet"), blank=True, help_text=_("Eén element per regel."))
    adaptable = models.TextField(_("pas dit gerust aan"), blank=True, help_text=_("Eén element per regel."))
    preconditions = models.TextField(_("randvoorwaarden"), blank=True)
    not_suited = models.TextField(_("waar werkt dit niet?"), blank=True)
    development_type = models.ForeignKey(
        DevelopmentType,
        verbose_name=_("ontwikkelingstype"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    partners = LeanStreamField(PartnersBlock(), verbose_name=_("partners"), blank=True)
    policy_domains = ParentalManyToManyField(PolicyDomain, verbose_name=_("beleidsdomeinen"), blank=True)
    cooperation_form = models.ForeignKey(
        CooperationForm,
        verbose_name=_("samenwerkingsvorm"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    actions = ParentalManyToManyField(
        Action,
        verbose_name=_("acties van een programma"),
        blank=True,
        help_text=_("Waar de praktijk bij past. Dat zegt niet dat ze uit dat programma betaald is."),
    )
    barriers = ParentalManyToManyField(Barrier, verbose_name=_("drempels"), blank=True)

    budget_flemish = models.DecimalField(_("Vlaamse subsidie"), max_digits=12, decimal_places=2, null=True, blank=True)
    budget_own = models.DecimalField(_("eigen middelen"), max_digits=12, decimal_places=2, null=True, blank=True)
    budget_staff = models.DecimalField(_("eigen personeel"), max_digits=12, decimal_places=2, null=True, blank=True)
    budget_other = models.DecimalField(_("andere middelen"), max_digits=12, decimal_places=2, null=True, blank=True)
    budget_period = models.CharField(_("periode van het budget"), max_length=100, blank=True)
    yearly_cost = models.DecimalField(
        _("kost per jaar bij voortzetting"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    participants = models.PositiveIntegerField(_("aantal deelnemers in die periode"), null=True, blank=True)

    figures = LeanStreamField(FiguresBlock(), verbose_name=_("cijfers"), blank=True)
    figures_story = models.TextField(
        _("wat we zagen gebeuren"),
        blank=True,
        help_text=_("Verplicht zodra er een cijfer staat: een cijfer staat nooit alleen."),
    )
    figures_limits = models.TextField(_("wat deze cijfers niet zeggen"), blank=True)
    voices = LeanStreamField(VoicesBlock(), verbose_name=_("stemmen van deelnemers"), blank=True)
    unexpected = models.TextField(_("onverwachte effecten"), blank=True)
    evidence_strength = models.CharField(
        _("sterkte van het bewijs"), max_length=10, choices=EvidenceStrength.choices, blank=True
    )
    evidence_kinds = ParentalManyToManyField(EvidenceKind, verbose_name=_("soorten bewijs"), blank=True)
    evidence_source = models.CharField(_("bron van het bewijs"), max_length=400, blank=True)

    external_supporter = models.ForeignKey(
        Organisation,
        verbose_name=_("externe ondersteuner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="supported_practices",
    )
    external_dependency = models.ForeignKey(
        ExternalDependency,
        verbose_name=_("afhankelijkheid"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    handover_plan = models.TextField(_("plan voor overdracht"), blank=True)
    agii_roles = ParentalManyToManyField(AgiiRole, verbose_name=_("rol van AgII"), blank=True)
    after_subsidy_status = models.ForeignKey(
        AfterSubsidyStatus,
        verbose_name=_("status na de subsidie"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    after_subsidy_on = models.DateField(_("op"), null=True, blank=True)

    material = LeanStreamField(MaterialBlock(), verbose_name=_("materiaal"), blank=True)
    wants_to_help = models.BooleanField(_("wil collega’s helpen"), default=False)
    help_offered = models.CharField(
        _("wat we bieden"), max_length=300, blank=True, help_text=_("*Een gesprek van een uur of een bezoek.*")
    )
    member_lessons = models.TextField(
        _("lessen voor aangemelde besturen"),
        blank=True,
        help_text=_("Nooit op de openbare site, nooit in de zoekindex."),
    )
    quality_level = models.ForeignKey(
        QualityLevel, verbose_name=_("kwaliteit"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PracticeManager()

    parent_page_types: ClassVar[list[str]] = ["practices.PracticeIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "practices/practice.html"
    edit_handler = TabbedInterface([ObjectList(panels, heading=heading) for heading, panels in PRACTICE_TABS])

    class Meta:
        verbose_name = _("praktijk")
        verbose_name_plural = _("praktijken")
        constraints = [
            *KnowledgePage.Meta.constraints,
            required_when_public("practices_has_what", ~Q(what="")),
            required_when_public("practices_result_answered", answered_by_owner("result")),
            required_when_public("practices_difficulties_answered", answered_by_owner("difficulties")),
            required_when_public("practices_cost_answered", answered("cost")),
            required_when_public("practices_fte_answered", answered("fte")),
            required_when_public("practices_figures_have_story", Q(NO_FIGURES) | ~Q(figures_story="")),
            models.CheckConstraint(
                condition=Q(end_year=None) | Q(start_year=None) | Q(end_year__gte=F("start_year")),
                name="practices_period_in_order",
                violation_error_message=_("Het eindjaar ligt vóór het beginjaar."),
            ),
        ]

    @property
    def budget_total(self) -> Decimal | None:
        """Sum of the budget's parts in euro, or None when no part is filled."""
        parts = [self.budget_flemish, self.budget_own, self.budget_staff, self.budget_other]
        known = [part for part in parts if part is not None]
        return sum(known, Decimal(0)) if known else None

    @property
    def cost_per_participant(self) -> Decimal | None:
        """Budget divided by participants of the same period, in euro, or None when one of both is unknown."""
        return self.budget_total / self.participants if self.budget_total and self.participants else None

    def publication_faults(self) -> list[Fault]:
        """Ask the short template: what, result, difficulties, cost, staff; and a story beside figures."""
        faults = super().publication_faults()
        if not self.is_from_source and not self.municipalities.all() and not self.owner_organisation_id:
            faults.append(Fault("municipalities", str(_("Kies de gemeente of de organisatie die dit doet."))))
        if not self.is_from_source and not self.target_groups.all():
            faults.append(Fault("target_groups", str(_("Kies voor wie dit bedoeld is."))))
        if not self.what.strip():
            faults.append(Fault("what", str(_("Vertel wat jullie doen."))))
        may_be_unknown = {"result": self.is_from_source, "difficulties": self.is_from_source, "cost": True, "fte": True}
        faults += [
            Fault(field, str(sentence))
            for field, sentence in UNANSWERED.items()
            if not getattr(self, field).strip() and not (may_be_unknown[field] and getattr(self, f"{field}_unknown"))
        ]
        if self.figures and not self.figures_story.strip():
            faults.append(
                Fault("figures_story", str(_("Vertel wat jullie zagen gebeuren: een cijfer staat nooit alleen.")))
            )
        if self.is_from_source and self.quality_level and self.quality_level.value > 1:
            faults.append(
                Fault(
                    "origin",
                    str(_("Een praktijk uit een openbare bron blijft op Ingediend tot haar eigenaar ze overneemt.")),
                )
            )
        if not self.is_from_source and not self.status_id:
            faults.append(Fault("status", str(_("Kies of de praktijk nog loopt."))))
        return faults

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the page shows."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        shown = kept("practice", self.pk, request=request, make=lambda: detail.rendered(self, request))
        trail = crumbs(Link(str(_("Praktijken")), listing_address()), Link(self.title))
        return context | {"section": "praktijken", "crumbs": trail} | shown

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save, with the classes of cost and effort of the amounts; what goes public starts on *Ingediend*."""
        self.cost_class = class_of(self.cost_amount, COST_BOUNDS)
        self.effort_class = class_of(self.fte_amount, EFFORT_BOUNDS)
        if self.live and self.quality_level is None:
            self.quality_level = QualityLevel.objects.order_by("value").first()
        return super().save(*args, **kwargs)

"""Offers: what expert organisations do for municipalities."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import ObjectList, TabbedInterface
from wagtail.url_routing import RouteResult

from portal.blocks.fields import LeanStreamField
from portal.finding.listings import ListingDefinition
from portal.organisations.models import Municipality
from portal.pages.constraints import required_when_public
from portal.pages.models import KnowledgePage, ListingIndexPage
from portal.pages.publication import Fault
from portal.reference.models import Action, AgiiRole, OfferStatus
from practices.offers.blocks import QuestionsBlock, TasksBlock
from practices.offers.detail import shown_context
from practices.offers.facets import OFFERS
from practices.offers.overview import index_context
from practices.offers.panels import OFFER_TABS
from practices.offers.querysets import OfferManager


class OfferIndexPage(ListingIndexPage):
    """The listing of all offers, at /aanbod/."""

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["offers.OfferPage"]

    class Meta:
        verbose_name = _("overzicht van aanbod")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find an offer as what it is, in one query where Wagtail takes two."""
        if len(path_components) == 1:
            below = OfferPage.objects.child_of(self).filter(slug=path_components[0])
            if found := below.first():
                return found.route(request, [])
        return super().route(request, path_components)

    def listing_definition(self, request: HttpRequest) -> ListingDefinition:
        """Return what the listing holds."""
        return OFFERS

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the listing as asked for in the address."""
        return {**super().get_context(request, *args, **kwargs), **index_context(self, request)}


class OfferPage(KnowledgePage):
    """An offer (aanbod) that municipalities can apply to; free for them unless it says otherwise."""

    kind = "aanbod"
    kind_label = _("Aanbod")
    unchecked_by = _("de aanbieder")

    description = models.TextField(_("wat het is"), blank=True)
    goals = models.TextField(_("doelen"), blank=True, help_text=_("Eén doel per regel."))
    for_whom = models.CharField(_("voor wie"), max_length=300, blank=True)
    methods = models.TextField(_("methode"), blank=True)
    evidence = models.TextField(_("bewijs"), blank=True)
    local_fit = models.TextField(_("hoe het in de lokale context past"), blank=True)
    tasks = LeanStreamField(TasksBlock(), verbose_name=_("wie doet wat"), blank=True)
    is_free = models.BooleanField(_("kosteloos voor gemeenten"), null=True, blank=True, default=None)
    cost = models.CharField(_("wat kost het"), max_length=300, blank=True)
    reach = models.CharField(_("bereik"), max_length=200, blank=True)
    capacity = models.CharField(_("capaciteit"), max_length=200, blank=True)
    region = models.CharField(_("waar"), max_length=200, blank=True, help_text=_("In woorden: *heel Vlaanderen*."))
    municipalities = ParentalManyToManyField(
        Municipality,
        verbose_name=_("gemeenten"),
        blank=True,
        related_name="offers",
        help_text=_("Alleen als het aanbod voor bepaalde gemeenten is."),
    )
    actions = ParentalManyToManyField(Action, verbose_name=_("acties van een programma"), blank=True)
    agii_roles = ParentalManyToManyField(AgiiRole, verbose_name=_("rol van AgII"), blank=True)
    opens_on = models.DateField(_("aanvragen vanaf"), null=True, blank=True)
    closes_on = models.DateField(_("aanvragen tot en met"), null=True, blank=True)
    how_to_apply = models.TextField(_("hoe vraag je aan?"), blank=True)
    status = models.ForeignKey(
        OfferStatus, verbose_name=_("status"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    alone_afterwards = models.TextField(_("wat je daarna zelf kunt"), blank=True)
    questions = LeanStreamField(QuestionsBlock(), verbose_name=_("veelgestelde vragen"), blank=True)

    objects = OfferManager()

    parent_page_types: ClassVar[list[str]] = ["offers.OfferIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "offers/offer.html"
    edit_handler = TabbedInterface([ObjectList(panels, heading=heading) for heading, panels in OFFER_TABS])

    class Meta:
        verbose_name = _("aanbod")
        verbose_name_plural = _("aanbod")
        constraints = [
            *KnowledgePage.Meta.constraints,
            required_when_public("offers_has_status", Q(origin="bron") | Q(status__isnull=False)),
            required_when_public("offers_says_how_to_apply", Q(origin="bron") | ~Q(how_to_apply="")),
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                name="offers_period_in_order",
                violation_error_message=_("Het aanbod sluit vóór het opent."),
            ),
        ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the page shows."""
        return {**super().get_context(request, *args, **kwargs), **shown_context(self, request)}

    def publication_faults(self) -> list[Fault]:
        """Ask of an own offer its status and how to apply."""
        faults = super().publication_faults()
        if not self.is_from_source:
            if not self.status_id:
                faults.append(Fault("status", str(_("Kies of een gemeente nu kan aanvragen."))))
            if not self.how_to_apply.strip():
                faults.append(Fault("how_to_apply", str(_("Vertel hoe een gemeente dit aanvraagt."))))
        return faults

"""Networks: a free set of municipalities that learn from each other, with their coordinator."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, PageChooserPanel, Panel, TabbedInterface
from wagtail.models import Collection, Orderable

from networks import detail, overview
from networks.blocks import NewsStreamBlock
from networks.forms import NetworkForm
from networks.panels import NETWORK_TABS
from networks.permissions import NetworkPermissionTester
from networks.querysets import NetworkManager
from portal.blocks.fields import LeanStreamField
from portal.kept import kept
from portal.organisations.models import Municipality, Organisation
from portal.pages.constraints import required_when_public
from portal.pages.models import SectionIndexPage, StarterContent
from portal.pages.publication import Fault
from portal.reference.models import CooperationForm, ReferenceRegion, Theme
from practices.models import PracticePage


class NetworkIndexPage(SectionIndexPage):
    """The listing of all networks, at /netwerken/."""

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["networks.NetworkPage"]
    template = "networks/network_index.html"

    class Meta:
        verbose_name = _("overzicht van netwerken")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the networks."""
        public = NetworkPage.objects.visible_to_public()
        return {**super().get_context(request, *args, **kwargs), **overview.index_context(self, public, request)}


class NetworkPage(StarterContent):
    """A network (netwerk) of municipalities.

    Its coordinators edit this page, its events and its own collection of files through the group of its `Workspace`,
    made by `networks.lifecycle.open_network`, and can touch nothing else.
    """

    kind = "netwerk"
    kind_label = _("Netwerk")

    region = models.ForeignKey(
        ReferenceRegion,
        verbose_name=_("referentieregio"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="networks",
        help_text=_("Alleen als het netwerk een referentieregio is. Leden kies je altijd vrij."),
    )
    coordinating_organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("coördinerende organisatie"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="coordinated_networks",
    )
    contact_service = models.CharField(
        _("contactdienst"),
        max_length=200,
        blank=True,
        help_text=_("De dienst die antwoordt, geen naam van een persoon. Zo staat ze op de site."),
    )
    contact_mailbox = models.EmailField(
        _("functioneel e-mailadres"), blank=True, help_text=_("Verschijnt nooit op de site.")
    )
    works_on = models.TextField(_("hieraan werken we"), blank=True, help_text=_("Eén onderwerp per regel."))
    cooperation_form = models.ForeignKey(
        CooperationForm, verbose_name=_("vorm"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    since = models.CharField(_("sinds"), max_length=40, blank=True, help_text=_("Zoals je het zegt: maart 2023."))
    themes = ParentalManyToManyField(Theme, verbose_name=_("thema’s"), blank=True)
    news = LeanStreamField(NewsStreamBlock(), verbose_name=_("nieuws"), blank=True)

    objects = NetworkManager()

    parent_page_types: ClassVar[list[str]] = ["networks.NetworkIndexPage"]
    subpage_types: ClassVar[list[str]] = ["events.EventPage"]
    template = "networks/network.html"
    base_form_class = NetworkForm
    edit_handler = TabbedInterface([ObjectList(panels, heading=heading) for heading, panels in NETWORK_TABS])
    exclude_fields_in_copy: ClassVar[list[str]] = ["starter_id", "starter_digest"]

    class Meta:
        verbose_name = _("netwerk")
        verbose_name_plural = _("netwerken")
        constraints = [
            required_when_public("networks_has_summary", ~Q(summary="")),
            models.UniqueConstraint(
                fields=["starter_id"], condition=~Q(starter_id=""), name="networks_starter_id_once"
            ),
        ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the page shows; the agenda of it is of coming events, or of past ones."""
        key = ("network", self.pk, detail.asks_for_past(request))
        shown = kept(*key, request=request, make=lambda: detail.rendered(self, request))
        return {**super().get_context(request, *args, **kwargs), "section": "netwerken", **shown}

    def permissions_for_user(self, user: Any) -> NetworkPermissionTester:
        """Return what `user` may do with this page."""
        return NetworkPermissionTester(user, self)

    def publication_faults(self) -> list[Fault]:
        """Ask for at least two members: a network of one is none."""
        faults = super().publication_faults()
        if len(self.members.all()) < 2:
            faults.append(Fault("members", str(_("Voeg minstens twee gemeenten toe als lid."))))
        return faults


class NetworkMember(models.Model):
    """A municipality in a network, with since and until."""

    network = ParentalKey(NetworkPage, on_delete=models.CASCADE, related_name="members")
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("gemeente"), on_delete=models.PROTECT, related_name="memberships"
    )
    since = models.PositiveSmallIntegerField(_("sinds"), null=True, blank=True, help_text=_("Jaar."))
    until = models.PositiveSmallIntegerField(_("tot"), null=True, blank=True, help_text=_("Jaar. Leeg: nog lid."))

    panels: ClassVar[list[Panel]] = [
        FieldPanel("municipality"),
        FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
    ]

    class Meta:
        verbose_name = _("lid")
        verbose_name_plural = _("leden")
        ordering = ("municipality__sort_name",)
        constraints = [
            models.UniqueConstraint(fields=["network", "municipality"], name="networks_member_once"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                name="networks_membership_in_order",
                violation_error_message=_("Een lidmaatschap eindigt niet vóór het begint."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.municipality)

    @property
    def is_current(self) -> bool:
        """Whether the municipality is still a member."""
        return self.until is None or self.until >= localdate().year


class SharedPractice(Orderable):
    """A practice that a network puts forward, of a member or of anybody else."""

    network = ParentalKey(NetworkPage, on_delete=models.CASCADE, related_name="shared_practices")
    practice = models.ForeignKey(
        PracticePage, verbose_name=_("praktijk"), on_delete=models.CASCADE, related_name="shared_in"
    )

    panels: ClassVar[list[Panel]] = [PageChooserPanel("practice")]

    class Meta(Orderable.Meta):
        verbose_name = _("gedeelde praktijk")
        verbose_name_plural = _("gedeelde praktijken")
        constraints = [models.UniqueConstraint(fields=["network", "practice"], name="networks_practice_shared_once")]

    def __str__(self) -> str:
        return str(self.practice)


class Workspace(models.Model):
    """The group and the collection of files through which the coordinators of a network work.

    Apart from the page, because a revision of the page would bring back an older state of it.
    """

    network = models.OneToOneField(NetworkPage, on_delete=models.CASCADE, related_name="workspace")
    group = models.OneToOneField(Group, null=True, on_delete=models.SET_NULL, related_name="network_workspace")
    collection = models.OneToOneField(
        Collection, null=True, on_delete=models.SET_NULL, related_name="network_workspace"
    )

    class Meta:
        verbose_name = _("werkruimte")
        verbose_name_plural = _("werkruimtes")

    def __str__(self) -> str:
        return str(self.network)


class Coordinator(models.Model):
    """Who coordinates a network: the truth from which the members of its group follow."""

    network = models.ForeignKey(
        NetworkPage, verbose_name=_("netwerk"), on_delete=models.CASCADE, related_name="coordinators"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("gebruiker"),
        on_delete=models.CASCADE,
        related_name="coordinated_networks",
    )
    since = models.DateField(_("sinds"), default=localdate)

    class Meta:
        verbose_name = _("netwerkcoördinator")
        verbose_name_plural = _("netwerkcoördinatoren")
        constraints = [models.UniqueConstraint(fields=["network", "user"], name="networks_coordinator_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.network}"

"""What all items of knowledge share: owner, contact, themes, licence, and where they come from."""

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, Panel

from portal.blocks.fields import LeanStreamField
from portal.blocks.story import StoryBlock
from portal.media.choices import Licence
from portal.organisations.models import Organisation
from portal.pages.constraints import required_when_public
from portal.pages.models.base import StarterContent
from portal.pages.publication import Fault
from portal.reference.models import TargetGroup, Theme


class Origin(models.TextChoices):
    """Where an item comes from (product: quality and life of an item)."""

    OWNER = "eigenaar", _("Geschreven door de eigenaar")
    EDITOR = "redactie", _("Geschreven met een redacteur")
    SOURCE = "bron", _("Samengevat uit een openbare bron")


class KnowledgePage(StarterContent):
    """An item of knowledge: practice, guideline, offer or event.

    `origin` decides which rules hold. An item of its owner needs an owner and a contact before it may be public; one
    that is summarised from a public source has no contact but the source, so it needs the address of that source and
    may answer *onbekend* where an owner must answer.
    """

    owner_organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisatie"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        help_text=_("Wie dit doet of aanbiedt. Die organisatie is eigenaar van de tekst."),
    )
    contact_service = models.CharField(
        _("contactdienst"),
        max_length=200,
        blank=True,
        help_text=_("De dienst die antwoordt, bijvoorbeeld *Dienst Samenleven*. Geen naam van een persoon."),
    )
    contact_mailbox = models.EmailField(
        _("functioneel e-mailadres"),
        blank=True,
        help_text=_("Verschijnt nooit op de site. Gebruik bij voorkeur een mailbox van de dienst."),
    )
    themes = ParentalManyToManyField(Theme, verbose_name=_("thema’s"), blank=True)
    target_groups = ParentalManyToManyField(TargetGroup, verbose_name=_("doelgroepen"), blank=True)
    body = LeanStreamField(StoryBlock(), verbose_name=_("verhaal"), blank=True)
    licence = models.CharField(_("licentie"), max_length=30, choices=Licence.choices, default=Licence.FREE_REUSE)
    checked_on = models.DateField(
        _("nagekeken op"), null=True, blank=True, help_text=_("Wanneer de eigenaar het laatst zei dat dit nog klopt.")
    )
    is_example = models.BooleanField(
        _("voorbeeldinhoud"), default=False, help_text=_("Verzonnen inhoud die het platform toont; krijgt een label.")
    )

    origin = models.CharField(_("herkomst"), max_length=10, choices=Origin, default=Origin.OWNER)
    source_url = models.URLField(_("adres van de bron"), max_length=400, blank=True)
    source_title = models.CharField(_("titel van de bron"), max_length=300, blank=True)
    source_date = models.CharField(
        _("datum van de bron"),
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^\d{4}(-\d{2}(-\d{2})?)?$", _("Schrijf 2024, 2024-05 of 2024-05-31."))],
        help_text=_("Zo precies als bekend: 2024, 2024-05 of 2024-05-31."),
    )
    other_sources = models.JSONField(_("andere bronnen"), default=list, blank=True, editable=False)
    source_note = models.TextField(
        _("over de bron"), blank=True, help_text=_("Wat onbekend, afgeleid of tegenstrijdig is. Staat bij de bron.")
    )

    unchecked_by: ClassVar[Any] = _("de gemeente")
    """Who has not checked an item that was summarised from a source."""

    ownership_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [FieldPanel("owner_organisation"), FieldPanel("contact_service"), FieldPanel("contact_mailbox")],
            heading=_("Eigenaar en contact"),
        ),
        MultiFieldPanel([FieldPanel("licence"), FieldPanel("checked_on")], heading=_("Licentie en nazicht")),
    ]
    source_panels: ClassVar[list[Panel]] = [
        HelpPanel(
            _("Een item uit een openbare bron toont die bron bovenaan, en zegt dat de eigenaar het niet nakeek.")
        ),
        FieldPanel("origin"),
        FieldPanel("source_url"),
        FieldPanel("source_title"),
        FieldPanel("source_date"),
        FieldPanel("source_note"),
    ]

    class Meta:
        abstract = True
        constraints = [
            required_when_public("%(class)s_has_summary", ~Q(summary="")),
            required_when_public("%(class)s_has_source", ~Q(origin="bron") | ~Q(source_url="")),
            required_when_public(
                "%(class)s_has_owner", Q(origin="bron") | (Q(owner_organisation__isnull=False) & ~Q(contact_service=""))
            ),
            models.UniqueConstraint(
                fields=["starter_id"], condition=~Q(starter_id=""), name="%(class)s_starter_id_once"
            ),
        ]

    @property
    def is_from_source(self) -> bool:
        """Whether it was summarised from a public source, without its owner."""
        return self.origin == Origin.SOURCE

    def publication_faults(self) -> list[Fault]:
        """Ask for a theme, and for the owner and contact, or the source that stands in for them."""
        faults = super().publication_faults()
        if not self.themes.all():
            faults.append(Fault("themes", str(_("Kies minstens één thema: zo wordt het gevonden."))))
        if self.is_from_source:
            if not self.source_url:
                faults.append(Fault("source_url", str(_("Geef het webadres van de openbare bron."))))
        else:
            if not self.owner_organisation_id:
                faults.append(Fault("owner_organisation", str(_("Kies de organisatie die dit doet of aanbiedt."))))
            if not self.contact_service.strip():
                faults.append(Fault("contact_service", str(_("Noem de dienst die vragen beantwoordt."))))
        return faults

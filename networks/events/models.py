"""Events of a network (a child of its page) or of the platform (a child of /evenementen/)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, ObjectList, Panel, TabbedInterface

from networks.events.blocks import ProgrammeBlock
from networks.events.panels import EVENT_TABS
from networks.events.querysets import EventManager
from portal.blocks.fields import LeanStreamField
from portal.blocks.story import StoryBlock
from portal.organisations.models import Municipality, Organisation
from portal.pages.constraints import required_when_public
from portal.pages.models import KnowledgePage, SectionIndexPage
from portal.pages.publication import Fault
from portal.reference.models import EventKind


class EventIndexPage(SectionIndexPage):
    """The agenda, at /evenementen/; events of the platform are its children."""

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["events.EventPage"]
    template = "events/event_index.html"

    class Meta:
        verbose_name = _("agenda")


class EventPage(KnowledgePage):
    """An event (evenement).

    Times are stored with their zone and shown in `time_zone`. A past event that a source does not date keeps the words
    of that source in `date_text`, sorts last, and may lack a start; any other event must have one.
    """

    class State(models.TextChoices):
        """Whether the event goes on."""

        PLANNED = "gaat-door", _("Gaat door")
        MOVED = "verplaatst", _("Verplaatst")
        CANCELLED = "afgelast", _("Afgelast")

    class Registration(models.TextChoices):
        """Whether people can register."""

        NONE = "geen", _("Geen inschrijving nodig")
        OPEN = "open", _("Plaats vrij")
        WAITING = "wachtlijst", _("Wachtlijst")
        FULL = "volzet", _("Volzet")
        CLOSED = "gesloten", _("Inschrijven kan niet meer")

    kind = "evenement"
    kind_label = _("Evenement")
    unchecked_by = _("de organisator")

    event_kind = models.ForeignKey(
        EventKind, verbose_name=_("soort"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    start = models.DateTimeField(_("begin"), null=True, blank=True)
    end = models.DateTimeField(_("einde"), null=True, blank=True)
    is_all_day = models.BooleanField(
        _("hele dag"), default=False, help_text=_("Het uur is niet bekend of doet er niet toe.")
    )
    time_zone = models.CharField(_("tijdzone"), max_length=40, default="Europe/Brussels")
    date_text = models.CharField(_("datum in woorden van de bron"), max_length=120, blank=True)
    state = models.CharField(_("status"), max_length=20, choices=State.choices, default=State.PLANNED)
    moved_from = models.DateField(_("stond eerst op"), null=True, blank=True)
    is_online = models.BooleanField(_("online"), default=False)
    online_url = models.URLField(_("webadres"), blank=True)
    place = models.CharField(_("plaats"), max_length=200, blank=True)
    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("gemeente"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="hosted_events",
    )
    accessibility = models.TextField(
        _("toegankelijkheid van de plaats"), blank=True, help_text=_("Drempels, lift, ringleiding, rustige ruimte.")
    )
    organisers = ParentalManyToManyField(
        Organisation, verbose_name=_("organisatoren"), blank=True, related_name="organised_events"
    )
    for_whom = models.CharField(_("voor wie"), max_length=200, blank=True)
    price = models.CharField(_("prijs"), max_length=100, blank=True)
    capacity = models.PositiveIntegerField(_("plaatsen"), null=True, blank=True)
    registration = models.CharField(
        _("inschrijving"), max_length=20, choices=Registration.choices, default=Registration.NONE
    )
    registration_note = models.CharField(
        _("hoe inschrijven"), max_length=300, blank=True, help_text=_("Bijvoorbeeld *via de coördinator van je netwerk*.")
    )
    programme = LeanStreamField(ProgrammeBlock(), verbose_name=_("programma"), blank=True)
    presenting = models.ManyToManyField(
        Municipality, verbose_name=_("gemeenten die vertellen"), blank=True, editable=False, related_name="presented_events"
    )
    """Municipalities named in the programme; derived from it at every save."""
    report = LeanStreamField(StoryBlock(), verbose_name=_("verslag en materiaal"), blank=True)

    objects = EventManager()

    parent_page_types: ClassVar[list[str]] = ["events.EventIndexPage", "networks.NetworkPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "events/event.html"
    edit_handler = TabbedInterface([ObjectList(panels, heading=heading) for heading, panels in EVENT_TABS])

    class Meta:
        verbose_name = _("evenement")
        verbose_name_plural = _("evenementen")
        indexes = [models.Index(F("start").asc(nulls_last=True), name="events_start_idx")]
        constraints = [
            *KnowledgePage.Meta.constraints,
            required_when_public(
                "events_has_start", Q(start__isnull=False) | (Q(origin="bron") & ~Q(date_text=""))
            ),
            models.CheckConstraint(
                condition=Q(end=None) | (Q(start__isnull=False) & Q(end__gte=F("start"))),
                name="events_period_in_order",
                violation_error_message=_("Het evenement eindigt vóór het begint."),
            ),
            models.CheckConstraint(
                condition=~Q(state="verplaatst") | Q(moved_from__isnull=False),
                name="events_moved_says_from",
                violation_error_message=_("Zeg op welke dag het evenement eerst stond."),
            ),
        ]

    @property
    def is_past(self) -> bool:
        """Whether it is over; an event without a start is one that a source told of afterwards."""
        moment = self.end or self.start
        return moment is None or moment < timezone.now()

    def publication_faults(self) -> list[Fault]:
        """Ask when and where."""
        faults = super().publication_faults()
        if not self.start and not (self.is_from_source and self.date_text):
            faults.append(Fault("start", str(_("Zeg wanneer het evenement begint."))))
        if not self.is_from_source and not self.is_online and not self.place.strip():
            faults.append(Fault("place", str(_("Zeg waar het is, of vink “online” aan."))))
        return faults

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save, with the municipalities of the programme kept as relations, so that their pages can ask for them."""
        saved = super().save(*args, **kwargs)
        if kwargs.get("update_fields") is None:
            named = {m.pk for session in self.programme for m in session.value["municipalities"] if m is not None}
            self.presenting.set(named)
        return saved

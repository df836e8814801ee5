"""Events of a network (a child of its page) or of the platform (a child of /evenementen/)."""

import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, ObjectList, Panel, TabbedInterface
from wagtail.models import Orderable
from wagtail.url_routing import RouteResult

from networks.events import agenda, detail
from networks.events.blocks import ProgrammeBlock
from networks.events.calendars import CALENDAR_FILE, calendar_file
from networks.events.forms import EventForm
from networks.events.moments import known_time_zone
from networks.events.panels import EVENT_TABS
from networks.events.querysets import EventManager
from networks.permissions import EventPermissionTester
from portal.blocks.fields import LeanStreamField
from portal.blocks.story import StoryBlock
from portal.finding.listings import ListingDefinition
from portal.kept import kept
from portal.organisations.models import Municipality, Organisation
from portal.pages.constraints import required_when_public
from portal.pages.models import KnowledgePage, ListingIndexPage
from portal.pages.publication import Fault
from portal.reference.models import EventKind, Theme


class EventIndexPage(ListingIndexPage):
    """The agenda, at /evenementen/; events of the platform are its children."""

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["events.EventPage"]

    class Meta:
        verbose_name = _("agenda")

    def listing_definition(self, request: HttpRequest) -> ListingDefinition:
        """Return what the listing holds."""
        return agenda.definition(request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the agenda as the address asks for it."""
        return {**super().get_context(request, *args, **kwargs), **agenda.index_context(self, request)}


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
    start = models.DateTimeField(
        _("begin"), null=True, blank=True, help_text=_("Jaar, maand, dag en uur, op de klok van Brussel.")
    )
    end = models.DateTimeField(
        _("einde"), null=True, blank=True, help_text=_("Leeg als je het einde nog niet kent. Mag een latere dag zijn.")
    )
    is_all_day = models.BooleanField(
        _("hele dag"), default=False, help_text=_("Het uur is niet bekend of doet er niet toe.")
    )
    time_zone = models.CharField(_("tijdzone"), max_length=40, default="Europe/Brussels", validators=[known_time_zone])
    over_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When it is over: its end, or the end of its last day when no hour was given. Derived at every save."""
    date_text = models.CharField(
        _("datum in woorden van de bron"),
        max_length=120,
        blank=True,
        help_text=_("Alleen voor een voorbij evenement uit een openbare bron die geen precieze dag noemt."),
    )
    state = models.CharField(_("status"), max_length=20, choices=State.choices, default=State.PLANNED)
    moved_from = models.DateField(
        _("stond eerst op"), null=True, blank=True, help_text=_("Alleen als het evenement verplaatst is.")
    )
    is_online = models.BooleanField(_("online"), default=False)
    online_url = models.URLField(
        _("webadres"), blank=True, help_text=_("Staat op de site tot het evenement voorbij is. Mag leeg blijven.")
    )
    place = models.CharField(
        _("plaats"), max_length=200, blank=True, help_text=_("Gebouw en zaal. De gemeente kies je hieronder.")
    )
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
    other_organisers = models.CharField(
        _("andere organisatoren"),
        max_length=300,
        blank=True,
        help_text=_("Wie niet in de lijst van organisaties staat, met komma’s ertussen."),
    )
    for_whom = models.CharField(
        _("voor wie"), max_length=200, blank=True, help_text=_("In woorden: wie er iets aan heeft.")
    )
    price = models.CharField(
        _("prijs"), max_length=100, blank=True, help_text=_("In woorden: gratis, of € 15 met broodje.")
    )
    capacity = models.PositiveIntegerField(
        _("plaatsen"), null=True, blank=True, help_text=_("Hoeveel er in totaal zijn.")
    )
    registration = models.CharField(
        _("inschrijving"), max_length=20, choices=Registration.choices, default=Registration.NONE
    )
    registration_note = models.CharField(
        _("hoe inschrijven"),
        max_length=300,
        blank=True,
        help_text=_("Bij wie en tot wanneer: inschrijven op deze site kan niet. Geen e-mailadres van een persoon."),
    )
    programme = LeanStreamField(ProgrammeBlock(), verbose_name=_("programma"), blank=True)
    presenting = models.ManyToManyField(
        Municipality, through="EventPresenter", editable=False, related_name="presented_events"
    )
    """Municipalities named in the programme; derived from it at every save."""
    session_themes = models.ManyToManyField(Theme, editable=False, related_name="event_sessions")
    """Themes named in the programme, so that their use is counted; derived from it at every save."""
    report = LeanStreamField(StoryBlock(), verbose_name=_("verslag en materiaal"), blank=True)

    objects = EventManager()

    parent_page_types: ClassVar[list[str]] = ["events.EventIndexPage", "networks.NetworkPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "events/event.html"
    base_form_class = EventForm
    edit_handler = TabbedInterface([ObjectList(panels, heading=heading) for heading, panels in EVENT_TABS])
    exclude_fields_in_copy: ClassVar[list[str]] = ["starter_id", "starter_digest", "presenting", "session_themes"]

    class Meta:
        verbose_name = _("evenement")
        verbose_name_plural = _("evenementen")
        indexes = [
            models.Index(F("start").asc(nulls_last=True), name="events_start_idx"),
            models.Index(fields=["over_at"], name="events_over_idx"),
        ]
        constraints = [
            *KnowledgePage.Meta.constraints,
            required_when_public("events_has_start", Q(start__isnull=False) | (Q(origin="bron") & ~Q(date_text=""))),
            required_when_public("events_moved_says_from", ~Q(state="verplaatst") | Q(moved_from__isnull=False)),
            models.CheckConstraint(
                condition=Q(end=None) | Q(start=None) | Q(end__gte=F("start")),
                name="events_period_in_order",
                violation_error_message=_("Het evenement eindigt vóór het begint."),
            ),
        ]

    @property
    def zone(self) -> datetime.tzinfo:
        """The time zone in which its hours are told."""
        return ZoneInfo(self.time_zone)

    @property
    def local_start(self) -> datetime.datetime | None:
        """Its start on the clock of its place."""
        return self.start.astimezone(self.zone) if self.start else None

    @property
    def local_end(self) -> datetime.datetime | None:
        """Its end on the clock of its place."""
        return self.end.astimezone(self.zone) if self.end else None

    @property
    def is_past(self) -> bool:
        """Whether it is over; one from a source that has no day is."""
        moment = self._over_at()
        return moment < timezone.now() if moment else self.is_from_source

    @property
    def is_cancelled(self) -> bool:
        """Whether it does not go on."""
        return self.state == self.State.CANCELLED

    def _over_at(self) -> datetime.datetime | None:
        last = self.local_end or self.local_start
        if last is None or (self.end and not self.is_all_day):
            return self.end
        return datetime.datetime.combine(last.date(), datetime.time.max, self.zone)

    def permissions_for_user(self, user: Any) -> EventPermissionTester:
        """Return what `user` may do with this page."""
        return EventPermissionTester(user, self)

    def clean(self) -> None:
        """Say at the field that it ends before it begins."""
        super().clean()
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("Het einde ligt vóór het begin. Kijk de dag en het uur na.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the page shows."""
        shown = kept("event", self.pk, request=request, make=lambda: detail.rendered(self, request))
        return {**super().get_context(request, *args, **kwargs), "section": "netwerken", **shown}

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page, or its file for a calendar."""
        if path_components == [CALENDAR_FILE] and self.live:
            return RouteResult(self, kwargs={"as_calendar": True})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, as_calendar: bool = False, **kwargs: Any) -> HttpResponseBase:
        """Render the page, or give its file for a calendar."""
        if as_calendar:
            return calendar_file(self, request)
        return super().serve(request, *args, **kwargs)

    def publication_faults(self) -> list[Fault]:
        """Ask when and where."""
        faults = super().publication_faults()
        if not self.start and not (self.is_from_source and self.date_text):
            faults.append(Fault("start", str(_("Zeg wanneer het evenement begint."))))
        if self.state == self.State.MOVED and not self.moved_from:
            faults.append(Fault("moved_from", str(_("Zeg op welke dag het evenement eerst stond."))))
        if not self.is_from_source and not self.is_online and not self.place.strip():
            faults.append(Fault("place", str(_("Zeg waar het is, of vink “online” aan."))))
        return faults

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save, with its end kept as a column that can be asked for."""
        self.over_at = self._over_at()
        return super().save(*args, **kwargs)

    def set_relations(self) -> None:
        """Keep what its programme names as relations that can be asked for."""
        sessions = [session.value for session in self.programme]
        self.presenting.set({found.pk for session in sessions for found in session["municipalities"] if found})
        codes = {code for session in sessions for code in session["themes"]}
        self.session_themes.set(Theme.objects.filter(code__in=codes))


class EventOrganiser(Orderable):
    """An organisation that organises an event, in the order in which they are named."""

    event = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="organisers")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisatie"), on_delete=models.PROTECT, related_name="organised"
    )

    panels: ClassVar[list[Panel]] = [FieldPanel("organisation")]

    class Meta(Orderable.Meta):
        verbose_name = _("organisator")
        verbose_name_plural = _("organisatoren")
        constraints = [models.UniqueConstraint(fields=["event", "organisation"], name="events_organiser_once")]

    def __str__(self) -> str:
        return str(self.organisation)


class EventPresenter(models.Model):
    """A municipality that a programme names; it cannot be deleted while one does."""

    event = models.ForeignKey(EventPage, on_delete=models.CASCADE, related_name="+")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("gemeente die vertelt")
        verbose_name_plural = _("gemeenten die vertellen")
        constraints = [models.UniqueConstraint(fields=["event", "municipality"], name="events_presenter_once")]

    def __str__(self) -> str:
        return str(self.municipality)

"""App configuration of networks.events."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal import searchable, slots


class EventsConfig(AppConfig):
    """Events of a network or of the platform."""

    name = "networks.events"
    label = "events"
    verbose_name = _("Evenementen")

    def ready(self) -> None:
        """Register the loader, and what events add to the pages of others."""
        # Models can be imported from here on, not earlier.
        from networks import cards  # noqa: PLC0415
        from networks.events import counts, entrance, facets, fillings, generation, loading, models, search  # noqa: PLC0415
        from portal.finding.definitions import register_facet  # noqa: PLC0415

        slots.register_loader("starter", order=70, name="events", run=loading.load_events)
        slots.register_loader("generate", order=50, name="events", run=generation.generate_events)
        for slot, order, items, template in (
            ("home.entrances", 30, entrance.entrance, "components/entrance.html"),
            ("home.agenda", 10, fillings.home_agenda, "events/agenda_home.html"),
            ("network.notice", 10, fillings.next_of_network, "events/next_notice.html"),
            ("network.agenda", 10, fillings.agenda_of_network, "events/agenda_section.html"),
            ("municipality.aside", 30, fillings.of_municipality, "events/agenda_panel.html"),
            ("practice.aside", 30, fillings.of_practice, "events/agenda_panel.html"),
            ("organisation", 40, fillings.of_organisation, "events/agenda_section.html"),
            ("theme", 40, fillings.of_theme, "events/agenda_section.html"),
        ):
            slots.fill(slot, order=order, name="events", items=items, template=template)
        cards.add_facts("events", fillings.facts_of_networks)
        register_facet(facets.SOMEWHERE_ELSE, by=self.label)
        counts.register()
        searchable.register(
            models.EventPage,
            label=_("Evenementen"),
            order=50,
            public=search.findable_events,
            document=search.event_document,
            is_suggested=True,
        )

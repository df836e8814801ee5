"""The editing form of an event, in ordered tabs."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    Panel,
    TitleFieldPanel,
)

from portal.pages.models import KnowledgePage

EVENT_TABS: list[tuple[Any, list[Panel]]] = [
    (
        _("Wat en wanneer"),
        [
            TitleFieldPanel("title"),
            FieldPanel("summary"),
            FieldPanel("event_kind"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("start"), FieldPanel("end"), FieldPanel("is_all_day")]),
                    FieldRowPanel([FieldPanel("state"), FieldPanel("moved_from")]),
                ],
                heading=_("Wanneer"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("is_online"),
                    FieldPanel("online_url"),
                    FieldPanel("place"),
                    FieldPanel("municipality"),
                    FieldPanel("accessibility"),
                ],
                heading=_("Waar"),
            ),
            FieldPanel("themes"),
        ],
    ),
    (_("Programma"), [FieldPanel("programme"), FieldPanel("body")]),
    (
        _("Inschrijven"),
        [
            FieldPanel("for_whom"),
            FieldPanel("target_groups"),
            FieldRowPanel([FieldPanel("price"), FieldPanel("capacity")]),
            FieldRowPanel([FieldPanel("registration"), FieldPanel("registration_note")]),
        ],
    ),
    (
        _("Organisatie"),
        [
            MultipleChooserPanel(
                "organisers",
                chooser_field_name="organisation",
                heading=_("Organisatoren"),
                label=_("Organisator"),
            ),
            FieldPanel("other_organisers"),
            *KnowledgePage.ownership_panels,
        ],
    ),
    (_("Na afloop"), [FieldPanel("report")]),
    (_("Bron"), [*KnowledgePage.source_panels, FieldPanel("date_text"), FieldPanel("is_example")]),
    (_("Vinden en publiceren"), [*KnowledgePage.promote_panels, *KnowledgePage.settings_panels]),
]

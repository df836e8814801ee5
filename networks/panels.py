"""The editing form of a network, in ordered tabs."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel, Panel

from portal.pages.models import BasePage

NETWORK_TABS: list[tuple[Any, list[Panel]]] = [
    (
        _("Netwerk"),
        [
            *BasePage.content_panels,
            FieldPanel("works_on"),
            FieldRowPanel([FieldPanel("cooperation_form"), FieldPanel("since")]),
            FieldPanel("region"),
            FieldPanel("themes"),
        ],
    ),
    (_("Leden"), [InlinePanel("members", heading=_("Leden"), label=_("Gemeente"))]),
    (
        _("Coördinatie"),
        [
            MultiFieldPanel(
                [
                    FieldPanel("coordinating_organisation"),
                    FieldPanel("contact_service"),
                    FieldPanel("contact_mailbox"),
                ],
                heading=_("Coördinatie en contact"),
            )
        ],
    ),
    (
        _("Praktijken en nieuws"),
        [
            MultipleChooserPanel(
                "shared_practices",
                chooser_field_name="practice",
                heading=_("Gedeelde praktijken"),
                label=_("Praktijk"),
                help_text=_("Praktijken van de leden staan vanzelf op de pagina; deze staan vooraan."),
            ),
            FieldPanel("news"),
        ],
    ),
    (_("Vinden en publiceren"), [*BasePage.promote_panels, *BasePage.settings_panels]),
]

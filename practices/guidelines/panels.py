"""The editing form of a guideline, in ordered tabs."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, Panel, TitleFieldPanel

from portal.pages.models import KnowledgePage

GUIDELINE_TABS: list[tuple[Any, list[Panel]]] = [
    (
        _("Inhoud"),
        [TitleFieldPanel("title"), FieldPanel("summary"), FieldPanel("chapters"), FieldPanel("attachments")],
    ),
    (
        _("Versie en geldigheid"),
        [
            HelpPanel(
                _(
                    "Een richtlijn van AgII stuur je door: een tweede redacteur, die ze niet schreef of doorstuurde, "
                    "kijkt ze na en zet ze online. Een richtlijn van een ander kan je na het bewaren zelf publiceren."
                )
            ),
            FieldPanel("issued_by"),
            FieldRowPanel([FieldPanel("version"), FieldPanel("valid_from"), FieldPanel("valid_to")]),
            FieldPanel("what_changed"),
            FieldPanel("replaces"),
            MultiFieldPanel(
                [FieldPanel("publisher"), FieldPanel("guideline_kind"), FieldPanel("year")], heading=_("Uitgave")
            ),
        ],
    ),
    (
        _("Voor wie"),
        [
            FieldPanel("themes"),
            FieldPanel("target_groups"),
            FieldPanel("audiences"),
            FieldPanel("support_types"),
            FieldPanel("support_level"),
            FieldPanel("agii_roles"),
            FieldPanel("practices"),
        ],
    ),
    (_("Eigenaar"), KnowledgePage.ownership_panels),
    (_("Bron"), [*KnowledgePage.source_panels, FieldPanel("is_example")]),
    (_("Vinden en publiceren"), [*KnowledgePage.promote_panels, *KnowledgePage.settings_panels]),
]

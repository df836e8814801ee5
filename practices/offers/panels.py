"""The editing form of an offer, in ordered tabs."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, Panel, TitleFieldPanel

from portal.pages.models import KnowledgePage

OFFER_TABS: list[tuple[Any, list[Panel]]] = [
    (
        _("Wat en voor wie"),
        [
            TitleFieldPanel("title"),
            FieldPanel("summary"),
            FieldPanel("description"),
            FieldPanel("goals"),
            FieldPanel("for_whom"),
            FieldPanel("themes"),
            FieldPanel("target_groups"),
            FieldPanel("actions"),
            FieldPanel("agii_roles"),
        ],
    ),
    (
        _("Aanpak"),
        [
            FieldPanel("methods"),
            FieldPanel("evidence"),
            FieldPanel("local_fit"),
            FieldPanel("tasks"),
            FieldPanel("body"),
            FieldPanel("alone_afterwards"),
            FieldPanel("questions"),
        ],
    ),
    (
        _("Aanvragen"),
        [
            FieldPanel("status"),
            FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")]),
            FieldPanel("how_to_apply"),
            FieldRowPanel([FieldPanel("is_free"), FieldPanel("cost")]),
            FieldRowPanel([FieldPanel("reach"), FieldPanel("capacity")]),
            FieldPanel("region"),
            FieldPanel("municipalities"),
        ],
    ),
    (_("Eigenaar"), KnowledgePage.ownership_panels),
    (_("Bron"), [*KnowledgePage.source_panels, FieldPanel("is_example")]),
    (_("Vinden en publiceren"), [*KnowledgePage.promote_panels, *KnowledgePage.settings_panels]),
]

"""Pages with a title and a running text."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel

from portal.blocks.fields import LeanStreamField
from portal.blocks.story import StoryBlock
from portal.pages.constraints import required_when_public
from portal.pages.models.base import BasePage, StarterContent


class StandardPage(StarterContent):
    """A text about the platform itself: about, accessibility, privacy, quality."""

    body = LeanStreamField(StoryBlock(), verbose_name=_("tekst"), blank=True)

    template = "pages/standard.html"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["pages.StandardPage"]
    content_panels: ClassVar[list[Panel]] = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("gewone pagina")
        verbose_name_plural = _("gewone pagina’s")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            required_when_public("pages_standard_has_summary", ~Q(summary=""))
        ]

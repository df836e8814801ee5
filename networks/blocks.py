"""Blocks of a network: news."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.blocks.story import TEXT_FEATURES


class NewsBlock(blocks.StructBlock):
    """A dated piece of news."""

    date = blocks.DateBlock(label=_("Datum"))
    title = blocks.CharBlock(label=_("Titel"), max_length=150)
    text = blocks.RichTextBlock(label=_("Tekst"), features=TEXT_FEATURES)

    class Meta:
        label = _("Nieuwsbericht")
        icon = "comment"


class NewsStreamBlock(blocks.StreamBlock):
    """News of a network, newest first."""

    item = NewsBlock()

    class Meta:
        required = False

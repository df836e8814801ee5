"""Blocks of a guideline: chapters."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from portal.blocks.story import StoryBlock


class ChapterBlock(blocks.StructBlock):
    """A numbered chapter with its text; its title stands in the table of contents."""

    title = blocks.CharBlock(label=_("Titel"), max_length=150)
    text = StoryBlock(label=_("Tekst"), required=True)

    class Meta:
        label = _("Hoofdstuk")
        icon = "doc-full-inverse"


class ChaptersBlock(blocks.StreamBlock):
    """The chapters of a guideline, in order."""

    chapter = ChapterBlock()

    class Meta:
        required = False


class AttachmentsBlock(blocks.StreamBlock):
    """Files that belong to a guideline."""

    file = DocumentChooserBlock(label=_("Bestand"))

    class Meta:
        required = False

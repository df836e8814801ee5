"""The standard body: the blocks that any page may use for a running text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

TEXT_FEATURES = ["bold", "ol", "ul", "link", "document-link"]


class HeadingBlock(blocks.CharBlock):
    """A heading inside a text."""

    class Meta:
        label = _("Tussentitel")
        icon = "title"
        template = "blocks/heading.html"


class QuoteBlock(blocks.StructBlock):
    """A voice of somebody who took part, attributed by role and never by name."""

    quote = blocks.TextBlock(label=_("Citaat"), rows=3)
    role = blocks.CharBlock(label=_("Wie"), help_text=_("Een rol, nooit een naam: *moeder van twee*."))

    class Meta:
        label = _("Stem van een deelnemer")
        icon = "openquote"
        template = "blocks/quote.html"


class CalloutBlock(blocks.StructBlock):
    """A warning or tip that must not be missed."""

    title = blocks.CharBlock(label=_("Titel"))
    text = blocks.TextBlock(label=_("Tekst"), rows=3)

    class Meta:
        label = _("Aandachtspunt")
        icon = "warning"
        template = "blocks/callout.html"


class FigureBlock(ImageBlock):
    """An image with its text alternative."""

    class Meta:
        label = _("Beeld")
        icon = "image"
        template = "blocks/image.html"


class FileBlock(DocumentChooserBlock):
    """A file to download, shown with type and size."""

    class Meta:
        label = _("Bestand")
        icon = "doc-full"
        template = "blocks/file.html"


class StoryBlock(blocks.StreamBlock):
    """A running text with headings, images, quotes, callouts and files."""

    heading = HeadingBlock()
    text = blocks.RichTextBlock(label=_("Tekst"), features=TEXT_FEATURES, template="blocks/text.html")
    image = FigureBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    file = FileBlock()

    class Meta:
        required = False

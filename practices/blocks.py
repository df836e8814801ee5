"""Blocks of a practice: figures, steps, partners, voices."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from portal.blocks.story import QuoteBlock


class KpiBlock(blocks.StructBlock):
    """A figure with its goal and period; values are text, because sources write *ruim 1.700* and *4,5 VTE*."""

    name = blocks.CharBlock(label=_("Wat is geteld"), max_length=200)
    unit = blocks.CharBlock(label=_("Eenheid"), required=False, max_length=60)
    realised = blocks.CharBlock(label=_("Bereikt"), max_length=120)
    target = blocks.CharBlock(label=_("Doel"), required=False, max_length=60)
    period = blocks.CharBlock(label=_("Periode"), required=False, max_length=60)
    source_paraphrase = blocks.TextBlock(
        label=_("Wat de bron erover zegt"), required=False, rows=2, help_text=_("Alleen bij een openbare bron.")
    )

    class Meta:
        label = _("Cijfer")
        icon = "order"


class FiguresBlock(blocks.StreamBlock):
    """Figures of a practice; never shown without their story."""

    kpi = KpiBlock()

    class Meta:
        required = False


class StepBlock(blocks.StructBlock):
    """One step of "Hoe begin je?"."""

    action = blocks.CharBlock(label=_("Wat doe je"), max_length=200)
    reason = blocks.TextBlock(label=_("Waarom of hoe"), required=False, rows=2)
    moment = blocks.CharBlock(label=_("Wanneer"), required=False, help_text=_("*Maand 1 en 2*"))
    hours = blocks.CharBlock(label=_("Hoeveel uren"), required=False, help_text=_("*ongeveer 14 uur*"))
    template_file = DocumentChooserBlock(label=_("Sjabloon"), required=False)

    class Meta:
        label = _("Stap")
        icon = "list-ol"


class StepsBlock(blocks.StreamBlock):
    """How to begin, in steps."""

    step = StepBlock()

    class Meta:
        required = False


class PartnerBlock(blocks.StructBlock):
    """A partner with its role and its share of the cost."""

    name = blocks.CharBlock(label=_("Partner"), max_length=200)
    role = blocks.CharBlock(label=_("Rol"), required=False, max_length=200)
    share = blocks.CharBlock(label=_("Financieel aandeel"), required=False, max_length=100)

    class Meta:
        label = _("Partner")
        icon = "group"


class PartnersBlock(blocks.StreamBlock):
    """Who takes part."""

    partner = PartnerBlock()

    class Meta:
        required = False


class VoicesBlock(blocks.StreamBlock):
    """Voices of participants, by role and never by name."""

    quote = QuoteBlock()

    class Meta:
        required = False


class MaterialBlock(blocks.StreamBlock):
    """Files that a colleague can take over."""

    file = DocumentChooserBlock(label=_("Bestand"))

    class Meta:
        required = False

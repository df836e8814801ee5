"""Blocks of an event: its sessions and what remains afterwards."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from portal.organisations.choosers import MunicipalityChooserBlock


class SessionBlock(blocks.StructBlock):
    """One session of the programme."""

    start = blocks.TimeBlock(label=_("Uur"), required=False)
    title = blocks.CharBlock(label=_("Titel"), max_length=200)
    note = blocks.CharBlock(label=_("Toelichting"), required=False, max_length=200)
    municipalities = blocks.ListBlock(
        MunicipalityChooserBlock(), label=_("Gemeenten die vertellen"), default=[], collapsed=True
    )
    practice = blocks.PageChooserBlock(label=_("Praktijk"), required=False, page_type="practices.PracticePage")
    speakers = blocks.CharBlock(label=_("Sprekers"), required=False, help_text=_("Functies of organisaties."))
    room = blocks.CharBlock(label=_("Zaal"), required=False, max_length=100)
    slides = DocumentChooserBlock(label=_("Presentatie"), required=False)

    class Meta:
        label = _("Sessie")
        icon = "time"


class ProgrammeBlock(blocks.StreamBlock):
    """The programme of an event."""

    session = SessionBlock()

    class Meta:
        required = False

"""Blocks of an event: its sessions."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from portal.organisations.choosers import MunicipalityChooserBlock
from portal.reference.models import Theme


def theme_choices() -> list[tuple[str, str]]:
    """Return all themes by code; an ended one says so, and stays valid where it was chosen."""
    return [
        (theme.code, _("%(theme)s (beëindigd)") % {"theme": theme.label} if theme.is_ended else theme.label)
        for theme in Theme.objects.all()
    ]


class SessionBlock(blocks.StructBlock):
    """One session of the programme."""

    start = blocks.TimeBlock(
        label=gettext_lazy("Uur"), required=False, help_text=gettext_lazy("Laat leeg als het uur nog niet vastligt.")
    )
    title = blocks.CharBlock(label=gettext_lazy("Titel"), max_length=200)
    note = blocks.CharBlock(
        label=gettext_lazy("Toelichting"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Bijvoorbeeld: plenair, met vertolking in Vlaamse Gebarentaal."),
    )
    municipalities = blocks.ListBlock(
        MunicipalityChooserBlock(), label=gettext_lazy("Gemeenten die vertellen"), default=[], collapsed=True
    )
    practice = blocks.PageChooserBlock(
        label=gettext_lazy("Praktijk"), required=False, page_type="practices.PracticePage"
    )
    themes = blocks.ListBlock(
        blocks.ChoiceBlock(choices=theme_choices), label=gettext_lazy("Thema’s"), default=[], collapsed=True
    )
    speakers = blocks.CharBlock(
        label=gettext_lazy("Sprekers"), required=False, help_text=gettext_lazy("Functies of organisaties, geen namen.")
    )
    room = blocks.CharBlock(label=gettext_lazy("Zaal"), required=False, max_length=100)
    slides = DocumentChooserBlock(
        label=gettext_lazy("Presentatie"), required=False, help_text=gettext_lazy("Na afloop, met toestemming.")
    )

    class Meta:
        label = gettext_lazy("Sessie")
        icon = "time"
        label_format = "{start} {title}"


class ProgrammeBlock(blocks.StreamBlock):
    """The programme of an event."""

    session = SessionBlock()

    class Meta:
        required = False

"""Blocks of an offer: who does what, and frequent questions."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class WhoDoesWhatBlock(blocks.StructBlock):
    """One row of the table "Wie doet wat?"."""

    task = blocks.CharBlock(label=_("Wat"), max_length=200)
    who = blocks.CharBlock(label=_("Wie"), max_length=200)

    class Meta:
        label = _("Taak")
        icon = "table"


class TasksBlock(blocks.StreamBlock):
    """Who does what."""

    task = WhoDoesWhatBlock()

    class Meta:
        required = False


class QuestionBlock(blocks.StructBlock):
    """A frequent question with its answer."""

    question = blocks.CharBlock(label=_("Vraag"), max_length=200)
    answer = blocks.TextBlock(label=_("Antwoord"), rows=3)

    class Meta:
        label = _("Vraag en antwoord")
        icon = "help"


class QuestionsBlock(blocks.StreamBlock):
    """Frequent questions."""

    question = QuestionBlock()

    class Meta:
        required = False

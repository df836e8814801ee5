"""The forms in which editors keep what search needs of them."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.admin.widgets import AdminDateInput

from search.analysis.tokens import words as words_of
from search.editors.invariants import Invariant
from search.editors.items import ItemForm
from search.editors.overrides import WITH_VALUE, WordOverride
from search.editors.promotions import LONGEST, Promotion
from search.editors.synonyms import LONGEST_KEY, Synonym, key_of
from search.words import normalised, readable

MOST_WORDS, LONGEST_WORDS = 20, 100
"""Of one synonym; letters of one of its words or phrases."""


class WordsField(forms.CharField):
    """Words and phrases, one per line or divided by commas; each once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.Textarea(attrs={"rows": 4}), "strip": False, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        """Write a list as lines."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        """Return the words as they were typed, without what comes twice."""
        typed = value if isinstance(value, list) else re.split(r"[\r\n,;]+", value or "")
        each = (" ".join(readable(word).split()) for word in typed)
        return list({normalised(word): word for word in each if normalised(word)}.values())

    def validate(self, value: Any) -> None:
        """Refuse too many or too long."""
        super().validate(value)
        if len(value) > MOST_WORDS or any(len(word) > LONGEST_WORDS for word in value):
            raise ValidationError(
                _("Hoogstens %(number)s woorden of woordgroepen, elk van hoogstens %(letters)s tekens.")
                % {"number": MOST_WORDS, "letters": LONGEST_WORDS}
            )

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the words, not how they were typed."""
        return bool(self.to_python(initial or []) != self.to_python(data))


class SynonymForm(forms.ModelForm):  # type: ignore[type-arg]
    """Asks for the words, the direction and the reason."""

    words = WordsField(
        label=capfirst(Synonym._meta.get_field("words").verbose_name),
        help_text=Synonym._meta.get_field("words").help_text,
    )
    to_words = WordsField(
        label=capfirst(Synonym._meta.get_field("to_words").verbose_name),
        help_text=Synonym._meta.get_field("to_words").help_text,
        required=False,
    )

    class Meta:
        model = Synonym
        fields = ("words", "to_words", "reason", "active")

    def clean(self) -> dict[str, Any]:
        """Ask for two sides, and refuse what is there already."""
        values = super().clean() or self.cleaned_data
        here, there = values.get("words") or [], values.get("to_words") or []
        if here and not there and len(here) < 2:
            self.add_error("words", _("Geef minstens twee woorden, of vul in wat dit woord ook moet vinden."))
        elif here and len(key := key_of(here, there)) > LONGEST_KEY:
            self.add_error("words", _("Dit zijn te veel woorden samen. Maak er twee synoniemen van."))
        elif here and Synonym.objects.filter(key=key).exclude(pk=self.instance.pk).exists():
            self.add_error("words", _("Dit synoniem staat al in de lijst."))
        return values


class QueryMixin(forms.Form):
    """Cleans the question of a form that has one."""

    is_folded = False
    """Whether capitals and accents are dropped."""

    def clean_query(self) -> str:
        """Return the question as it will be compared, or say that it holds nothing."""
        typed = " ".join(readable(self.cleaned_data["query"]).split())
        if not re.search(r"\w", typed):
            raise ValidationError(_("Typ minstens één woord."))
        return normalised(typed)[:200] if self.is_folded else typed


class PromotionForm(QueryMixin, ItemForm):
    """Asks which result comes first for which question, and until when."""

    is_folded = True
    field_order = ("query", "item", "item_choice", "reason", "until")

    class Meta:
        model = Promotion
        fields = ("query", "reason", "until")
        widgets = {"until": AdminDateInput}

    def clean_until(self) -> Any:
        """Count a year from today."""
        today, until = localdate(), self.cleaned_data["until"]
        if not today <= until <= today + LONGEST:
            raise ValidationError(_("Kies een dag vanaf vandaag, hoogstens een jaar ver."))
        self.instance.since = today
        return until


class InvariantForm(QueryMixin, ItemForm):
    """Asks which question must show which result."""

    field_order = ("query", "item", "item_choice", "within", "reason")

    class Meta:
        model = Invariant
        fields = ("query", "within", "reason")


class WordOverrideForm(forms.ModelForm):  # type: ignore[type-arg]
    """Asks for a word, and for what it becomes where that is the question."""

    class Meta:
        model = WordOverride
        fields = ("kind", "word", "value", "reason")

    def clean_word(self) -> str:
        """Return the word as the analyser reads it."""
        return one_word(self.cleaned_data["word"])

    def clean_value(self) -> str:
        """Return the word that it becomes, likewise."""
        return one_word(self.cleaned_data["value"]) if self.cleaned_data["value"] else ""

    def clean(self) -> dict[str, Any]:
        """Ask for a value where there must be one, and drop it where it says nothing."""
        values = super().clean() or self.cleaned_data
        if values.get("kind") not in WITH_VALUE:
            values["value"] = ""
        elif "value" in values and not values["value"]:
            self.add_error("value", _("Vul in welk woord ervan gemaakt wordt."))
        return values


def one_word(text: str) -> str:
    """Return a word in the shape in which the analyser reads it; anything else than one word is refused."""
    found = [word.text for word in words_of(text)]
    if len(found) != 1 or not found[0].isalpha():
        raise ValidationError(_("Typ één woord van letters, zonder spatie, koppelteken of cijfer."))
    return found[0]

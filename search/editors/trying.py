"""What the analyser makes of words, before and after an exception that an editor thinks of."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from search.analysis import Analyser
from search.editors.forms import WordOverrideForm
from search.editors.overrides import WordOverride, lexicon_with

MOST_WORDS = 12


@dataclass(frozen=True)
class Tried:
    """A word with its stem and parts, as it is and as it would become."""

    word: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        """Whether the exception matters for this word."""
        return self.before != self.after


class TryForm(WordOverrideForm):
    """Asks for an exception and for words to try it on; keeps nothing."""

    examples = forms.CharField(
        label=_("Probeer ook op"),
        required=False,
        max_length=300,
        help_text=_("Andere woorden die ermee te maken hebben, met spaties ertussen."),
    )

    class Meta:
        model = WordOverride
        fields = ("kind", "word", "value")

    def _post_clean(self) -> None:
        """Leave out what asks for a row that is kept: nothing is."""


def tried(override: WordOverride, examples: str, kept_as: int | None = None) -> list[Tried]:
    """Return what becomes of the word and the examples; `kept_as` is the row that the exception replaces."""
    others = list(WordOverride.objects.exclude(pk__in=[kept_as] if kept_as else []))
    before, after = Analyser(lexicon_with(others)), Analyser(lexicon_with([*others, override]))
    words = list(dict.fromkeys(f"{override.word} {examples}".split()))[:MOST_WORDS]
    return [Tried(word, _said(before, word), _said(after, word)) for word in words]


def _said(analyser: Analyser, text: str) -> str:
    """Return the stem of a text and, behind a colon, its parts."""
    said = []
    for token in analyser.analyse(text):
        if token.stem or token.parts:
            said.append(f"{token.stem}: {' + '.join(token.parts)}" if token.parts else token.stem)
    return ", ".join(said) or "–"


class TryMixin:
    """Shows above the form of an exception what it does; the same address with other words tries those."""

    request: Any
    object: WordOverride | None

    def get_initial(self) -> dict[str, Any]:
        """Fill the form with what is tried."""
        names = ("kind", "word", "value")
        return {name: self.request.GET[name][:60] for name in names if name in self.request.GET}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form to try, and what came of it."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        kept = getattr(self, "object", None)
        asked = self.request.GET if "word" in self.request.GET else None
        if asked is None and kept:
            asked = {"kind": kept.kind, "word": kept.word, "value": kept.value}
        form = TryForm(asked, auto_id="id_try_%s")
        context["try_form"] = form
        if form.is_bound and form.is_valid():
            values = form.cleaned_data
            override = WordOverride(kind=values["kind"], word=values["word"], value=values["value"])
            context["tried"] = tried(override, values["examples"], kept.pk if kept else None)
        return context

"""Words of which the analyser is told what to make: lists that editors keep beside those that are shipped."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from search.analysis.lexicon import Lexicon, shipped_lexicon


class OverrideKind(models.TextChoices):
    """What is said of a word."""

    PART = "part", _("deel van samenstellingen")
    WHOLE = "whole", _("nooit gesplitst")
    LEMMA = "lemma", _("grondwoord")
    STEM = "stem", _("stam")


WITH_VALUE = (OverrideKind.LEMMA, OverrideKind.STEM)


class WordOverride(models.Model):
    """An exception to what the word lists, the lemmas or the stemmer make of a word."""

    kind = models.CharField(_("wat"), max_length=10, choices=OverrideKind.choices)
    word = models.CharField(_("woord"), max_length=60, help_text=_("Eén woord, zonder koppelteken."))
    """In small letters, with its accents, as the analyser reads it."""
    value = models.CharField(
        _("wordt"),
        max_length=60,
        blank=True,
        help_text=_("Alleen voor een grondwoord of een stam: het woord dat ervan gemaakt wordt."),
    )
    reason = models.CharField(
        _("waarom"), max_length=300, help_text=_("Voor je collega’s: welke zoekopdracht ging mis?")
    )

    class Meta:
        verbose_name = _("woord van de splitser")
        verbose_name_plural = _("woorden van de splitser")
        ordering = ("word", "kind")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "word"],
                name="search_word_override_once",
                violation_error_message=_("Dit staat al in de lijst."),
            ),
            models.CheckConstraint(name="search_word_override_kind", condition=Q(kind__in=OverrideKind.values)),
            models.CheckConstraint(
                name="search_word_override_value_where_needed",
                condition=(Q(kind__in=WITH_VALUE) & ~Q(value="")) | (~Q(kind__in=WITH_VALUE) & Q(value="")),
            ),
            models.CheckConstraint(
                name="search_word_override_has_word_and_reason", condition=~Q(word="") & ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.word} ({self.get_kind_display()})" + (f": {self.value}" if self.value else "")


def lexicon_with(overrides: list[WordOverride]) -> Lexicon:
    """Return the shipped lists with these exceptions; theirs win."""

    def said(kind: OverrideKind) -> dict[str, str]:
        return {row.word: row.value for row in overrides if row.kind == kind}

    return shipped_lexicon().with_words_of_editors(
        parts=said(OverrideKind.PART),
        whole=said(OverrideKind.WHOLE),
        lemmas=said(OverrideKind.LEMMA),
        stems=said(OverrideKind.STEM),
    )

"""Synonyms: words that find each other, applied to what is asked and never to what is stored.

An abbreviation and what it stands for, two names of one thing. A change counts from the next question on, in every
process; nothing needs to be indexed again.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.loading import LoadedModel
from portal.organisations.models import FormerMunicipality, Municipality
from search.editors.kept import Kept
from search.words import normalised

EDITORS, LINEAGE = "editors", "lineage"
WEIGHT = 0.8
"""Of what a synonym finds, beside the word itself: better than a part of a compound, less than the word."""


@dataclass(frozen=True)
class SynonymRule:
    """Who asks for `words` also finds the others."""

    words: str
    """A word or phrase, as `search.words.normalised` writes it."""
    others: tuple[str, ...]
    """Words or phrases that are looked for too, written likewise."""
    weight: float = WEIGHT
    origin: str = EDITORS
    """`editors`, or `lineage`: the name of a municipality that was merged leads to the one of today."""


LONGEST_KEY = 600
"""Letters of all words of one synonym together: more does not fit in an index, and is no synonym."""


class KeyField(models.CharField):  # type: ignore[type-arg]
    """What makes two synonyms the same, however their words are written or ordered; kept in step on saving."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Compute the key from the words."""
        key = key_of(model_instance.words, model_instance.to_words)  # type: ignore[attr-defined]
        setattr(model_instance, self.attname, key)
        return key


def key_of(words: Iterable[str], to_words: Iterable[str]) -> str:
    """Return the same text for the same synonym."""
    here, there = (", ".join(sorted({normalised(word) for word in side})) for side in (words, to_words))
    return f"{here} > {there}" if there else here


class Synonym(LoadedModel):
    """Words that all find each other or, with `to_words`, words that also find others but not the other way."""

    code = models.SlugField(max_length=60, unique=True, null=True, blank=True, editable=False)
    """Of one that came with the site; an editor's own has none."""
    words = ArrayField(
        models.CharField(max_length=100),
        verbose_name=_("woorden"),
        help_text=_("Eén woord of woordgroep per regel. Hoofdletters, accenten en punten in afkortingen tellen niet."),
    )
    to_words = ArrayField(
        models.CharField(max_length=100),
        verbose_name=_("vinden ook"),
        default=list,
        blank=True,
        help_text=_(
            "Laat dit leeg als de woorden hierboven allemaal hetzelfde betekenen. Vul je dit in, dan geldt het in één "
            "richting: wie zoekt op een woord hierboven, vindt ook deze woorden, maar niet omgekeerd."
        ),
    )
    reason = models.CharField(
        _("waarom"), max_length=300, help_text=_("Voor je collega’s: hoe weet je dat dit hetzelfde betekent?")
    )
    active = models.BooleanField(_("actief"), default=True)
    key = KeyField(max_length=LONGEST_KEY, editable=False, unique=True)

    class Meta:
        verbose_name = _("synoniem")
        verbose_name_plural = _("synoniemen")
        ordering = ("key",)
        constraints = [
            models.CheckConstraint(
                name="search_synonym_has_two_sides",
                condition=Q(words__len__gte=2, to_words__len=0) | Q(words__len__gte=1, to_words__len__gte=1),
            ),
            models.CheckConstraint(name="search_synonym_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        here, there = ", ".join(self.words), ", ".join(self.to_words)
        return f"{here} → {there}" if there else here

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Return each word with each that it finds, both normalised."""
        words = [normalised(word) for word in self.words]
        others = [normalised(word) for word in self.to_words] or words
        return [(word, other) for word in words for other in others if word != other]


def rules_of(synonyms: Iterable[Synonym]) -> tuple[SynonymRule, ...]:
    """Return the rules of these synonyms with those of merged municipalities, one per word and origin."""
    pairs = [(EDITORS, word, other) for synonym in synonyms for word, other in synonym.pairs]
    pairs += [(LINEAGE, word, other) for word, other in _merged_municipalities()]
    others: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for origin, word, other in pairs:
        others[origin, word][other] = None
    return tuple(SynonymRule(word, tuple(found), origin=origin) for (origin, word), found in sorted(others.items()))


def _merged_municipalities() -> list[tuple[str, str]]:
    """Return each name that a municipality had with the one it has; some kept theirs, and need no rule."""
    names: Any = FormerMunicipality.objects.order_by("name").values_list("name", "successor__name")
    pairs = [(normalised(former), normalised(name)) for former, name in names]
    return [(former, name) for former, name in pairs if former != name]


def _active_rules() -> tuple[SynonymRule, ...]:
    return rules_of(Synonym.objects.filter(active=True))


synonym_rules = Kept(_active_rules, lambda: Synonym, lambda: FormerMunicipality, lambda: Municipality)
"""Return the rules of today: one small query tells whether those that this process knows still hold."""

"""Naming one findable item in a form: by its address, or by words of its title."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote, urlsplit

from django import forms
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from search.entries import Entry, kinds
from search.words import normalised, readable

MOST_CANDIDATES = 12
LONGEST_TEXT = 500
GONE = _("niet meer te vinden")


class ItemOfSearch(models.Model):
    """A row that speaks of one findable item; the item may go, and the row still says what it was called."""

    kind = models.CharField(max_length=20, editable=False)
    object_id = models.CharField(max_length=20, editable=False)
    item_title = models.CharField(_("resultaat"), max_length=400, editable=False)
    """How it was called when it was chosen."""

    class Meta:
        abstract = True

    @property
    def entry(self) -> Entry | None:
        """Return the entry of the item, or nothing when it cannot be found any more."""
        return Entry.objects.filter(kind=self.kind, object_id=self.object_id).first()

    def take(self, entry: Entry) -> None:
        """Speak of this item from now on."""
        self.kind, self.object_id, self.item_title = entry.kind, entry.object_id, entry.title


def candidates(text: str) -> list[Entry]:
    """Return the entries that `text` may mean: one for an address or whole title, else those with its words."""
    entries = Entry.objects.order_by("title", "kind", "pk")
    text = readable(text)[:LONGEST_TEXT].strip()
    if text.startswith(("/", "http://", "https://")):
        return list(entries.filter(url__in=_addresses(text))[:1])
    if not (name := normalised(text)):
        return []
    in_title = Q()
    for word in text.split():
        in_title &= Q(title__icontains=word)
    called_so = list(entries.filter(names__contains=[name])[:MOST_CANDIDATES])
    if exactly := [entry for entry in called_so if normalised(entry.title) == name]:
        return exactly
    known = [entry.pk for entry in called_so]
    return [*called_so, *entries.filter(in_title).exclude(pk__in=known)][:MOST_CANDIDATES]


def _addresses(text: str) -> list[str]:
    """Return how an address pasted from a browser may stand in an entry."""
    try:
        path = unquote(urlsplit(text).path)
    except ValueError:
        return []
    prefix = getattr(settings, "FORCE_SCRIPT_NAME", None) or ""
    paths = {path, path.removeprefix(prefix)}
    return sorted({form for one in paths for form in (one, f"{one.rstrip('/')}/")})


def said_with_kind(entry: Entry) -> str:
    """Return the title of an entry with what it is."""
    return f"{entry.title} ({kinds().get(entry.kind, entry.kind)}, {entry.url})"


def titles_of(rows: Iterable[ItemOfSearch]) -> dict[tuple[str, str], str]:
    """Return the title of today of each item that `rows` speak of, in one query; what is gone is not in it."""
    wanted = {(row.kind, row.object_id) for row in rows}
    keys = [object_id for _kind, object_id in wanted]
    found = Entry.objects.filter(object_id__in=keys).values_list("kind", "object_id", "title")
    return {(kind, key): title for kind, key, title in found if (kind, key) in wanted}


class ItemForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form that asks for an item by address or title, and lets choose when the title fits several."""

    item = forms.CharField(
        label=_("Resultaat"),
        max_length=LONGEST_TEXT,
        help_text=_("Plak het adres van de pagina, of typ woorden uit de titel."),
    )
    item_choice = forms.ChoiceField(label=_("Welk resultaat bedoel je?"), widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            entry = self.instance.entry
            self.initial.setdefault("item", entry.url if entry else self.instance.item_title)
        self.candidates = candidates(str(self.data.get(self.add_prefix("item"), ""))) if self.is_bound else []
        if len(self.candidates) > 1:
            choice: Any = self.fields["item_choice"]
            choice.choices = [(str(entry.pk), said_with_kind(entry)) for entry in self.candidates]
        else:
            del self.fields["item_choice"]

    def clean(self) -> dict[str, Any]:
        """Return the values with the one entry that was meant as `item`, or say what is missing."""
        values = super().clean() or self.cleaned_data
        if "item" not in values or "item_choice" in self.errors:
            return values
        chosen = values.get("item_choice")
        found = [entry for entry in self.candidates if not chosen or str(entry.pk) == chosen]
        if not found:
            self.add_error("item", _("We vinden niets met dit adres of deze titel. Alleen wat publiek is, telt."))
        elif len(found) > 1:
            self.add_error("item_choice", _("Er is meer dan één resultaat met deze woorden. Kies er hier één."))
        else:
            values["item"] = found[0]
            self.instance.take(found[0])
        return values

    def _get_validation_exclusions(self) -> set[str]:
        """Check the chosen item too where a row must be the only one of its kind."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        is_chosen = isinstance(self.cleaned_data.get("item"), Entry)
        return excluded - {"kind", "object_id"} if is_chosen else excluded

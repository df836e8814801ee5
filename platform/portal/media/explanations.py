"""What editors are told about the text of a document: how it stands, and what they can do."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from portal.media.choices import TextState
from portal.media.extraction.results import Reason

if TYPE_CHECKING:
    from portal.media.models import DocumentText

REASONS: dict[Reason, tuple[Any, Any]] = {
    Reason.ENCRYPTED: (
        _("beveiligd"),
        _("Het bestand vraagt een wachtwoord. Bewaar het zonder wachtwoord en laad het opnieuw op."),
    ),
    Reason.DAMAGED: (
        _("beschadigd"),
        _("Het bestand is beschadigd. Open het op je computer, bewaar het opnieuw en laad het nog eens op."),
    ),
    Reason.MISMATCH: (
        _("ander soort"),
        _("De inhoud is iets anders dan de naam zegt. Bewaar het in het juiste formaat en laad het opnieuw op."),
    ),
    Reason.UNKNOWN: (
        _("onbekend soort"),
        _("Van dit soort bestand lezen we de tekst niet. Wel van pdf, docx, pptx, xlsx, odt, ods, odp, csv en txt."),
    ),
    Reason.TOO_LARGE: (
        _("te groot"),
        _("Het bestand is te groot om te lezen. Maak het lichter of splits het, en laad het opnieuw op."),
    ),
    Reason.TOO_LONG: (
        _("te lang"),
        _("Het lezen duurde te lang. Maak het bestand eenvoudiger of splits het, en laad het opnieuw op."),
    ),
    Reason.TOO_HEAVY: (
        _("te zwaar"),
        _("Het lezen vroeg te veel geheugen of liep vast. Bewaar het bestand opnieuw, of splits het."),
    ),
    Reason.NO_TEXT: (
        _("geen tekst"),
        _("Er staat geen tekst in: wellicht is het een scan. Voeg tekstherkenning toe en laad het opnieuw op."),
    ),
    Reason.MISSING: (
        _("bestand weg"),
        _("Het bestand is niet meer waar het bewaard werd. Laad het opnieuw op."),
    ),
}
"""Per reason: a word or two for the list, and what to do."""


@dataclass(frozen=True)
class Explanation:
    """How the text of a document stands."""

    short: str
    sentence: str


def explanation_of(text: "DocumentText") -> Explanation:
    """Return how the text of a document stands, in words for editors."""
    if text.state == TextState.FAILED:
        short, sentence = REASONS[Reason(text.reason)]
        return Explanation(
            short=gettext("Niet gelezen: %(reason)s") % {"reason": short},
            sentence=f"{sentence} {gettext('Bezoekers vinden het intussen alleen op zijn titel.')}",
        )
    if text.state == TextState.WAITING:
        return Explanation(gettext("Wacht"), gettext("De tekst wordt straks gelezen. Dat duurt meestal geen minuut."))
    if text.is_partial:
        return Explanation(
            gettext("Begin gelezen"), gettext("Het bestand is lang. Bezoekers vinden het op het begin van de tekst.")
        )
    return Explanation(gettext("Gelezen"), _read_sentence(text.pages))


def _read_sentence(pages: int | None) -> str:
    if pages is None:
        return gettext("Bezoekers vinden het op zijn tekst.")
    return ngettext(
        "Bezoekers vinden het op de tekst van %(count)s pagina.",
        "Bezoekers vinden het op de tekst van %(count)s pagina’s.",
        pages,
    ) % {"count": pages}

"""Words of texts and questions in one shape, so that both find each other whatever the way they are written.

PostgreSQL's own parser takes *o.c.m.w.* for a host name and *gender/diversiteit* for a path, and knows no accents.
"""

import re
import unicodedata

ABBREVIATION = re.compile(r"\b(?:\w\.){2,}(?:\w\b)?")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff\ue000-\uf8ff]")
QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "/": " ", "_": " "})


def readable(text: str) -> str:
    """Return `text` without what no person types: NUL, control and private signs, lone surrogates."""
    return CONTROL.sub(" ", text.encode("utf-8", "ignore").decode("utf-8"))


def straightened(text: str) -> str:
    """Return `text` with straight quotes, and abbreviations without dots; capitals and accents stay."""
    composed = unicodedata.normalize("NFC", readable(text)).translate(QUOTES)
    return " ".join(ABBREVIATION.sub(lambda found: found.group().replace(".", ""), composed).split())


def normalised(text: str) -> str:
    """Return `text` straightened, in small letters and without accents: how names are compared."""
    composed = unicodedata.normalize("NFKD", readable(text)).casefold()
    return straightened("".join(sign for sign in composed if not unicodedata.combining(sign)))

"""From a text to its words with their places.

What people write in many ways becomes one: capitals, curly quotes, *ĳ*, dots in abbreviations (o.c.m.w., ocmw), a
hyphen or none (NT-2, NT2), strokes between alternatives (gender/diversiteit), a genitive or plural with apostrophe.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_WORD = 60
"""Letters of a word that are read; the longest Dutch words have fewer."""
ABBREVIATION = re.compile(r"(?<!\w)(?:\w\.){2,}(?:\w(?!\w))?")
THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.,]*\d)")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+|(?<=\d),(?=\d)\d+)*")
ALONE = frozenset({"s", "t", "n", "m", "k"})
"""What is left of *'s*, *'t*, *'n*, *'m* and *'k*."""
SIGNS = str.maketrans(
    {"‘": "'", "’": "'", "ʼ": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "\u00ad": "", "\u200b": ""}
)
GENITIVE = re.compile(r"'(?:s|er|ers|tje|tjes|en|n)$")


@dataclass(frozen=True)
class Word:
    """A word at its place; the parts of a hyphenated word stand at places of their own, beside the whole."""

    position: int
    text: str
    is_whole: bool = False
    """A hyphenated word as it is written, or joined: its parts say more of what it is found by."""


def words(text: str) -> Iterator[Word]:
    """Return the words of `text` in order; places count words, so that neighbours in a phrase differ by one."""
    if text.isascii() and text.isalpha():  # one word, as when those of a page are looked up one by one
        yield Word(0, text.lower()[:LONGEST_WORD])
        return
    place = 0
    for found in WORD.finditer(readable(text)):
        whole = found.group()[:LONGEST_WORD]
        if _is_left_of_apostrophe(found):
            continue
        if whole.isalnum():  # as nearly all are
            yield Word(place, whole)
            place += 1
            continue
        whole = GENITIVE.sub("", whole)
        parts = [part for part in re.split(r"['-]", whole) if part]
        if "-" in whole and len(parts) > 1:
            yield Word(place, whole, is_whole=True)
            yield Word(place, "".join(parts), is_whole=True)
        for part in parts if "-" in whole else [whole.replace("'", "")]:
            yield Word(place, part)
            place += 1


def readable(text: str) -> str:
    """Return `text` in small letters and one shape of signs, without what no database takes."""
    clean = text.encode("utf-8", "ignore").decode("utf-8").replace("\x00", " ")
    small = unicodedata.normalize("NFC", clean.replace("Ĳ", "IJ").replace("ĳ", "ij")).lower().translate(SIGNS)
    small = ABBREVIATION.sub(lambda found: found.group().replace(".", ""), small)
    return THOUSANDS.sub(lambda found: found.group().replace(".", ""), small)


def folded(word: str) -> str:
    """Return a word without accents."""
    if word.isascii():
        return word
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))


def _is_left_of_apostrophe(found: re.Match[str]) -> bool:
    return found.group() in ALONE and found.string[max(0, found.start() - 1) : found.start()] == "'"

"""Makes `words/parts.tsv.xz` from the OpenTaal word list and word frequencies; only for who renews the list.

    python -m search.analysis.make_parts /usr/share/dict/dutch        (Debian: wdutch; Python: wordfreq 3.1)

For every word of the list that is frequent enough: its frequency, and its families, that is in how many other words of
the list it can be the first and the last part. A word by accident (*dement* in *amendement*) has hardly a family.
"""

import lzma
import sys
from collections import Counter
from pathlib import Path

from search.analysis.compounds import FREQUENT_SHORT, KNOWN, LINKS, NO_PART, PREFIXES, is_residue
from search.analysis.lexicon import shipped_lexicon
from search.analysis.tries import PARTS

LARGEST_FAMILY = NO_PART - 1
SHORTEST_COMPOUND = 7


def main(word_list: Path) -> None:
    """Write the list."""
    spelled: dict[str, list[str]] = {}
    for word in word_list.read_text(encoding="utf-8").split():
        spelled.setdefault(word.lower(), []).append(word)
    frequencies = {word: frequency for word in spelled if (frequency := _frequency(word)) >= KNOWN and word.isalpha()}
    common = {word for word in frequencies if any(form[0].islower() for form in spelled[word])}
    first, last = _families({word for word in spelled if word.isalpha() and word in spelled[word]}, common, frequencies)
    rows = []
    for word in sorted(frequencies):
        counts = (min(first[word], LARGEST_FAMILY), min(last[word], LARGEST_FAMILY))
        families = counts if word in common else (NO_PART, NO_PART)
        rows.append("\t".join(map(str, (word, frequencies[word], *families))))
    PARTS.write_bytes(lzma.compress("\n".join(rows).encode(), preset=9 | lzma.PRESET_EXTREME))


def _frequency(word: str) -> int:
    from wordfreq import zipf_frequency  # noqa: PLC0415  needed to renew the list only, so no dependency of the site

    frequency: float = zipf_frequency(word, "nl")
    return round(frequency * 100)


def _families(words: set[str], common: set[str], frequencies: dict[str, int]) -> tuple[Counter[str], Counter[str]]:
    """Count for each part in how many of `words` it is the first and the last of two."""
    affixes = shipped_lexicon().affixes
    parts = {
        word for word in common - affixes if len(word) > 3 or (len(word) == 3 and frequencies[word] >= FREQUENT_SHORT)
    }
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for word in words:
        if len(word) < SHORTEST_COMPOUND or any(word.startswith(p) and word[len(p) :] in frequencies for p in PREFIXES):
            continue
        for end in range(3, len(word) - 2):
            left = word[:end]
            if left not in parts:
                continue
            for link in LINKS:
                right = word[end + len(link) :]
                if word.startswith(link, end) and right in parts and not is_residue(left, right):
                    last[right] += len(left) > 3
                    first[left] += len(right) > 3
    return first, last


if __name__ == "__main__":
    main(Path(sys.argv[1]))

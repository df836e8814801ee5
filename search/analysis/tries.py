"""Word lists that all processes share: files in `var/words`, mapped into memory instead of read into each process.

As Python dictionaries the lists take over a hundred megabytes in every process. A trie takes a few, and its pages are
the same memory for all. Files are built once, by whoever comes first, and named after what they were made of.
"""

import hashlib
import lzma
import os
import tempfile
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from marisa_trie import BytesTrie, RecordTrie
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

WORDS = Path(__file__).parent / "words"
PARTS = WORDS / "parts.tsv.xz"
RECORD = "<HBB"
"""Of a word in the list: its frequency (Zipf, times hundred), and its families as first and as last part."""


@cache
def parts_trie() -> Any:
    """Return the words that compounds are made of, with their frequency and families (words/README.md)."""
    content = PARTS.read_bytes()
    file = _folder() / f"parts-{hashlib.sha256(content).hexdigest()[:16]}.trie"
    if not file.exists():
        _save(RecordTrie(RECORD, _rows(lzma.decompress(content).decode())), file)
    return RecordTrie(RECORD).mmap(str(file))


@cache
def lemmas_trie() -> Any:
    """Return simplemma's Dutch words with their lemmas; its data stay in its own package, ours is a copy in `var`."""
    file = _folder() / f"lemmas-{version('simplemma')}.trie"
    if not file.exists():
        lemmas = DefaultDictionaryFactory().get_dictionary("nl")
        _save(BytesTrie((word, lemma.encode()) for word, lemma in lemmas.items()), file)
    return BytesTrie().mmap(str(file))


def _rows(text: str) -> Iterable[tuple[str, tuple[int, int, int]]]:
    for line in text.splitlines():
        word, frequency, first, last = line.split("\t")
        yield word, (int(frequency), int(first), int(last))


def _folder() -> Path:
    folder: Path = settings.VAR_DIR / "words"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _save(trie: Any, file: Path) -> None:
    """Write beside and put in place at once, so that no process meets half a file."""
    descriptor, name = tempfile.mkstemp(dir=file.parent)
    os.close(descriptor)
    trie.save(name)
    os.replace(name, file)

"""In how many entries each lexeme stands: what makes a word rare, frequent or unknown.

Counted by PostgreSQL (`ts_stat`) every night, after loading and after a rebuild. What is written in between is not
counted yet: a word that is unknown here is still asked of the entries.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log

from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext_lazy as _

from search.analysis.fields import Field

ALL = ""
"""The lexeme that stands for all entries; written last, so that another version of it means another lexicon."""
LONGEST = 120


class LexemeCount(models.Model):
    """A lexeme and in how many entries it stands."""

    lexeme = models.CharField(max_length=LONGEST, primary_key=True)
    documents = models.IntegerField()
    written = models.CharField(max_length=LONGEST, default="", db_default="", blank=True)
    """Of a word without accents that is mostly written with them: how."""

    class Meta:
        verbose_name = _("woord van het lexicon")
        verbose_name_plural = _("woorden van het lexicon")
        indexes = [
            models.Index(
                fields=["lexeme"],
                opclasses=["varchar_pattern_ops"],
                include=["documents", "written"],
                condition=models.Q(documents__gte=2),
                name="search_lexemecount_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.lexeme}: {self.documents}"


@dataclass(frozen=True)
class Frequencies:
    """In how many documents some lexemes stand, out of how many."""

    documents: int = 0
    version: str = ""
    """Of the whole lexicon; empty when there is none yet, or nothing was there to count."""
    counts: Mapping[str, int] = field(default_factory=dict)

    def of(self, field: Field, text: str) -> int:
        """Return in how many documents a form stands."""
        return self.counts.get(lexeme(field, text), 0)

    def rarity(self, documents: int) -> float:
        """Return the inverse document frequency as in BM25 (Robertson and Zaragoza 2009), always above zero."""
        every = self.documents
        return log(1 + (max(every - documents, 0) + 0.5) / (documents + 0.5)) if every else 1.0


@dataclass(frozen=True)
class Lexicon:
    """The counts of one table of entries."""

    entries: str = "search_entry"
    table: str = "search_lexemecount"

    def frequencies(self, forms: Iterable[tuple[Field, str]]) -> Frequencies:
        """Return the counts of these forms, in one query."""
        wanted = [ALL, *{lexeme(field, text) for field, text in forms}]
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT lexeme, documents, xmin::text FROM {self.table} WHERE lexeme = ANY(%s)",
                [wanted],
            )
            rows = {word: (documents, version) for word, documents, version in cursor.fetchall()}
        documents, version = rows.pop(ALL, (0, ""))
        return Frequencies(
            documents, version if documents else "", {word: count for word, (count, _version) in rows.items()}
        )

    def words(self) -> list[tuple[str, int]]:
        """Return every word as it is written, with its count."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT substr(lexeme, 3), documents FROM {self.table} WHERE starts_with(lexeme, %s)",
                [f"{Field.EXACT}_"],
            )
            words: list[tuple[str, int]] = cursor.fetchall()
        return words

    def written(self, word: str) -> str:
        """Return a word without accents as it is written most."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT written FROM {self.table} WHERE lexeme = %s", [lexeme(Field.EXACT, word)])
            row = cursor.fetchone()
        return (row and row[0]) or word

    def add(self, counts: Mapping[str, int], documents: int) -> None:
        """Count documents that are no entries too, until the next `refresh`: the lexemes of them, and how many."""
        known = {word: number for word, number in counts.items() if len(word) <= LONGEST}
        write = (
            f"INSERT INTO {self.table} AS old (lexeme, documents) SELECT * FROM unnest(%s::text[], %s::int[]) "
            "ON CONFLICT (lexeme) DO UPDATE SET documents = old.documents + excluded.documents"
        )
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [self.table])
            cursor.execute(write, [list(known), list(known.values())])
            self._write_accents(cursor)
            cursor.execute(write, [[ALL], [documents]])

    def _write_accents(self, cursor: CursorWrapper) -> None:
        """Write how words without accents are written most.

        The planner looks first: where it last saw no row among the remains of a loading that was rolled back, it takes
        all words for one, and compares each with each.
        """
        cursor.execute(f"ANALYZE {self.table}")
        cursor.execute(_ACCENTS.format(table=self.table), {"field": f"{Field.EXACT}_"})

    def refresh(self) -> int:
        """Count anew, in one transaction, and return how many lexemes there are; what is the same is not written."""
        # Every name here is one of our own tables.
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [self.table])
            cursor.execute(
                "CREATE TEMP TABLE search_counted ON COMMIT DROP AS "
                f"SELECT word AS lexeme, ndoc AS documents FROM ts_stat('SELECT body FROM {self.entries}') "
                "WHERE length(word) <= %s",
                [LONGEST],
            )
            cursor.execute("CREATE UNIQUE INDEX ON search_counted (lexeme)")
            cursor.execute(
                f"DELETE FROM {self.table} AS old WHERE lexeme = %s OR NOT EXISTS "
                "(SELECT 1 FROM search_counted AS new WHERE new.lexeme = old.lexeme)",
                [ALL],
            )
            cursor.execute(
                f"INSERT INTO {self.table} AS old (lexeme, documents) SELECT lexeme, documents FROM search_counted "
                "ON CONFLICT (lexeme) DO UPDATE SET documents = excluded.documents "
                "WHERE old.documents <> excluded.documents"
            )
            self._write_accents(cursor)
            cursor.execute(
                f"INSERT INTO {self.table} (lexeme, documents) SELECT %s, count(*) FROM {self.entries}",
                [ALL],
            )
            cursor.execute("SELECT count(*) FROM search_counted")
            number: int = cursor.fetchone()[0]
            cursor.execute("DROP TABLE search_counted")
        return number


_ACCENTS = """
    WITH accented AS (
        SELECT lexeme, documents, regexp_replace(normalize(lexeme, NFD), '[\u0300-\u036f]', '', 'g') AS plain
        FROM {table} WHERE starts_with(lexeme, %(field)s) AND lexeme ~ '[^ -~]'),
    best AS (SELECT DISTINCT ON (plain) * FROM accented WHERE plain <> lexeme ORDER BY plain, documents DESC, lexeme),
    wanted AS (
        SELECT word.lexeme,
               CASE WHEN 2 * best.documents > word.documents THEN substr(best.lexeme, 3) ELSE '' END AS written
        FROM {table} AS word LEFT JOIN best ON best.plain = word.lexeme
        WHERE best.plain IS NOT NULL OR word.written <> '')
    UPDATE {table} AS word SET written = wanted.written FROM wanted
    WHERE word.lexeme = wanted.lexeme AND word.written <> wanted.written
"""
"""How words are written most: a text with *café* counts for *cafe* too, so more than half of those is most of them."""


def lexeme(field: Field, text: str) -> str:
    """Return a form as PostgreSQL's vectors and the lexicon hold it."""
    return f"{field}_{text}"

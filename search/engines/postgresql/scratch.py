"""A place apart to try the engine on other documents: temporary tables, gone with the connection at the latest."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from uuid import uuid4

from django.db import connection
from django.utils import timezone

from search.engines.postgresql.lexemes import vectors
from search.engines.postgresql.statements import Statement
from search.engines.postgresql.tables import SITE, Tables
from search.engines.protocol import Request
from search.query.planning import plan
from search.query.vocabulary import current_analyser

BATCH = 500
COLUMNS = (
    "kind, object_id, title, sort_title, names, url, summary, text, facets, is_archived, is_example, weight, quality, "
    "uptake, card, head, body, analyser, digest"
)
REST = "'document', %s, '', '', '{}', '', '', '', '{}', false, false, 1, 0, 0, '{}', %s::tsvector, %s::tsvector, '', ''"


class ScratchArea:
    """Documents of a collection, indexed and ranked as the site's entries are."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.is_counted = False

    def index(self, documents: Iterable[tuple[str, str, str]]) -> None:
        """Add documents: key, title and text."""
        analyser = current_analyser()
        weighted = ((key, {"A": title, "D": text}) for key, title, text in documents)
        rows = ((key, *vectors(parts, analyser)) for key, parts in weighted)
        with connection.cursor() as cursor:
            while batch := list(islice(rows, BATCH)):
                cursor.executemany(f"INSERT INTO {self.tables.entries} ({COLUMNS}) VALUES ({REST})", batch)
        self.is_counted = False

    def rank(self, question: str, limit: int) -> list[str]:
        """Return the keys of what a question finds, best first."""
        if not self.is_counted:
            self._count()
        request = Request(plan(question, lexicon=self.tables.lexicon), limit=limit, with_counts=False)
        if not request.plan.groups:
            return []
        statement = Statement(request, self.tables, timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(statement.text, statement.values)
            return [row[10] for row in cursor.fetchall() if row[10] is not None]

    def _count(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {self.tables.entries}_body ON {self.tables.entries} USING gin (body)"
            )
        self.tables.lexicon.refresh()
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {self.tables.entries}")
        self.is_counted = True


@contextmanager
def scratch_tables() -> Iterator[Tables]:
    """Make the tables, and remove them at the end."""
    name = f"scratch_{uuid4().hex[:12]}"
    tables = Tables(f"{name}_entry", f"{name}_value", f"{name}_lexeme")
    pairs = [(getattr(SITE, field), getattr(tables, field)) for field in ("entries", "values", "lexemes")]
    with connection.cursor() as cursor:
        cursor.execute("SET jit = off; SET enable_seqscan = off")
        for model, copy in pairs:
            cursor.execute(
                f"CREATE TEMP TABLE {copy} (LIKE {model} INCLUDING DEFAULTS INCLUDING IDENTITY INCLUDING STORAGE)"
            )
        cursor.execute(f"ALTER TABLE {tables.entries} ALTER COLUMN object_id TYPE text")
        cursor.execute(f"CREATE UNIQUE INDEX ON {tables.lexemes} (lexeme)")
        cursor.execute(f"CREATE UNIQUE INDEX ON {tables.entries} (id)")
    try:
        yield tables
    finally:
        with connection.cursor() as cursor:
            for _, copy in pairs:
                cursor.execute(f"DROP TABLE IF EXISTS {copy}")
            cursor.execute("RESET jit; RESET enable_seqscan")

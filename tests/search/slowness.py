"""Search that takes longer than it may, whatever the machine: PostgreSQL really waits, and really breaks it off."""

import pytest

from search.engines.postgresql.engine import PostgreSQLEngine
from search.engines.postgresql.statements import Statement


def let_search_take_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the statement of a page wait ten times as long as the engine gives it; that of the plain answer does not."""
    matched = Statement._matched
    monkeypatch.setattr(PostgreSQLEngine, "timeout", 100)
    monkeypatch.setattr(
        Statement, "_matched", lambda self: f"{matched(self).removesuffix(')')} AND (SELECT pg_sleep(1)) IS NOT NULL)"
    )

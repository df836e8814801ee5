"""Budgets of queries, apart from the savepoints around them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext


@contextmanager
def at_most(number: int) -> Iterator[list[str]]:
    """Fail when more queries are asked inside the block; they are in the list that it gives."""
    asked: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield asked
    asked += [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(asked) <= number, f"{len(asked)} queries where {number} are allowed:\n" + "\n".join(asked)

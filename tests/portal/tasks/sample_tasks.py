"""Tasks for the tests of the task layer."""

from django.contrib.auth import get_user_model
from django.db import connection
from django_tasks import task

from portal.tasks.retry import retried

calls: list[str] = []


@task()
def note(word: str) -> str:
    """Remember a word."""
    calls.append(word)
    return word


@task()
def always_fails() -> None:
    """Fail as often as it is tried."""
    calls.append("tried")
    raise ValueError("no luck")


@retried(attempts=1)
@task()
def fails_once_and_for_all() -> None:
    """Fail, and never again."""
    raise ValueError("no second chance")


@task()
def about_somebody_who_left() -> None:
    """Look for what was deleted."""
    get_user_model().objects.get(pk=-1)


@task()
def loses_the_database() -> None:
    """Have the database end the session, as it does when it is restarted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

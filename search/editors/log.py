"""What is searched and whether it was found, per day, with nobody in it.

No account, address, moment, session or municipality: a question, a day, an outcome and a number. What looks like a
person is not kept at all, and nobody sees a question that was asked less than `FEWEST` times.
"""

import logging
import re
from datetime import datetime, timedelta
from functools import partial

from django.db import DatabaseError, connection, models, transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.words import normalised

logger = logging.getLogger(__name__)

FEWEST = 3
"""Times that a question was asked before anybody sees it."""
KEPT_DAYS = 395
"""Thirteen months, so that a month can be compared with the same one a year before."""
LONGEST_QUERY = 200
E_MAIL = re.compile(r"[^\s@]@[^\s@]")
NUMBER = re.compile(r"\+?\d(?:[\s./()-]*\d){8,}")
"""Nine digits and more, however they are grouped: a telephone number, a national number, an account."""
ROBOT = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|curl|wget|python|httpx|headless|scrapy|monitor|preview|java/|go-http", re.I
)


class Outcome(models.TextChoices):
    """How a search ended."""

    FOUND = "found", gettext_lazy("gevonden")
    EMPTY = "empty", gettext_lazy("niets gevonden")
    LOOSEST = "loosest", gettext_lazy("alleen ruim gevonden")
    CORRECTED = "corrected", gettext_lazy("‘bedoelde je’ gevolgd")


class SearchLog(models.Model):
    """How often a question ended so on a day."""

    day = models.DateField(gettext_lazy("dag"), default=localdate)
    query = models.CharField(gettext_lazy("zoekopdracht"), max_length=LONGEST_QUERY)
    outcome = models.CharField(gettext_lazy("afloop"), max_length=10, choices=Outcome.choices)
    count = models.PositiveIntegerField(gettext_lazy("aantal"), default=1)

    class Meta:
        verbose_name = gettext_lazy("telling van een zoekopdracht")
        verbose_name_plural = gettext_lazy("tellingen van zoekopdrachten")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["day", "query", "outcome"], name="search_log_once"),
            models.CheckConstraint(name="search_log_outcome", condition=Q(outcome__in=Outcome.values)),
            models.CheckConstraint(name="search_log_counts", condition=Q(count__gte=1) & ~Q(query="")),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.query}: {self.get_outcome_display()}"


def is_kept(query: str) -> bool:
    """Tell whether a question may be kept: it says something, and holds no way to reach or recognise a person."""
    return bool(query) and not E_MAIL.search(query) and not NUMBER.search(query)


def log_search(q: str, outcome: Outcome, *, user_agent: str = "", page: int = 1) -> None:
    """Count a search, in one statement; a robot, a further page of results and what names a person do not count.

    It is written after the transaction of the request, so that two who ask the same do not wait for each other's page.
    A fault of the database is told in the log, without the question, and leaves the page whole.
    """
    query = normalised(q)[:LONGEST_QUERY].strip()
    if page > 1 or ROBOT.search(user_agent) or not (is_kept(query) and is_kept(q)):
        return
    transaction.on_commit(partial(_count, query, outcome))


def _count(query: str, outcome: Outcome) -> None:
    table = SearchLog._meta.db_table
    statement = (
        f"INSERT INTO {table} (day, query, outcome, count) VALUES (%s, %s, %s, 1) "  # noqa: S608  our own table
        f"ON CONFLICT (day, query, outcome) DO UPDATE SET count = {table}.count + 1"
    )
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [localdate(), query, outcome.value])
    except DatabaseError as error:
        logger.error("search not counted: %s", type(error).__name__)


def purge_nightly(at: datetime) -> str:
    """Delete what is older than thirteen months, and say how much that was."""
    oldest = localdate(at) - timedelta(days=KEPT_DAYS)
    deleted, _per_model = SearchLog.objects.filter(day__lt=oldest).delete()
    return _("%(number)s oude tellingen gewist.") % {"number": deleted}

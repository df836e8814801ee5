"""The log of searches keeps nobody, counts right, breaks no page, and shows only what was asked often."""

import csv
import datetime
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.timezone import localdate

from portal.tasks.registry import job_named
from search.editors.log import KEPT_DAYS, Outcome, SearchLog, log_search
from search.editors.report import bucket

pytestmark = pytest.mark.django_db

REPORT = "/beheer/zoeken/rapport/"
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def count(django_capture_on_commit_callbacks):
    def counted(q, outcome=Outcome.FOUND, **values):
        with django_capture_on_commit_callbacks(execute=True):
            log_search(q, outcome, **values)

    return counted


def kept():
    return list(SearchLog.objects.order_by("query", "outcome").values_list("query", "outcome", "count"))


def asked(query, outcome=Outcome.FOUND, count=3, days_ago=0):
    day = localdate() - datetime.timedelta(days=days_ago)
    SearchLog.objects.create(day=day, query=query, outcome=outcome, count=count)


def test_the_same_question_of_a_day_is_counted_once_per_outcome(count):
    for q in ("Taal  Oefenén", "taal oefenen", "TAAL OEFENEN"):
        count(q, user_agent=BROWSER)
    count("taal oefenen", Outcome.EMPTY)
    count("x" * 500)
    assert kept() == [("taal oefenen", "empty", 1), ("taal oefenen", "found", 3), ("x" * 200, "found", 1)]


@pytest.mark.parametrize(
    "q",
    [
        "an.peeters@voorbeeld.example",
        "mail naar an@voorbeeld over taal",
        "0470 12 34 56",
        "+32 (0)9 123 45 67",
        "09/123.45.67",
        "85.07.30-033.28",
        "85073003328",
        "rijksregister 850730 033 28",
        "BE68 5390 0754 7034",
        "０４７０１２３４５６",
        "",
        " \x00 ",
    ],
)
def test_what_looks_like_a_person_is_not_kept(count, q):
    count(q)
    assert kept() == []


@pytest.mark.parametrize("q", ["subsidie 2024-2025", "art. 12 decreet 2009", "9000 gent", "@ de slag", "24 uren"])
def test_years_postcodes_and_articles_are_kept(count, q):
    count(q)
    assert len(kept()) == 1


def test_robots_and_further_pages_do_not_count(count):
    for robot in ("Mozilla/5.0 (compatible; Googlebot/2.1)", "curl/8.5", "python-requests/2.32", "HeadlessChrome/140"):
        count("taal", user_agent=robot)
    count("taal", page=2)
    assert kept() == []


def test_a_fault_of_the_database_breaks_nothing_and_tells_no_question(count, caplog):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE search_searchlog RENAME TO search_gone")
    count("geheime vraag")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE search_gone RENAME TO search_searchlog")
    assert kept() == []
    assert "search not counted: ProgrammingError" in caplog.text
    assert "geheime" not in caplog.text


@pytest.mark.parametrize("values", [{"outcome": "other"}, {"count": 0}, {"query": ""}, {"query": "dubbel"}])
def test_the_database_refuses(values):
    asked("dubbel")
    with pytest.raises(IntegrityError), transaction.atomic():
        asked(**{"query": "x", **values})


def test_numbers_are_told_roughly():
    assert [bucket(n) for n in (0, 1, 2, 3, 9, 10, 49, 50, 5000)] == [
        "", "< 3", "< 3", "3–9", "3–9", "10–49", "10–49", "50+", "50+",
    ]  # fmt: skip


def test_the_report_shows_what_was_asked_often_and_what_found_nothing_first(as_editor):
    asked("gevonden", count=60)
    asked("leeg", Outcome.EMPTY, 2)
    asked("leeg", Outcome.EMPTY, 10, days_ago=29)
    asked("ruim", Outcome.LOOSEST, 4)
    asked("zeldzaam", Outcome.EMPTY, 2)
    asked("lang geleden", Outcome.EMPTY, 9, days_ago=31)
    assert as_editor.get(REPORT).status_code == 200
    page = as_editor.get(f"{REPORT}resultaten/").content.decode()
    rows = [[cell.get_text().strip() for cell in row("td")] for row in BeautifulSoup(page, "html.parser").tbody("tr")]
    assert [row[:6] for row in rows] == [
        ["leeg", "10–49", "10–49", "", "", ""],
        ["ruim", "3–9", "", "3–9", "", ""],
        ["gevonden", "50+", "", "", "", "50+"],
    ]
    for link in ("synoniemen/new/?words=leeg", "uitgelicht/new/?query=leeg", "controlelijst/new/?query=leeg"):
        assert link in page
    assert "lang geleden" in as_editor.get(REPORT, {"dagen": "90"}).content.decode()
    assert as_editor.get(f"{REPORT}resultaten/", {"dagen": "x", "p": "10"}).status_code == 200


def test_one_click_leads_to_a_form_that_is_filled_in(as_editor):
    page = as_editor.get("/beheer/zoeken/synoniemen/new/", {"words": 'a "b" & c'}).content.decode()
    assert "a &quot;b&quot; &amp; c</textarea>" in page
    for kept_list in ("uitgelicht", "controlelijst"):
        page = as_editor.get(f"/beheer/zoeken/{kept_list}/new/", {"query": "taal"}).content.decode()
        assert 'name="query" value="taal"' in page


def test_the_csv_holds_the_same_and_no_formula(as_editor):
    asked("=1+1", Outcome.EMPTY, 12)
    asked("zeldzaam", count=2)
    answer = as_editor.get(REPORT, {"export": "csv"})
    rows = list(csv.reader(StringIO(b"".join(answer.streaming_content).decode())))
    assert rows[0][:2] == ["Zoekopdracht", "Keer gezocht"]
    assert rows[1:] == [["'=1+1", "10–49", "10–49", "", "", ""]]
    assert as_editor.get(REPORT, {"export": "xlsx"}).status_code == 200


def test_after_thirteen_months_it_is_gone():
    asked("oud", days_ago=KEPT_DAYS + 1)
    asked("grens", days_ago=KEPT_DAYS)
    assert job_named("purge-search-log").run(timezone.now()) == "1 oude tellingen gewist."
    assert [query for query, _outcome, _count in kept()] == ["grens"]

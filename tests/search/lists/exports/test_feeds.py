"""The newest results of a list as a feed."""

import datetime
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils.dateparse import parse_datetime
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.factories.organisations import MunicipalityFactory
from tests.factories.pages import EventPageFactory, PracticePageFactory
from tests.factories.reference import ThemeFactory
from tests.factories.search import document, fill
from tests.search.slowness import let_search_take_too_long

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 5, 1)
ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://samenwijs.example"


@pytest.fixture(autouse=True)
def name_of_the_site(settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = BASE


def read(client: Client, address: str) -> ET.Element:
    """The feed at an address, with everything that RFC 4287 requires of it."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(answer.content)  # noqa: S314  our own
    assert feed.tag == f"{ATOM}feed"
    for part in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (value,) = part.findall(f"{ATOM}{name}")
            assert (value.text or "").strip()
        assert parse_datetime(one(part, "updated")).tzinfo  # type: ignore[union-attr]
        assert one(part, "id").startswith(("https://", "tag:"))
        assert all(link.get("href", "").startswith(BASE) for link in part.findall(f"{ATOM}link"))
    assert one(feed, "author/name") == "Samenwijs"  # for entries that have none
    identities = [one(entry, "id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(identities) == len(set(identities))
    return feed


def one(part: ET.Element, path: str) -> str:
    return part.findtext("/".join(ATOM + name for name in path.split("/"))) or ""


def titles(feed: ET.Element) -> list[str]:
    return [one(entry, "title") for entry in feed.findall(f"{ATOM}entry")]


def test_a_feed_gives_the_newest_first_and_says_what_is_followed(client: Client) -> None:
    ThemeFactory(code="taal", label="Taal")
    taal = {"facets": {"thema": ("taal",)}}
    fill(
        document("Moestuin vroeg", published=datetime.date(2025, 5, 1), **taal),
        document("Moestuin laat", published=DAY, summary="Wie & wat <hier>", url="/praktijken/laat/", **taal),
        document("Moestuin zonder dag", **taal),
        document("Moestuin elders", published=DAY),
        document("Zwembad", published=DAY, **taal),
    )

    feed = read(client, "/zoeken/?q=moestuin&thema=taal&sorteer=relevantie&pagina=3&weergave=atom")

    assert titles(feed) == ["Moestuin laat", "Moestuin vroeg"]
    assert one(feed, "title") == "Samenwijs: resultaten voor “moestuin”, Taal"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["alternate"] == f"{BASE}/zoeken/?q=moestuin&thema=taal"
    assert links["self"] == one(feed, "id") == f"{BASE}/zoeken/?q=moestuin&thema=taal&weergave=atom"
    entry = feed.findall(f"{ATOM}entry")[0]
    assert one(entry, "updated") == "2026-05-01T00:00:00+02:00"
    assert one(entry, "id") == "tag:samenwijs.example,2026:praktijk/2"
    assert one(entry, "summary") == "Wie &amp; wat &lt;hier&gt;"
    assert entry.find(f"{ATOM}link").get("href") == f"{BASE}/praktijken/laat/"  # type: ignore[union-attr]


def test_an_item_keeps_its_identity_when_its_address_changes(client: Client) -> None:
    page = PracticePageFactory(title="Praatcafé")
    before = one(read(client, "/praktijken/?weergave=atom"), "entry/id")

    page.slug, page.title = "babbeltafel", "Babbeltafel"
    page.save()

    after = read(client, "/praktijken/?weergave=atom")
    assert (titles(after), one(after, "entry/id")) == (["Babbeltafel"], before)


def test_an_example_says_that_it_is_one(client: Client) -> None:
    EventPageFactory(title="Praatdag", is_example=True)

    assert titles(read(client, "/evenementen/?weergave=atom")) == ["Voorbeeld: Praatdag"]


def test_a_feed_holds_thirty_and_may_be_empty(client: Client) -> None:
    fill(*(document(f"Moestuin {number}", published=DAY) for number in range(35)))

    assert len(titles(read(client, "/zoeken/?q=moestuin&weergave=atom"))) == 30
    assert titles(read(client, "/zoeken/?q=olifant&weergave=atom")) == []


def test_page_and_listing_lead_to_their_feed_and_file(client: Client) -> None:
    PracticePageFactory(title="Praatcafé")

    for path, name in (("/zoeken/?q=praatcafe", "Volg deze zoekopdracht"), ("/praktijken/", "Volg deze lijst")):
        page = BeautifulSoup(client.get(path).content.decode(), "html.parser")
        views = [f"{path}{'&' if '?' in path else '?'}weergave={view}" for view in ("csv", "atom")]
        links = [(" ".join(link.get_text().split()), link["href"]) for link in page.select(".take-along a")]
        assert links == [("Download als CSV", views[0]), (name, views[1])]
        (told,) = page.select('link[rel="alternate"][type="application/atom+xml"]')
        assert told["href"] == views[1]
        assert str(told["title"]).startswith("Samenwijs: ")


def test_a_feed_does_not_need_to_know_the_municipality_of_who_follows_it(client: Client) -> None:
    mine = MunicipalityFactory(name="Menen")
    fill(document("Moestuin", facets={"gemeente": (mine.nis,)}, published=DAY))
    client.cookies["gemeente"] = mine.nis

    def feeds(query: str) -> list[str]:
        page = BeautifulSoup(client.get(f"/zoeken/?{query}").content.decode(), "html.parser")
        return [str(link["href"]) for link in page.select(".take-along a")][1:]

    assert feeds("q=moestuin&zoals=regio") == [f"/zoeken/?q=moestuin&regio={mine.region.code}&weergave=atom"]  # type: ignore[union-attr]
    assert feeds("q=moestuin&zoals=regio&zoals=grootte") == []


@pytest.mark.postgresql
def test_an_engine_without_time_leaves_readers_what_they_had(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    let_search_take_too_long(monkeypatch)
    fill(*(document(f"Moestuin {number}", published=DAY) for number in range(3)))

    assert titles(read(client, "/zoeken/?q=moestuin&weergave=atom")) == []


class WhateverIsWritten(TestCase):
    """A feed can be read whatever stands in titles, summaries and the question."""

    @settings(max_examples=40, deadline=None)
    @example(title="\ufffe", summary="\uffff", q="\ufffe")
    @given(title=st.text(min_size=1), summary=st.text(), q=st.text())
    def test_a_feed_is_xml(self, title: str, summary: str, q: str) -> None:
        title, summary = (text.replace("\x00", "") for text in (title, summary))
        fill(document(f"x {title}", summary=summary, published=DAY))
        for question in (q.encode("utf-8", "ignore").decode(), ""):
            answer = self.client.get("/zoeken/", {"q": question, "weergave": "atom"})
            assert answer.status_code in {200, 400}
            if answer.status_code == 200:
                ET.fromstring(answer.content)  # noqa: S314  our own

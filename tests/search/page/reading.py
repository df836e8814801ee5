"""Reading the page /zoeken/ as a visitor does."""

from typing import Any

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client


def get(client: Client, query: str = "") -> HttpResponse:
    return client.get(f"/zoeken/{query}")  # type: ignore[return-value]


def soup(client: Client, query: str = "") -> BeautifulSoup:
    answer = get(client, query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content.decode(), "html.parser")


def words(tag: Any) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ", strip=True).split())


def titles(page: BeautifulSoup) -> list[str]:
    return [" ".join(title.get_text().split()) for title in page.select(".result h2")]

"""Reading the page /zoeken/, or a listing, as a visitor does."""

from typing import Any

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client


def get(client: Client, query: str = "", path: str = "/zoeken/") -> HttpResponse:
    return client.get(f"{path}{query}")  # type: ignore[return-value]


def soup(client: Client, query: str = "", path: str = "/zoeken/") -> BeautifulSoup:
    answer = get(client, query, path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content.decode(), "html.parser")


def words(tag: Any) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ", strip=True).split())


def titles(page: BeautifulSoup) -> list[str]:
    return [" ".join(title.get_text().split()) for title in page.select(".result h2")]

"""Error pages: in the site's dress, and never failing themselves."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import RequestFactory

from portal import errors

HANDLERS: list[tuple[Callable[..., HttpResponse], int]] = [
    (errors.bad_request, 400),
    (errors.permission_denied, 403),
    (errors.page_not_found, 404),
    (errors.too_many_requests, 429),
    (errors.server_error, 500),
]


@pytest.mark.parametrize(("handler", "status"), HANDLERS)
def test_each_error_wears_the_sites_dress_without_a_query(
    rf: RequestFactory, handler: Callable[..., HttpResponse], status: int
) -> None:
    response = handler(rf.get("/nergens/"))
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == status
    assert len(page.select("h1")) == len(page.select("main#inhoud")) == 1
    assert page.select_one("a.top__home svg.wordmark")
    assert page.title
    assert page.title.text.endswith("– Samenwijs")
    assert page.select("meta[name=robots][content=noindex]")


def test_not_found_offers_search_and_the_start_page(rf: RequestFactory) -> None:
    page = BeautifulSoup(errors.page_not_found(rf.get("/nergens/")).content, "html.parser")
    assert page.select("main form[role=search] input[name=q]")
    assert page.select("main a[href='/']")


def test_an_error_page_is_shown_while_the_database_is_away(rf: RequestFactory) -> None:
    # No database mark: the query for the visitor's municipality is refused, as when the server is down.
    request = rf.get("/nergens/")
    request.COOKIES["gemeente"] = "73111"
    response = errors.page_not_found(request)
    assert response.status_code == 404
    assert "Deze pagina vinden we niet" in response.text


def test_a_broken_template_still_gives_a_sentence(rf: RequestFactory, settings: LazySettings) -> None:
    settings.TEMPLATES = []
    response = errors.server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Probeer het opnieuw" in response.text


@pytest.mark.django_db
def test_an_unknown_address_is_answered_by_the_sites_own_page(client, site_tree: object) -> None:  # type: ignore[no-untyped-def]
    response = client.get("/bestaat-niet/")
    assert response.status_code == 404
    assert "Deze pagina vinden we niet" in response.text

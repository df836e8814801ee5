"""Headers as they are sent: over HTTP, by every kind of answer."""

import re

import pytest
from django.conf import settings as configured
from django.urls import reverse

from portal.headers import PERMISSIONS_POLICY
from tests.factories.accounts import UserFactory
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import StandardPageFactory

pytestmark = pytest.mark.django_db

STRICT = {
    "default-src": {"'none'"},
    "style-src": {"'self'"},
    "img-src": {"'self'"},
    "font-src": {"'self'"},
    "connect-src": {"'self'"},
    "form-action": {"'self'"},
    "frame-ancestors": {"'none'"},
    "base-uri": {"'none'"},
    "manifest-src": {"'self'"},
}
ANSWERS = {
    "a page": ("/", 200),
    "no page": ("/bestaat-niet/", 404),
    "a refusal": ("/?q=%00", 400),
    "a redirect": ("/praktijken", 301),
    "a static file": ("/static/portal/css/components.css", 200),
    "robots": ("/robots.txt", 200),
    "the sitemap": ("/sitemap.xml", 200),
    "health": ("/livez", 200),
    "a failure": ("/", 500),
    "the admin": ("/beheer/login/", 200),
    "the admin's door": ("/beheer/", 302),
}


def policy_of(response):
    """Return the content security policy of an answer as a dictionary of sets; it must have one and only one."""
    (header,) = response.headers.get_all("Content-Security-Policy")
    directives = (directive.split() for directive in header.split("; "))
    return {name: set(values) for name, *values in directives}


@pytest.fixture
def answer(site_tree, web_server, monkeypatch, caplog):
    """Ask for one of ANSWERS."""

    def ask(name):
        path, status = ANSWERS[name]
        if status == 500:
            monkeypatch.setattr("portal.pages.models.HomePage.serve", lambda *args, **kwargs: 1 / 0)
        response = web_server.ask(path)
        assert response.status == status
        return response

    return ask


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_is_protected(answer, name):
    headers = answer(name).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Permissions-Policy"] == PERMISSIONS_POLICY
    assert re.fullmatch(r"[0-9a-f]{16}", headers["X-Request-Id"])


@pytest.mark.parametrize("name", [name for name in ANSWERS if not name.startswith("the admin")])
def test_the_public_site_has_the_strict_policy(answer, name):
    policy = policy_of(answer(name))
    scripts = policy.pop("script-src")
    assert policy == STRICT
    assert {source for source in scripts if not source.startswith("'nonce-")} == {"'self'"}


def test_a_page_frames_nothing_and_is_framed_by_nobody(answer):
    response = answer("a page")
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("name", ["the admin", "the admin's door"])
def test_the_admin_has_its_own_policy(answer, name):
    policy = policy_of(answer(name))
    assert policy == {name: set(values) for name, values in configured.ADMIN_CONTENT_SECURITY_POLICY.items()}
    assert "'unsafe-eval'" not in str(policy)


def test_an_address_that_only_looks_like_the_admin_is_public(site_tree, web_server):
    assert "'unsafe-inline'" not in str(policy_of(web_server.ask("/beheer-niet/")))


def test_every_page_has_a_nonce_of_its_own_and_every_inline_script_bears_it(site_tree, web_server):
    StandardPageFactory(slug="over")
    nonces = set()
    for path in ("/", "/over/", "/bestaat-niet/"):
        response = web_server.ask(path)
        page = response.body.decode()
        sent = re.findall(r"'nonce-([^']+)'", response.headers["Content-Security-Policy"])
        for attributes in re.findall(r"<script([^>]*)>", page):
            is_data = 'type="application/ld+json"' in attributes or 'type="application/json"' in attributes
            is_own_file = 'src="/static/' in attributes
            assert is_data or is_own_file or (sent and f'nonce="{sent[0]}"' in attributes), attributes
        assert not re.findall(r"\son\w+\s*=", page)
        assert not re.findall(r"<style|\sstyle\s*=|javascript:", page)
        nonces.update(sent)
    assert len(nonces) in {0, 3}


def test_a_preview_has_the_public_policy_and_its_own_nonce(client, site_tree):
    page = StandardPageFactory()
    client.force_login(UserFactory(administrator=True))
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    editing = client.get(address).context["form"]
    data = {bound.html_name: bound.value() or "" for bound in editing}
    data |= {"body-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    assert client.post(address + "preview/", data).json()["is_valid"]
    response = client.get(address + "preview/", {"mode": ""})
    assert response.status_code == 200
    header = response.headers["Content-Security-Policy"]
    assert "'unsafe-inline'" not in header
    assert "frame-ancestors 'self'" in header
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    for nonce in re.findall(r'nonce="([^"]+)"', response.content.decode()):
        assert f"'nonce-{nonce}'" in header


def test_an_image_cannot_run(site_tree, web_server):
    rendition = ImageFactory().get_rendition("width-100")
    response = web_server.ask(rendition.url)
    assert (response.status, response.headers["Content-Type"]) == (200, "image/jpeg")
    assert policy_of(response) == {"default-src": {"'none'"}, "sandbox": set()}
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_only_renditions_are_served_as_files(site_tree, web_server):
    image, document = ImageFactory(), DocumentFactory()
    assert web_server.ask(image.file.url).status == 404
    assert web_server.ask(f"/media/{document.file.name}").status == 404


def test_a_document_is_downloaded_and_cannot_run(site_tree, web_server):
    response = web_server.ask(DocumentFactory().url)
    assert response.status == 200
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert policy_of(response) == {"default-src": {"'none'"}}
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_over_https_browsers_remember_to_come_that_way(client, site_tree, settings):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
    header = client.get("/", secure=True)["Strict-Transport-Security"]
    assert header == "max-age=31536000; includeSubDomains"


def test_cookies_are_for_this_site_only(site_tree, web_server):
    cookie = web_server.ask("/beheer/login/").headers["Set-Cookie"]
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie


def test_a_page_sets_no_cookie(site_tree, web_server):
    assert web_server.ask("/").headers["Set-Cookie"] is None

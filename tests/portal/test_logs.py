"""One line per request, for machines, and nothing in it about who asked or what they looked for."""

import io
import json
import logging
import logging.config

import pytest
from django.test import Client
from django.urls import reverse

from config.settings.logs import logging_settings
from portal.logs import redacted
from tests.factories.accounts import PASSWORD, UserFactory

ADDRESS = "192.0.2.44"
MAIL = "an.peeters@voorbeeld.be"


@pytest.fixture
def log(settings):
    """What the site writes in production, as text; the loggers are as they were afterwards."""
    stream = io.StringIO()
    configured = logging_settings(as_json=True)
    configured["handlers"]["console"] = {"class": "logging.StreamHandler", "formatter": "line", "stream": stream}
    logging.config.dictConfig(configured)
    yield stream
    logging.config.dictConfig(settings.LOGGING)


def lines_of(log):
    return [json.loads(line) for line in log.getvalue().splitlines()]


@pytest.fixture
def visitor():
    return Client(REMOTE_ADDR=ADDRESS, headers={"x-forwarded-for": ADDRESS}, raise_request_exception=False)


@pytest.mark.django_db
def test_a_request_is_one_line(site_tree, visitor, log):
    response = visitor.get("/?q=rouwverwerking")
    (line,) = [line for line in lines_of(log) if line["event"] == "request"]
    assert line["request_id"] == response["X-Request-Id"]
    assert (line["method"], line["path"], line["status"], line["level"]) == ("GET", "/", 200, "info")
    assert isinstance(line["duration_ms"], int)
    assert set(line) == {
        "event", "level", "logger", "timestamp", "request_id", "method", "path", "status", "duration_ms"
    }  # fmt: skip


@pytest.mark.django_db
def test_nothing_personal_is_logged(site_tree, visitor, log, monkeypatch):
    UserFactory(email=MAIL)
    visitor.cookies["gemeente"] = "73111"
    login = reverse("wagtailadmin_login")
    visitor.post(login, {"username": MAIL, "password": "een verkeerd wachtwoord"})
    visitor.post(login, {"username": MAIL, "password": PASSWORD})
    visitor.get("/zoeken/?q=rouwverwerking&gemeente=73111")
    visitor.get("/bestaat-niet/?q=rouwverwerking")
    visitor.get("/?q=%00rouwverwerking")
    visitor.get("/", HTTP_HOST="evil.example")

    def fail(*args, **kwargs):
        raise ValueError(f"Key (email)=({MAIL}) already exists, asked at /zoeken/?q=rouwverwerking from {ADDRESS}")

    monkeypatch.setattr("portal.pages.models.HomePage.serve", fail)
    assert visitor.get("/?q=rouwverwerking").status_code == 500

    text = log.getvalue()
    assert '"status": 500' in text
    assert "Traceback" in text
    assert "already exists" in text
    secrets = [MAIL, "an.peeters", ADDRESS, "rouwverwerking", PASSWORD, "een verkeerd wachtwoord", "73111"]
    secrets += [morsel.value for morsel in visitor.cookies.values()]
    assert [secret for secret in secrets if secret in text] == []


@pytest.mark.django_db
def test_every_line_of_a_request_has_its_number(site_tree, visitor, log, monkeypatch):
    monkeypatch.setattr("portal.pages.models.HomePage.serve", lambda *args, **kwargs: 1 / 0)
    number = visitor.get("/")["X-Request-Id"]
    lines = lines_of(log)
    assert {line["event"] for line in lines} >= {"request", "Internal Server Error: /"}
    assert {line["request_id"] for line in lines} == {number}


@pytest.mark.django_db
def test_the_secret_in_an_address_is_left_out(visitor, log):
    visitor.get(reverse("wagtailadmin_password_reset_confirm", args=["Mw", "c8yx2l-0123456789abcdef"]))
    assert "0123456789abcdef" not in log.getvalue()
    assert "password_reset/confirm/" in log.getvalue()


def test_health_is_not_logged_each_time(visitor, log):
    visitor.get("/livez")
    assert log.getvalue() == ""


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"mail to {MAIL} failed", "mail to <mail> failed"),
        ("from 192.0.2.44:5000", "from <ip>:5000"),
        ("from 2001:db8:0:0:0:0:2:1", "from <ip>"),
        ("from 2001:db8::2:1", "from <ip>"),
        ("GET /zoeken/?q=buurt&thema=x HTTP/1.1", "GET /zoeken/?<query> HTTP/1.1"),
        ("DETAIL:  Key (email)=(a) already exists", "DETAIL:  Key (email)=(<value>) already exists"),
        ("at 10:15:30 in portal.pages::save", "at 10:15:30 in portal.pages::save"),
        ("Wagtail 8.0.1, Django 5.2", "Wagtail 8.0.1, Django 5.2"),
        ("Why? Because.", "Why? Because."),
    ],
)
def test_what_is_redacted(text, kept):
    assert redacted(text) == kept


def test_a_developer_reads_plain_lines(settings):
    stream = io.StringIO()
    configured = logging_settings(as_json=False)
    configured["handlers"]["console"] = {"class": "logging.StreamHandler", "formatter": "line", "stream": stream}
    logging.config.dictConfig(configured)
    logging.getLogger("portal").warning("hallo")
    logging.config.dictConfig(settings.LOGGING)
    assert "hallo" in stream.getvalue()
    assert "[warning" in stream.getvalue()

"""No request that a machine can invent makes the site fail: a plain 400 or 404, or the sensible reading."""

import logging
import sys
from importlib import import_module
from urllib.parse import unquote_to_bytes

import pytest
from django.db import OperationalError, connection
from django.db.backends.signals import connection_created
from django.test import Client

from config.database import limit_statements

pytestmark = pytest.mark.django_db

LONG = "a" * 20_000
QUERIES = {
    "NUL": "q=%00&pagina=%00&thema=%00&gemeente=%00",
    "lone surrogate": "q=%ED%A0%80&thema=%ED%A0%80",
    "broken UTF-8": "q=%FF%FE&thema=%C3%28",
    "long": f"q={LONG}",
    "just short enough": f"q={'a' * 7_000}",
    "many words": "q=" + "+".join(["woord"] * 1_000),
    "a thousand parameters": "&".join(f"p{number}=1" for number in range(1_000)),
    "the same parameter a thousand times": "&".join(["thema=buurt"] * 1_000),
    "repeated": "q=a&q=b&pagina=1&pagina=2&soort=praktijk&soort=praktijk&gemeente=1&gemeente=2",
    "unknown": "onbekend=1&__proto__=1&constructor=1&id=1&pk__gt=0&themes__code=x",
    "unknown values": "soort=x&thema=x&doelgroep=x&regio=x&provincie=x&grootte=x&kost=x&sorteer=x&weergave=x&status=x",
    "negative": "pagina=-1&gemeente=-1",
    "zero": "pagina=0",
    "enormous": f"pagina={'9' * 400}&gemeente={'9' * 400}&kwaliteit={'9' * 400}",
    "not a number": "pagina=abc&pagina=1e9&pagina=NaN&pagina=%C2%B2&pagina=%E0%A5%AA&pagina=1.5&pagina=+1",
    "not a date": "van=2026-02-30&tot=99999-01-01",
    "dates that turn around": "van=2027-01-01&tot=2020-01-01",
    "signs of the query language": "q=%22%27%3A*%21%26%7C%28%29%3C-%3E%5C%2F%25_",
    "only signs": "q=%21%21%21",
    "unbalanced phrase": "q=%22buurt+werk",
    "only an exclusion": "q=-sport",
    "SQL": "q=%27%3B+DROP+TABLE+pages%3B--&thema=1%27+OR+%271%27%3D%271",
    "markup": "q=%3Cscript%3Ealert(1)%3C%2Fscript%3E&thema=%22%3E%3Csvg+onload%3Dalert(1)%3E",
    "template": "q=%7B%7B7*7%7D%7D%7B%25+debug+%25%7D",
    "control characters": "q=%01%02%0A%0D%1B%7F",
    "right to left and zero width": "q=%E2%80%AE%E2%80%8B%EF%BB%BF",
    "emoji and rare planes": "q=%F0%9F%8F%98%F4%8F%BF%BF",
    "a thousand accents": "q=a" + "%CC%81" * 1_000,
    "no value": "q&thema&pagina&=&&&",
    "semicolons": "q=a;pagina=2",
    "brackets": "q[]=a&thema[0]=b&thema[%00]=c",
}
COOKIES = {
    "letters": "gemeente=abc",
    "NUL in octal": 'gemeente="\\000\\000"',
    "long": f"gemeente={'9' * 3_000}",
    "five signs that are no digits": "gemeente=²²²²²",
    "unknown code": "gemeente=99999",
    "SQL": "gemeente=' OR 1=1",
    "session": "sessionid=" + "x" * 3_000,
    "session with NUL": 'sessionid="abcdefghij\\000klmnop"',
    "token": "csrftoken=" + "é" * 100,
    "messages": "messages=W1siX19qc29uX21lc3NhZ2UiLDAsMjUsImEiXV0:1x:y",
    "no cookie at all": ";;;===;;\x7f",
}
HEADERS = {
    "host": {"HTTP_HOST": "evil.example"},
    "host with a path": {"HTTP_HOST": "localhost/evil"},
    "host with signs": {"HTTP_HOST": "local host\u00e9<script>"},
    "no host": {"HTTP_HOST": ""},
    "forwarded host": {"HTTP_X_FORWARDED_HOST": "evil.example"},
    "charset that does not exist": {"CONTENT_TYPE": "text/plain; charset=klingon"},
    "charset of other width": {"CONTENT_TYPE": "text/html; charset=utf-16"},
    "content type without sense": {"CONTENT_TYPE": "////;;=\u00ff"},
    "length without sense": {"CONTENT_LENGTH": "many"},
    "negative length": {"CONTENT_LENGTH": "-5"},
    "accept": {"HTTP_ACCEPT": ";;q=x,*/*;q=-1" * 50},
    "language": {"HTTP_ACCEPT_LANGUAGE": "x-" * 2_000},
    "date": {"HTTP_IF_MODIFIED_SINCE": "Mon, 99 Foo 99999 99:99:99 GMT"},
    "range": {"HTTP_RANGE": "bytes=-99999999999999999999-"},
    "referer": {"HTTP_REFERER": "http://[/"},
    "override": {"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"},
}
PATHS = {
    "NUL": "/praktijken/%00/",
    "broken UTF-8": "/praktijken/%FF%FE/",
    "lone surrogate": "/%ED%A0%80/",
    "long": f"/{LONG}/",
    "long but allowed": f"/{'a' * 1_900}/",
    "a name too long for a file": f"/media/images/{'a' * 300}.jpg",
    "deep": "/a" * 900 + "/",
    "up": "/praktijken/../../etc/passwd",
    "up, encoded": "/media/images/%2e%2e/%2e%2e/etc/passwd",
    "up, in static files": "/static/%2e%2e/%2e%2e/etc/passwd",
    "another address": "//evil.example/praktijken",
    "no address": "//[evil/",
    "brackets": "/http://[::1/",
    "new line": "/praktijken%0d%0aSet-Cookie:%20a=b/",
    "signs": "/praktijken/'\";--<script>/",
    "capital": "/PRAKTIJKEN/",
    "no slash": "/praktijken",
    "twice the slash": "/praktijken//",
    "space": "/praktijken/%20/",
    "original image": "/media/original_images/a.jpg",
    "document by its file": "/media/documents/a.pdf",
    "document with a number too large": f"/bestanden/{'9' * 30}/a.pdf",
    "private page with a number too large": f"/_util/authenticate_with_password/{'9' * 30}/1/",
    "sitemap below": "/sitemap.xml/x",
    "robot": "/.well-known/security.txt",
    "environment": "/.env",
}
BODIES = {
    "JSON where a form is expected": ("application/json", b'{"a": "\\u0000"}'),
    "broken JSON": ("application/json", b"{"),
    "XML": ("application/xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    "a form with NUL": ("application/x-www-form-urlencoded", b"gemeente=%00&csrfmiddlewaretoken=%00"),
    "a form in another encoding": ("application/x-www-form-urlencoded; charset=utf-16", b"\xff\xfeg\x00=\x00"),
    "a form of broken UTF-8": ("application/x-www-form-urlencoded", b"gemeente=%ff%fe"),
    "a form of raw bytes": ("application/x-www-form-urlencoded", b"gemeente=\xff\xfe\x00"),
    "a form of ten megabytes": ("application/x-www-form-urlencoded", b"gemeente=" + b"a" * 10_000_000),
    "a thousand fields": ("application/x-www-form-urlencoded", b"&".join(b"p%d=1" % n for n in range(1_000))),
    "parts without a border": ("multipart/form-data", b"--x\r\n\r\n--x--"),
    "parts that end too soon": ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a'),
    "a border too long": (f"multipart/form-data; boundary={'x' * 5_000}", b"--x"),
    "nothing": ("", b""),
}


@pytest.fixture
def reader():
    """A visitor whose browser shows what the site sends, also a 500."""
    return Client(raise_request_exception=False)


@pytest.fixture(autouse=True)
def _quiet(caplog):
    caplog.set_level(logging.CRITICAL, logger="django")


def fault_of(response):
    """Return why a person should not get this answer, or nothing."""
    if response.status_code >= 500:
        return f"{response.status_code} ({getattr(response, 'exc_info', ('', ''))[1]!r})"
    if response.status_code in {400, 404} and response.get("Content-Type", "").startswith("text/html"):
        page = response.content.decode()
        if page and ("<h1" not in page or "Traceback" in page):  # an answer to HEAD has none
            return "the page is not in the site's own dress"
    return ""


def faults_of(answers):
    """Return the faults of answers, each with what was asked."""
    return [f"{asked[:100]}: {fault}" for asked, response in answers if (fault := fault_of(response))]


def test_every_address_answers(addresses, reader):
    assert faults_of((path, reader.get(path)) for path in addresses) == []


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_parameters(addresses, reader, query):
    assert faults_of((path, reader.get(path, QUERY_STRING=query)) for path in addresses) == []


@pytest.mark.parametrize("cookie", COOKIES.values(), ids=COOKIES)
def test_cookies(addresses, reader, cookie):
    assert faults_of((path, reader.get(path, HTTP_COOKIE=cookie)) for path in addresses) == []


@pytest.mark.parametrize("headers", HEADERS.values(), ids=HEADERS)
def test_headers(addresses, reader, headers):
    assert faults_of((path, reader.get(path, QUERY_STRING="q=buur&pagina=2", **headers)) for path in addresses) == []


@pytest.mark.parametrize(("content_type", "body"), BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_bodies(addresses, reader, method, content_type, body):
    assert faults_of((path, reader.generic(method, path, body, content_type)) for path in addresses) == []


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "x" * 2_000])
def test_methods(addresses, reader, method):
    assert faults_of((path, reader.generic(method, path)) for path in addresses) == []


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_paths(addresses, reader, path):
    response = reader.get("/", PATH_INFO=unquote_to_bytes(path).decode("latin-1"))
    assert fault_of(response) == ""
    assert response.status_code in {301, 302, 400, 404}
    assert not response.get("Location", "").startswith(("//", "http"))


@pytest.mark.parametrize("host", ["evil.example", "localhost@evil.example", "localhost:abc"])
def test_a_forged_host_is_refused_and_never_repeated(addresses, reader, host):
    response = reader.get("/", HTTP_HOST=host)
    assert response.status_code == 400
    assert "evil.example" not in response.content.decode() + str(response.headers)


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain; charset=base64",
        "text/plain; charset=rot13",
        "text/plain; charset*=klingon''utf-8",
        "text/plain; charset*=utf-8''base64",
    ],
)
def test_a_charset_that_stops_django_itself_is_refused_too(site_tree, web_server, content_type):
    response = web_server.ask("/?q=buur", headers={"Content-Type": content_type})
    assert response.status == 400
    assert b"<h1" in response.body


@pytest.mark.parametrize("content_type", ["text/html; charset=UTF-8", 'application/json; charset="utf-8"', "a/b; c=d"])
def test_an_ordinary_content_type_passes(site_tree, web_server, content_type):
    assert web_server.ask("/?q=buur", headers={"Content-Type": content_type}).status == 200


def test_no_statement_of_a_page_holds_a_worker_for_long(db):
    limit_statements(sender=None, connection=connection)
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("5s",)
        cursor.execute("SET statement_timeout = '50ms'")
        with pytest.raises(OperationalError, match="statement timeout"):
            cursor.execute("SELECT pg_sleep(2)")


def test_the_entry_point_of_the_site_has_both_limits(monkeypatch):
    monkeypatch.delitem(sys.modules, "config.wsgi", raising=False)
    entry_point = import_module("config.wsgi")  # not above: it limits the statements of whatever connects after it
    listeners = [receiver() for _key, receiver, *_rest in connection_created.receivers]
    connection_created.disconnect(dispatch_uid="config.wsgi")
    assert limit_statements in listeners
    assert entry_point.application.__qualname__.startswith("readable_content_type")

"""Environment variables: one typed object, one sentence for what is wrong, one table for the operator."""

import dataclasses
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping

import pytest

from config.environment import Environment, EnvironmentProblem, read_environment
from config.mail import mail_server
from tests.architecture.sources import ROOT

PRODUCTION = {
    "SECRET_KEY": "x" * 50,
    "ALLOWED_HOSTS": "www.example.org",
    "DATABASE_URL": "postgresql://site@db.example.org/site",
}


class Asked(Mapping[str, str]):
    """An empty environment that remembers which variables were asked for."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.names.add(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def operations_table() -> dict[str, str]:
    """Return the defaults by variable, as the operator reads them."""
    text = (ROOT / "docs/operations.md").read_text()
    return {name: value.strip("` ") for name, value in re.findall(r"^\| `([A-Z_]+)` \|([^|]*)\|", text, re.MULTILINE)}


def test_the_operators_table_names_what_the_code_reads() -> None:
    asked = Asked()
    read_environment(asked, production=False)
    assert set(operations_table()) - {"DJANGO_SETTINGS_MODULE"} == asked.names


def test_the_operators_table_has_the_defaults_of_the_code() -> None:
    environment = read_environment({}, production=False)
    table = operations_table()
    for field in dataclasses.fields(Environment):
        value = getattr(environment, field.name)
        shown = {"var_dir": "var", "trust_proxy": "no"}.get(field.name)
        if shown is None:
            shown = ",".join(value) if isinstance(value, tuple) else str(value)
        assert table[field.name.upper()] == shown


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
def test_production_asks_for(missing: str) -> None:
    with pytest.raises(EnvironmentProblem, match=f"{missing} is not set"):
        read_environment({**PRODUCTION, missing: ""}, production=True)


def test_production_starts_with_what_it_asks_for() -> None:
    assert read_environment(PRODUCTION, production=True).allowed_hosts == ("www.example.org",)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", "short", "SECRET_KEY is shorter than 50 characters"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS may not hold *"),
        ("BASE_URL", "www.example.org", "BASE_URL='www.example.org' does not start with http:// or https://"),
        ("BASE_PATH", "samenwijs", "BASE_PATH='samenwijs' does not start with /"),
        ("LOG_LEVEL", "loud", "LOG_LEVEL='LOUD' is not DEBUG, INFO, WARNING or ERROR"),
        ("TRUST_PROXY", "perhaps", "TRUST_PROXY='perhaps' is not yes or no"),
    ],
)
def test_a_wrong_value_is_named(name: str, value: str, sentence: str) -> None:
    with pytest.raises(EnvironmentProblem) as problem:
        read_environment({**PRODUCTION, name: value}, production=True)
    assert sentence in str(problem.value)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"SEARCH_ENGINE": "solr"}, "SEARCH_ENGINE='solr' is not postgresql or elasticsearch"),
        ({"SEARCH_ENGINE": "elasticsearch"}, "ELASTICSEARCH_URL is not set, and SEARCH_ENGINE is elasticsearch"),
        ({"ELASTICSEARCH_URL": "https://a:9200,b:9200"}, "'b:9200' is not an address such as https://es1:9200"),
        ({"ELASTICSEARCH_URL": "https://a:port"}, "'https://a:port' is not an address such as https://es1:9200"),
        ({"ELASTICSEARCH_URL": "https://u:secret@a:9200"}, "ELASTICSEARCH_URL has a user or password"),
        ({"ELASTICSEARCH_API_KEY": "k", "ELASTICSEARCH_USER": "u", "ELASTICSEARCH_PASSWORD": "p"}, "are both set"),
        ({"ELASTICSEARCH_USER": "u"}, "ELASTICSEARCH_USER and ELASTICSEARCH_PASSWORD only one is set"),
        ({"ELASTICSEARCH_CA_CERTIFICATE": "/nowhere/ca.crt"}, "'/nowhere/ca.crt' is no file"),
        (
            {"ELASTICSEARCH_CA_CERTIFICATE": __file__, "ELASTICSEARCH_URL": "http://a:9200"},
            "ELASTICSEARCH_URL has an address without https",
        ),
        ({"ELASTICSEARCH_INDEX_PREFIX": "Ons_Huis"}, "'Ons_Huis' is not small letters, digits and hyphens"),
        ({"ELASTICSEARCH_REPLICAS": "one"}, "ELASTICSEARCH_REPLICAS='one' is not a number"),
    ],
)
def test_a_wrong_setting_of_search_is_named(given: dict[str, str], sentence: str) -> None:
    with pytest.raises(EnvironmentProblem) as problem:
        read_environment({**PRODUCTION, **given}, production=True)
    assert sentence in str(problem.value)
    assert "secret" not in str(problem.value)


def test_several_nodes_stand_with_commas() -> None:
    nodes = "https://es1:9200, https://es2:9200"
    environment = read_environment({"SEARCH_ENGINE": "Elasticsearch", "ELASTICSEARCH_URL": nodes}, production=False)
    assert environment.search_engine == "elasticsearch"
    assert environment.elasticsearch_url == ("https://es1:9200", "https://es2:9200")


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(EnvironmentProblem) as problem:
        read_environment({"BASE_PATH": "x"}, production=True)
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "BASE_PATH"):
        assert name in str(problem.value)


@pytest.mark.parametrize(
    ("command", "named"),
    [
        ([sys.executable, "manage.py", "check"], "config.settings.production"),
        ([sys.executable, "-m", "gunicorn", "--config", "platform/config/web_server.py", "config.wsgi"], ""),
    ],
)
def test_a_production_site_without_settings_does_not_start(command: list[str], named: str) -> None:
    """Neither a command nor the web server; the web server takes the production settings when none are named."""
    variables = {"PATH": os.environ["PATH"], **({"DJANGO_SETTINGS_MODULE": named} if named else {})}  # noqa: TID251
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert done.stderr.strip() == (
        "Samenwijs cannot start: SECRET_KEY is not set; ALLOWED_HOSTS is not set; DATABASE_URL is not set. "
        "See docs/operations.md."
    )


def test_mail_goes_to_files_without_a_server() -> None:
    assert mail_server("").backend.endswith("filebased.EmailBackend")


@pytest.mark.parametrize(
    ("url", "port", "use_starttls", "use_tls"),
    [
        ("smtp://mail.example.org", 25, False, False),
        ("smtp+tls://mail.example.org", 587, True, False),
        ("smtps://mail.example.org", 465, False, True),
        ("smtps://mail.example.org:2465", 2465, False, True),
    ],
)
def test_a_mail_server_is_read_from_its_address(url: str, port: int, use_starttls: bool, use_tls: bool) -> None:
    server = mail_server(url)
    assert (server.host, server.port) == ("mail.example.org", port)
    assert (server.use_starttls, server.use_tls) == (use_starttls, use_tls)


def test_signs_in_a_mail_password_are_decoded() -> None:
    server = mail_server("smtp+tls://site%40example.org:p%2Fw@mail.example.org")
    assert (server.user, server.password) == ("site@example.org", "p/w")


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://host:port"])
def test_what_is_no_mail_server_is_refused(url: str) -> None:
    with pytest.raises(EnvironmentProblem, match="EMAIL_URL is not an address of a mail server"):
        mail_server(url)

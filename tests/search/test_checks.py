"""The system checks of how Elasticsearch is reached."""

import ssl
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.conf import LazySettings
from django.core.checks import run_checks

from search.engines.elastic.connection import Cluster
from search.engines.elastic.engine import ElasticEngine
from search.engines.elastic.indices import rebuild
from search.engines.fallback import FallbackEngine
from search.engines.postgresql.engine import PostgreSQLEngine
from tests.architecture.sources import ROOT
from tests.factories.search import document, fill

FINE = {
    "urls": ("https://es1.example.org:9200", "https://es2.example.org:9200"),
    "api_key": "key",
    "user": "",
    "password": "",
    "ca_certificate": "",
    "index_prefix": "samenwijs",
    "replicas": 1,
}


def ids_of(settings: LazySettings, **changed: Any) -> list[str]:
    """Return the ids of what the checks of a real site find in these settings."""
    settings.SEARCH_ENGINE = changed.pop("engine", "elasticsearch")
    settings.ELASTICSEARCH = FINE | changed
    return [found.id or "" for found in run_checks(include_deployment_checks=True) if (found.id or "")[:7] == "search."]


def test_a_cluster_with_a_key_and_https_is_fine(settings: LazySettings) -> None:
    assert ids_of(settings) == []


def test_what_is_not_used_is_not_checked(settings: LazySettings) -> None:
    assert ids_of(settings, engine="postgresql", urls=("http://es1:9200",), replicas=0) == []


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"urls": ("http://es1:9200",)}, ["search.W001"]),
        ({"urls": ("http://es1:9200",), "api_key": "", "user": "me"}, ["search.W001"]),
        ({"urls": ("http://localhost:9200",)}, []),
        ({"urls": ("http://[::1]:9200",)}, []),
        ({"urls": ("http://es1:9200",), "api_key": ""}, ["search.W002"]),
        ({"urls": ("https://es1:9200",), "api_key": ""}, ["search.W002"]),
        ({"urls": ("http://127.0.0.1:9200",), "api_key": ""}, []),
        ({"replicas": 0}, ["search.W003"]),
        ({"replicas": 0, "urls": ("https://es1:9200",)}, []),
    ],
)
def test_what_is_unwise_is_named(settings: LazySettings, changed: dict[str, Any], found: list[str]) -> None:
    assert ids_of(settings, **changed) == found


def some_entries() -> None:
    fill(document("Moestuin"), by=PostgreSQLEngine())
    PostgreSQLEngine().rebuild()


@pytest.mark.django_db
def test_a_cluster_that_does_not_answer_is_named_where_the_database_is_asked(settings: LazySettings) -> None:
    settings.SEARCH_ENGINE = "elasticsearch"
    some_entries()
    away = FallbackEngine(ElasticEngine(Cluster(("http://127.0.0.1:1",), "away")), PostgreSQLEngine())
    with mock.patch("search.engines.engine", away):
        (found,) = run_checks(tags=["database"], databases=["default"])
        assert not run_checks(tags=["database"])

    assert found.id == "search.W004"
    assert "no node can be reached" in found.msg


@pytest.mark.django_db
def test_an_index_that_is_right_is_fine(settings: LazySettings, cluster: Cluster) -> None:
    settings.SEARCH_ENGINE = "elasticsearch"
    some_entries()
    engine = FallbackEngine(ElasticEngine(cluster), PostgreSQLEngine())
    with mock.patch("search.engines.engine", engine):
        assert [found.id for found in run_checks(tags=["database"], databases=["default"])] == ["search.W004"]
        rebuild(cluster)
        assert not run_checks(tags=["database"], databases=["default"])


def test_a_file_without_certificates_is_named(settings: LazySettings, tmp_path: Path) -> None:
    assert ids_of(settings, ca_certificate=str(ROOT / "README.md")) == ["search.E001"]
    assert ids_of(settings, ca_certificate=str(tmp_path / "gone.pem")) == ["search.E001"]
    if authorities := ssl.get_default_verify_paths().cafile:
        assert ids_of(settings, ca_certificate=authorities) == []

"""The system checks of how Elasticsearch is reached."""

import ssl
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.checks import run_checks

from tests.architecture.sources import ROOT

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


def test_a_file_without_certificates_is_named(settings: LazySettings, tmp_path: Path) -> None:
    assert ids_of(settings, ca_certificate=str(ROOT / "README.md")) == ["search.E001"]
    assert ids_of(settings, ca_certificate=str(tmp_path / "gone.pem")) == ["search.E001"]
    if authorities := ssl.get_default_verify_paths().cafile:
        assert ids_of(settings, ca_certificate=authorities) == []

"""What is unwise or wrong in how Elasticsearch is reached (`manage.py check`).

The cluster itself is asked with the database alone (`--database default`, and before each migration).
"""

import ssl
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connection

THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


def ca_certificate_can_be_read(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """search.E001: the file that vouches for the nodes holds certificates."""
    file = _asked_for()["ca_certificate"]
    if not file:
        return []
    try:
        ssl.create_default_context(cafile=file)
    except OSError as error:
        return [
            Error(
                f"No certificate can be read from {file} ({error.strerror or error}).",
                hint="Let ELASTICSEARCH_CA_CERTIFICATE name a PEM file that the user of the site may read.",
                id="search.E001",
            )
        ]
    return []


def credentials_travel_encrypted(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """search.W001: a key or password does not cross a network in the open."""
    asked = _asked_for()
    if not (asked["api_key"] or asked["user"]) or not (hosts := _hosts_in_the_open()):
        return []
    return [
        Warning(
            f"The key or password of Elasticsearch goes over plain http to {hosts}: whoever listens can use it.",
            hint="Give ELASTICSEARCH_URL https:// addresses, and ELASTICSEARCH_CA_CERTIFICATE for a certificate of "
            "your own.",
            id="search.W001",
        )
    ]


def cluster_asks_who_it_is(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """search.W002: a cluster on a network does not let everybody write in it."""
    asked = _asked_for()
    if asked["api_key"] or asked["user"] or not (hosts := _hosts_elsewhere()):
        return []
    return [
        Warning(
            f"Elasticsearch on {hosts} is asked without a key or user: whoever reaches it can change the index.",
            hint="Switch its security on, and set ELASTICSEARCH_API_KEY, or ELASTICSEARCH_USER and its password.",
            id="search.W002",
        )
    ]


def several_nodes_have_a_copy(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """search.W003: when there are several nodes, the index survives the loss of one."""
    asked = _asked_for()
    if len(asked["urls"]) < 2 or asked["replicas"]:
        return []
    return [
        Warning(
            "ELASTICSEARCH_URL has several nodes and ELASTICSEARCH_REPLICAS is 0: "
            "with the node that holds the index, the index goes.",
            hint="Set ELASTICSEARCH_REPLICAS=1.",
            id="search.W003",
        )
    ]


def index_answers(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """search.W004: the cluster answers, is of a version that fits, and has an index that is right."""
    if settings.SEARCH_ENGINE != "elasticsearch" or not databases:
        return []
    from search.engines import engine  # noqa: PLC0415  needs the models
    from search.entries import Entry  # noqa: PLC0415

    if Entry._meta.db_table not in connection.introspection.table_names():
        return []  # before the first migration
    if not (wrong := engine.health()):
        return []
    return [
        Warning(
            f"PostgreSQL answers searches, or the index is behind: {wrong}.",
            hint="What is wrong with the index the worker repairs within seconds, once the cluster answers; "
            "look at ELASTICSEARCH_URL and the log of the cluster.",
            id="search.W004",
        )
    ]


def register_checks() -> None:
    """Let Django know the checks; those of transport and rights are for the real site (`check --deploy`)."""
    register(ca_certificate_can_be_read)
    register(several_nodes_have_a_copy)
    register(index_answers, Tags.database)
    register(credentials_travel_encrypted, Tags.security, deploy=True)
    register(cluster_asks_who_it_is, Tags.security, deploy=True)


def _asked_for() -> dict[str, Any]:
    """Return the settings of Elasticsearch, those of none when another engine answers."""
    none = {"urls": (), "api_key": "", "user": "", "ca_certificate": "", "replicas": 0}
    return settings.ELASTICSEARCH if settings.SEARCH_ENGINE == "elasticsearch" else none


def _hosts_elsewhere(*, scheme: str = "") -> str:
    """Return the hosts that are not this machine, of this scheme when one is given."""
    nodes = [urlsplit(url) for url in _asked_for()["urls"]]
    hosts = [node.hostname or "" for node in nodes if scheme in {"", node.scheme}]
    return ", ".join(host for host in hosts if host not in THIS_MACHINE)


def _hosts_in_the_open() -> str:
    return _hosts_elsewhere(scheme="http")

"""The environment, read and validated once: the only module that reads `os.environ`.

Every setting that an operator may change stands here with its default and its rule; docs/operations.md has the same
table in words, and a test compares the two.
"""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
"""The folder of the repository."""
INDEX_PREFIX = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


class EnvironmentProblem(SystemExit):
    """One or more environment variables are missing or unreadable; the message says what to set.

    It ends whatever program reads the settings (manage.py, web server, tests) with that sentence, not with a traceback.
    """


@dataclass(frozen=True)
class Environment:
    """What the operator decided, typed."""

    database_url: str
    """Empty: the embedded PostgreSQL in `var_dir`."""
    secret_key: str
    allowed_hosts: tuple[str, ...]
    base_url: str
    """Address of the site without a trailing slash, as people type it, for mails, canonical links and the sitemap."""
    base_path: str
    """Path below the host where the site lives, without a trailing slash; empty at the root."""
    var_dir: Path
    """Where the running site keeps what it makes: database, media, collected static files."""
    log_level: str
    trust_proxy: bool
    """The proxy in front sets `X-Forwarded-Proto` and `X-Forwarded-Host` itself."""
    email_url: str
    """`smtp://user:password@host:port` (config/mail.py has the other schemes); empty writes mails to `var/mail`."""
    email_from: str
    metrics_token: str
    """Bearer token that `/metrics` asks for; empty means that nobody may read it."""
    search_engine: str
    """`postgresql`, or `elasticsearch` when one machine is outgrown."""
    elasticsearch_url: tuple[str, ...]
    """Addresses of the nodes."""
    elasticsearch_api_key: str
    elasticsearch_user: str
    elasticsearch_password: str
    elasticsearch_ca_certificate: str
    """File with the certificate that signed those of the nodes; empty takes those of the system."""
    elasticsearch_index_prefix: str
    """How the names of our indices begin: two sites on one cluster have two."""
    elasticsearch_replicas: int
    """Copies of the index beside the first: one as soon as there is a second node."""


def read_environment(variables: Mapping[str, str], *, production: bool) -> Environment:
    """Return the environment, or raise `EnvironmentProblem` naming every variable that is wrong, in one message."""
    problems: list[str] = []

    def text(name: str, default: str = "", *, required: bool = False) -> str:
        value = variables.get(name, "").strip() or default
        if required and production and not value:
            problems.append(f"{name} is not set")
        return value

    def flag(name: str) -> bool:
        value = variables.get(name, "").strip().lower()
        if value not in {"", "0", "1", "true", "false", "yes", "no"}:
            problems.append(f"{name}={value!r} is not yes or no")
        return value in {"1", "true", "yes"}

    secret_key = text("SECRET_KEY", "" if production else "only-for-development-and-tests", required=True)
    if production and secret_key and len(secret_key) < 50:
        problems.append("SECRET_KEY is shorter than 50 characters")
    hosts = tuple(host for host in text("ALLOWED_HOSTS", "" if production else "*", required=True).split(",") if host)
    if production and "*" in hosts:
        problems.append("ALLOWED_HOSTS may not hold *")
    base_url = text("BASE_URL", "http://localhost:8000").rstrip("/")
    if not base_url.startswith(("http://", "https://")):
        problems.append(f"BASE_URL={base_url!r} does not start with http:// or https://")
    base_path = text("BASE_PATH").rstrip("/")
    if base_path and not base_path.startswith("/"):
        problems.append(f"BASE_PATH={base_path!r} does not start with /")
    log_level = text("LOG_LEVEL", "INFO").upper()
    if log_level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        problems.append(f"LOG_LEVEL={log_level!r} is not DEBUG, INFO, WARNING or ERROR")

    environment = Environment(
        database_url=text("DATABASE_URL", required=True),
        secret_key=secret_key,
        allowed_hosts=hosts,
        base_url=base_url,
        base_path=base_path,
        var_dir=Path(text("VAR_DIR", str(ROOT / "var"))).resolve(),
        log_level=log_level,
        trust_proxy=flag("TRUST_PROXY"),
        email_url=text("EMAIL_URL"),
        email_from=text("EMAIL_FROM", "samenwijs@localhost"),
        metrics_token=text("METRICS_TOKEN"),
        **_search_settings(text, problems),
    )
    if problems:
        raise EnvironmentProblem("Samenwijs cannot start: " + "; ".join(problems) + ". See docs/operations.md.")
    return environment


def _search_settings(text: Callable[..., str], problems: list[str]) -> dict[str, Any]:
    """Return the settings of search, and add what is wrong with them to `problems`."""
    engine, user = text("SEARCH_ENGINE", "postgresql").lower(), text("ELASTICSEARCH_USER")
    nodes = tuple(url.strip() for url in text("ELASTICSEARCH_URL").split(",") if url.strip())
    key, password, certificate = (text(f"ELASTICSEARCH_{name}") for name in ("API_KEY", "PASSWORD", "CA_CERTIFICATE"))
    prefix, replicas = text("ELASTICSEARCH_INDEX_PREFIX", "samenwijs"), text("ELASTICSEARCH_REPLICAS", "0")
    strange = next((url for url in nodes if not _is_address(url)), "")
    is_number = replicas.isascii() and replicas.isdecimal()
    with_user = any("@" in url for url in nodes)
    found = {
        f"SEARCH_ENGINE={engine!r} is not postgresql or elasticsearch": engine not in {"postgresql", "elasticsearch"},
        "ELASTICSEARCH_URL is not set, and SEARCH_ENGINE is elasticsearch": engine == "elasticsearch" and not nodes,
        f"ELASTICSEARCH_URL={strange!r} is not an address such as https://es1:9200": bool(strange) and not with_user,
        "ELASTICSEARCH_URL has a user or password: ELASTICSEARCH_USER and ELASTICSEARCH_PASSWORD give these": with_user,
        "ELASTICSEARCH_API_KEY and ELASTICSEARCH_USER are both set: one is enough": bool(key and user),
        "of ELASTICSEARCH_USER and ELASTICSEARCH_PASSWORD only one is set": bool(user) != bool(password),
        f"ELASTICSEARCH_CA_CERTIFICATE={certificate!r} is no file": bool(certificate)
        and not Path(certificate).is_file(),
        "ELASTICSEARCH_CA_CERTIFICATE is set, and ELASTICSEARCH_URL has an address without https": bool(certificate)
        and any(url.startswith("http://") for url in nodes),
        f"ELASTICSEARCH_INDEX_PREFIX={prefix!r} is not small letters, digits and hyphens": not INDEX_PREFIX.fullmatch(
            prefix
        ),
        f"ELASTICSEARCH_REPLICAS={replicas!r} is not a number": not is_number,
    }
    problems += [problem for problem, is_so in found.items() if is_so]
    return {
        "search_engine": engine,
        "elasticsearch_url": nodes,
        "elasticsearch_api_key": key,
        "elasticsearch_user": user,
        "elasticsearch_password": password,
        "elasticsearch_ca_certificate": certificate,
        "elasticsearch_index_prefix": prefix,
        "elasticsearch_replicas": int(replicas) if is_number else 0,
    }


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def is_production() -> bool:
    """Tell whether the production settings were asked for."""
    return os.environ["DJANGO_SETTINGS_MODULE"].endswith("production")


def environment_for_child(*, unless_set: Mapping[str, str], **variables: str) -> dict[str, str]:
    """Return the environment for a program that we start: ours with `variables`, and `unless_set` as defaults."""
    return {**unless_set, **os.environ, **variables}


def set_for_this_process(**variables: str) -> None:
    """Set environment variables of this process, for programs that it starts through a library."""
    os.environ.update(variables)


# Whoever forgets to name settings gets the strict ones; manage.py, `make run` and the tests name theirs.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
ENVIRONMENT = read_environment(os.environ, production=is_production())

"""Rules for the whole site that Django checks at each start; each says what to do (`manage.py check`)."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.http.request import validate_host


@register()
def var_dir_can_be_written(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """config.E001: uploads, static files and mails have a folder that this user may write."""
    folder: Path = settings.VAR_DIR
    existing = folder
    while not existing.exists():
        existing = existing.parent
    if existing.is_dir() and os.access(existing, os.W_OK | os.X_OK):
        return []
    return [
        Error(
            f"{folder} cannot be written.",
            hint="Give the user of the site rights there, or name another folder with VAR_DIR.",
            id="config.E001",
        )
    ]


@register(Tags.security, deploy=True)
def base_url_is_https(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """config.W002: links in mails, feeds and the sitemap of the real site lead to https."""
    if settings.WAGTAILADMIN_BASE_URL.startswith("https://"):
        return []
    return [
        Warning(
            f"BASE_URL is {settings.WAGTAILADMIN_BASE_URL}: links in mails and in the sitemap are not https.",
            hint="Set BASE_URL to the address as people type it, for example https://www.example.org.",
            id="config.W002",
        )
    ]


@register(Tags.security, deploy=True)
def base_url_is_an_allowed_host(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """config.W003: the address that we send to people is one that the site answers to."""
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or ""
    if validate_host(host, settings.ALLOWED_HOSTS):
        return []
    return [
        Warning(
            f"The host of BASE_URL ({host}) is not in ALLOWED_HOSTS: the links that the site sends answer 400.",
            hint="Add it to ALLOWED_HOSTS, or correct BASE_URL.",
            id="config.W003",
        )
    ]

"""What every template knows of the site itself, without a query."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix
from django.utils.encoding import escape_uri_path


@dataclass(frozen=True)
class SiteIdentity:
    """Name and place of the site; one deployment may live below a path of its host."""

    name: str
    root: str
    """Path of the start page, with a slash at both ends: `/`, or `/samenwijs/`."""
    base: str
    """Absolute address of the start page without its last slash, as people type it."""
    here: str
    """Canonical address of the page that is asked for: absolute, without parameters."""


def identity(path: str = "/") -> SiteIdentity:
    """Return the site's identity, with `path` (below the root) as the page that is asked for."""
    base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    return SiteIdentity(
        name=settings.WAGTAIL_SITE_NAME,
        root=get_script_prefix(),
        base=base,
        here=base + escape_uri_path(path),
    )


def site_identity(request: HttpRequest) -> dict[str, SiteIdentity]:
    """Context processor: `site` in every template."""
    return {"site": identity(request.path_info)}

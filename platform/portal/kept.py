"""What was made once and still holds: kept in the cache until something that the public reads changes.

Most requests ask for what nothing has changed since the last time. One query tells: a stamp of every page, privacy
setting, vocabulary, municipality and organisation, made of each row's key, the transaction that last wrote it and its
place in the table (PostgreSQL's `xmin` and `ctid`). Whatever is published, withdrawn, hidden, renamed or loaded, in
whichever process and by whichever road, gives another stamp as soon as it is committed; nothing needs to be told, and
nothing is shown longer than it may be. What depends on the clock (an event that begins) is at most `KEPT_SECONDS` old.

    html = kept("praktijk", practice.pk, request=request, make=lambda: render_to_string(…))

Never keep what depends on who asks, unless that stands in the key.
"""

from collections.abc import Callable
from functools import cache as once
from hashlib import sha256
from typing import Any, TypeVar

from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.db.models import Model
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import get_language
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction

from portal.loading import LoadedModel

KEPT_SECONDS = 600
ROOMS_READ_WHOLE = {"reference", "organisations"}
"""Apps of which every table counts: also what was merged into a municipality, and which action continues which."""

Made = TypeVar("Made")


def version_of(model: type[Model]) -> str:
    """Return a statement of one row that tells one state of a model's table from another: its name, count and sum."""
    table, key = model._meta.db_table, model._meta.pk.column
    version = f'sum(hash_record_extended(ROW("{key}", xmin, ctid), 0))'
    return f"SELECT '{table}', count(*), {version} FROM \"{table}\""  # noqa: S608  our own tables


@once
def _statement() -> str:
    models = {model for model in apps.get_models() if issubclass(model, Page | LoadedModel)}
    models |= {model for model in apps.get_models() if model._meta.app_label in ROOMS_READ_WHOLE}
    models |= {PageViewRestriction, get_image_model(), get_document_model()}
    return " UNION ALL ".join(version_of(model) for model in sorted(models, key=lambda model: model._meta.db_table))


def content_stamp() -> str:
    """Return what tells one state of the content from another, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_statement())
        return sha256(repr(sorted(cursor.fetchall())).encode()).hexdigest()


def kept(*key: object, request: HttpRequest, make: Callable[[], Made]) -> Made:
    """Return what `make` made for `key` since the content last changed, or make it now; a preview is always made."""
    if getattr(request, "is_preview", False):
        return make()
    place = sha256(repr((*key, get_language(), localdate())).encode()).hexdigest()
    stamp = content_stamp()
    if (entry := cache.get(place)) and entry[0] == stamp:
        made: Made = entry[1]
        return made
    made = make()
    cache.set(place, (stamp, made), KEPT_SECONDS)
    return made


def kept_html(template: str, *key: object, request: HttpRequest, context: Callable[[], dict[str, Any]]) -> SafeString:
    """Return `template` as it was rendered for `key` since the content last changed; `context` is made only then."""
    return kept(template, *key, request=request, make=lambda: render_to_string(template, context(), request=request))

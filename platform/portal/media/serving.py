"""Serving uploaded images in the sizes that pages ask for; a web server in front may take this over.

Only renditions are served here. Originals and documents lie in the same folder but are not public by their place:
a document has its own address (`/bestanden/`), which asks whether its collection is private.
"""

from pathlib import PurePosixPath

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.static import serve

RENDITIONS = "images"
"""Where Wagtail puts renditions, below MEDIA_ROOT."""


@transaction.non_atomic_requests
def rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """Serve a rendition, so that whatever it holds cannot run: no script, no style, no origin."""
    if PurePosixPath(name).parts[:1] != (RENDITIONS,):
        raise Http404
    try:
        response: HttpResponseBase = serve(request, name, document_root=str(settings.MEDIA_ROOT))
    except OSError as error:  # a name that no file system takes
        raise Http404 from error
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    patch_cache_control(response, public=True, max_age=24 * 60 * 60)
    return response

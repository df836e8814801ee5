"""Is it alive, is it ready, how is it doing."""

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from portal.health import registry
from portal.health.measures import exposition
from portal.health.readiness import readiness


@never_cache
@transaction.non_atomic_requests
def livez(request: HttpRequest) -> HttpResponse:
    """/livez: the process answers; asks nothing of the database, since restarting the site would not repair that."""
    return HttpResponse("alive\n", content_type="text/plain")


@never_cache
@transaction.non_atomic_requests
def readyz(request: HttpRequest) -> JsonResponse:
    """/readyz: requests may come; 503 with the reason when not."""
    state = readiness()
    said = {"ready": state.is_ready, "worker": state.worker}
    said |= registry.states() if state.is_ready else {"reason": state.reason}
    return JsonResponse(said, status=200 if state.is_ready else 503)


@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """/metrics: numbers for the operator, who sends the token of METRICS_TOKEN; to others there is no such page."""
    given = request.headers.get("Authorization", "")
    if not settings.METRICS_TOKEN or not constant_time_compare(given, f"Bearer {settings.METRICS_TOKEN}"):
        raise Http404
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_PLAIN_0_0_4)

"""Publishing and expiry on schedule: the periodic job that replaces Wagtail's `publish_scheduled`.

Wagtail's command runs without transactions and stops at the first page that fails. Here each page is one transaction:
a page that may not be public is taken off the schedule, its history says why, and the others go on; a run that is cut
off leaves each page as it was or as it should be, and the next run does the rest.
"""

import datetime
import logging
from collections.abc import Callable, Iterable
from enum import Enum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.log_actions import log
from wagtail.models import Page, Revision

logger = logging.getLogger(__name__)

REFUSED_ACTION = "samenwijs.publish.refused"
"""Entry in the history of a page whose day came while it was not complete."""


class Outcome(Enum):
    """What became of one page."""

    PUBLISHED = 1
    EXPIRED = 2
    REFUSED = 3
    DONE_ALREADY = 4
    """Somebody was faster."""


class UnfinishedScheduleError(Exception):
    """Pages that could not be handled for a reason of ours; they stay on the schedule."""


def publish_and_expire(at: datetime.datetime) -> str:
    """Take expired pages off the site and publish those whose day has come; return what was done, in words."""
    expiring = Page.objects.filter(live=True, expire_at__lte=at).order_by("expire_at", "pk")
    coming = Revision.objects.page_revisions().filter(approved_go_live_at__lte=at).order_by("approved_go_live_at", "pk")
    expired, failed_to_expire = _each(expiring.values_list("pk", flat=True), at, _expire)
    done, failed_to_publish = _each(coming.values_list("pk", flat=True), at, _publish_or_refuse)
    told = _("%(published)s gepubliceerd, %(expired)s vervallen, %(refused)s geweigerd.") % {
        "published": done.count(Outcome.PUBLISHED),
        "expired": expired.count(Outcome.EXPIRED),
        "refused": done.count(Outcome.REFUSED),
    }
    if failed := failed_to_expire + failed_to_publish:
        raise UnfinishedScheduleError(f"{told} {failed} mislukt, zie het logboek.")
    return told


def _each(
    keys: Iterable[int], at: datetime.datetime, handle: Callable[[int, datetime.datetime], Outcome]
) -> tuple[list[Outcome], int]:
    """Handle each key by itself; return what became of them, and how many failed."""
    outcomes, failed = [], 0
    for key in list(keys):
        try:
            outcomes.append(handle(key, at))
        except Exception:
            failed += 1
            logger.exception("Scheduled change of %s failed (%s)", key, handle.__name__)
    return outcomes, failed


def _expire(page_id: int, at: datetime.datetime) -> Outcome:
    with transaction.atomic():
        page = Page.objects.select_for_update().filter(pk=page_id, live=True, expire_at__lte=at).first()
        if page is None:
            return Outcome.DONE_ALREADY
        page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return Outcome.EXPIRED


def _publish_or_refuse(revision_id: int, at: datetime.datetime) -> Outcome:
    try:
        return _publish(revision_id, at)
    except ValidationError as refusal:
        _take_off_schedule(revision_id, refusal)
        return Outcome.REFUSED


@transaction.atomic
def _publish(revision_id: int, at: datetime.datetime) -> Outcome:
    revision = Revision.objects.select_for_update().filter(pk=revision_id, approved_go_live_at__lte=at).first()
    if revision is None:
        return Outcome.DONE_ALREADY
    action = PublishPageRevisionAction(revision, log_action="wagtail.publish.scheduled")
    # Wagtail compares with its own clock; a run for another moment (`run_periodic --at`) brings the day forward.
    action.object.go_live_at = min(action.object.go_live_at or at, timezone.now())
    action.execute(skip_permission_checks=True)
    return Outcome.PUBLISHED


@transaction.atomic
def _take_off_schedule(revision_id: int, refusal: ValidationError) -> None:
    revision = Revision.objects.get(pk=revision_id)
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    log(
        instance=revision.content_object,
        action=REFUSED_ACTION,
        revision=revision,
        data={"sentences": refusal.messages},
    )
    logger.warning("Page %s was not published on its day: %s", revision.object_id, " ".join(refusal.messages))

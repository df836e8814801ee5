"""Keeping each version of a guideline of AgII as it was public.

The version is written in the transaction of the publication itself. While it is the highest, a correction under the
same number replaces it; from then on it stays as it is. A number that was public never comes back: the page says so
when somebody publishes, and a trigger in the database stands behind it (the migration versions_stay).
"""

from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.models import Revision

from portal.pages.publication import Fault
from practices.guidelines import second_editor

if TYPE_CHECKING:
    from practices.guidelines.models import GuidelinePage


def highest_number(guideline: "GuidelinePage") -> int:
    """Return the highest version that was ever public; 0 before the first."""
    if guideline.pk is None:
        return 0
    return guideline.versions.aggregate(highest=Max("number"))["highest"] or 0


def faults(guideline: "GuidelinePage") -> list[Fault]:
    """Return what keeps this version from following those that were public."""
    highest = highest_number(guideline)
    if not highest:
        return []
    if not guideline.is_of_agii:
        return [Fault("issued_by", _("Deze richtlijn verscheen al als richtlijn van AgII. Dat blijft ze."))]
    if guideline.version and guideline.version < highest:
        sentence = _("Versie %(highest)s verscheen al. Geef een hoger nummer, of hou %(highest)s voor een verbetering.")
        return [Fault("version", sentence % {"highest": highest})]
    if guideline.version and guideline.version > highest and _starts_later(guideline):
        sentence = _("Tot dan geldt de vorige versie. Plan de publicatie op de dag dat deze geldig wordt.")
        return [Fault("valid_from", sentence)]
    return []


def _starts_later(guideline: "GuidelinePage") -> bool:
    """Return whether the version would be public before it is valid."""
    public_on = max(localdate(), localdate(guideline.go_live_at)) if guideline.go_live_at else localdate()
    return guideline.valid_from is not None and guideline.valid_from > public_on


def keep(guideline: "GuidelinePage") -> None:
    """Write the version that is now public, with its content as of now."""
    revision: Revision | None = guideline.live_revision
    approval = second_editor.approval_of(revision) if revision else None
    guideline.versions.update_or_create(
        number=guideline.version,
        defaults={
            "revision": revision,
            "content": guideline.serializable_data(),
            "valid_from": guideline.valid_from,
            "valid_to": guideline.valid_to,
            "what_changed": guideline.what_changed,
            "checked_on": localdate(approval.finished_at) if approval and approval.finished_at else None,
        },
    )

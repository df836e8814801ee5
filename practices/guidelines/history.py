"""The versions of a guideline in words: which there were, from when until when, and what came in their place."""

import datetime
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from portal.cards import Link

if TYPE_CHECKING:
    from practices.guidelines.models import GuidelinePage, GuidelineVersion


@dataclass(frozen=True)
class Notice:
    """What stands above the title: this was replaced, or is not valid any more."""

    tone: str
    title: str
    text: str = ""
    link: Link | None = None


@dataclass(frozen=True)
class Edition:
    """A row of the list of versions: its name (a link, unless it is the one shown) and what it was."""

    link: Link
    text: str


def period(valid_from: datetime.date | None, valid_to: datetime.date | None) -> str:
    """Return a validity: *Geldig van 1 september 2026 tot en met 31 augustus 2028*, *Geldig sinds 1 mei 2026*."""
    if valid_from is None:
        return ""
    start = date_format(valid_from, "j F Y")
    if valid_to:
        return _("Geldig van %(start)s tot en met %(end)s") % {"start": start, "end": date_format(valid_to, "j F Y")}
    words = _("Geldig vanaf %(start)s") if valid_from > localdate() else _("Geldig sinds %(start)s")
    return words % {"start": start}


def validity(versions: list["GuidelineVersion"], version: "GuidelineVersion") -> str:
    """Return the validity of a version of `versions` (newest first): at the latest to the day before the next one."""
    following = next((newer for newer, older in pairwise(versions) if older.number == version.number), None)
    if following is None:
        return period(version.valid_from, version.valid_to)
    day_before = following.valid_from - datetime.timedelta(days=1)
    end = min(version.valid_to or day_before, day_before)
    return period(version.valid_from, max(end, version.valid_from))


def editions(guideline: "GuidelinePage", versions: list["GuidelineVersion"], address: str) -> tuple[Edition, ...]:
    """Return the list of `versions`, newest first; none while there is only one."""
    if len(versions) <= 1:
        return ()
    rows = []
    for version in versions:
        is_valid = version is versions[0]
        states = [validity(versions, version), *([] if is_valid else [_("Vervangen")])]
        text = " ".join([version.what_changed.strip(), *(f"{state}." for state in states)]).strip()
        where = address if is_valid else f"{address}versie-{version.number}/"
        name = _("Versie %(number)s") % {"number": version.number}
        rows.append(Edition(Link(name, "" if version.number == guideline.version else where), text))
    return tuple(rows)


def checked_on(guideline: "GuidelinePage", versions: list["GuidelineVersion"]) -> datetime.date | None:
    """Return when a second editor approved the version that `guideline` holds."""
    return next((version.checked_on for version in versions if version.number == guideline.version), None)


def replaced(versions: list["GuidelineVersion"], version: "GuidelineVersion", address: str) -> Notice:
    """Return the notice above an earlier version: the one that is valid first."""
    words = _("Lees versie %(number)s, die nu geldt.") % {"number": versions[0].number}
    return Notice("past", _("Versie %(number)s is vervangen") % {"number": version.number}, link=Link(words, address))


def state(guideline: "GuidelinePage", request: HttpRequest) -> Notice | None:
    """Return the notice above a guideline that another replaced, or of which the validity has passed."""
    if getattr(guideline, "is_replaced", guideline.is_of_agii):
        successors = type(guideline).objects.visible_to_public().filter(replaces=guideline.pk)
        if successor := successors.order_by("-first_published_at", "pk").first():
            link = Link(successor.title, successor.get_url(request) or "", note=_("komt in de plaats."))
            return Notice("past", _("Deze richtlijn is vervangen"), link=link)
    if guideline.is_of_agii and guideline.is_expired and guideline.valid_to:
        words = _("Ze gold tot en met %(end)s. Een nieuwe versie is hier nog niet verschenen.")
        text = words % {"end": date_format(guideline.valid_to, "j F Y")}
        return Notice("warn", _("Deze richtlijn is niet meer geldig"), text)
    return None

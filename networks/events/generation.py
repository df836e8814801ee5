"""Generated events: credible, in Dutch, marked as an example, to try and to measure the site with many."""

import datetime
import random
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from networks.events.loading import BRUSSELS, event_index
from networks.events.models import EventOrganiser, EventPage
from networks.models import NetworkPage
from portal.loading import Report, read_json
from portal.organisations.models import Municipality
from portal.pages.starter import load_page
from portal.reference.models import EventKind, Theme

WORDS = Path(__file__).parent / "data" / "words.json"
KEY = "gegenereerd-"
"""How the starter id of every generated event begins: this is what is removed, and nothing else."""
SPREAD = 500
"""Days before and after today over which the events lie, two in three of them past."""


@transaction.atomic
def generate_events(number: int, *, remove: bool = False) -> str:
    """Generate events until there are `number`, or remove all that were generated; say what was done."""
    generated = EventPage.objects.filter(starter_id__startswith=KEY)
    before = generated.count()
    if remove:
        generated.delete()
        return f"generated events: {before} removed"
    words, report, index = read_json(WORDS), Report("generated events"), event_index()
    networks = list(NetworkPage.objects.visible_to_public())
    kinds = {kind.code: kind for kind in EventKind.objects.all()}
    themes = {theme.code: theme for theme in Theme.objects.all()}
    places = list(Municipality.objects.flemish().select_related("organisation").exclude(organisation=None))
    for place in range(before, number):
        dice = random.Random(place)  # noqa: S311  nothing secret
        kind, subject, town = dice.choice(words["kinds"]), dice.choice(words["subjects"]), dice.choice(places)
        load_page(
            report,
            EventPage,
            dice.choice(networks) if networks and dice.random() < 0.8 else index,
            comes_back=True,
            starter_id=f"{KEY}{place}",
            values={
                **_invented(dice, words, kind, subject, town),
                "slug": f"{KEY}{place + 1}",
                "event_kind": kinds[kind["code"]],
                "owner_organisation": town.organisation,
                "programme": _programme(dice, words, subject, places),
            },
            relations={"themes": [themes[subject["theme"]]]},
            children={"organisers": [EventOrganiser(organisation=town.organisation, sort_order=0)]},
        )
    return f"generated events: {report.created} new, {before} there already"


def _invented(dice: random.Random, words: Any, kind: Any, subject: Any, town: Municipality) -> dict[str, Any]:
    """Return the fields of an event that nobody planned."""
    day = localdate() + datetime.timedelta(days=dice.randint(-SPREAD, SPREAD // 2))
    start = datetime.datetime.combine(day, datetime.time(dice.choice((9, 10, 13, 14))), BRUSSELS)
    is_online = kind["code"] == "webinar"
    return {
        "title": f"Voorbeeld: {kind['title'].format(subject=subject['name'])}",
        "summary": kind["summary"].format(subject=subject["name"]),
        "start": start,
        "end": start + datetime.timedelta(hours=dice.choice((1, 2, 3, 6))),
        "is_online": is_online,
        "place": "" if is_online else dice.choice(words["places"]),
        "municipality": None if is_online else town,
        "accessibility": "" if is_online else dice.choice(words["accessibility"]),
        "registration": dice.choice(words["registrations"]),
        "registration_note": "Zeg tegen de coördinator dat je komt.",
        "for_whom": "Medewerkers van lokale besturen",
        "price": "Gratis",
        "contact_service": "Coördinatie van het netwerk",
        "is_example": True,
    }


def _programme(dice: random.Random, words: Any, subject: Any, places: list[Municipality]) -> list[tuple[str, Any]]:
    return [
        (
            "session",
            {
                "title": title,
                "municipalities": [dice.choice(places)] if dice.random() < 0.4 else [],
                "themes": [subject["theme"]] if dice.random() < 0.4 else [],
            },
        )
        for title in words["sessions"][: dice.randint(2, len(words["sessions"]))]
    ]

"""Generated networks: credible, in Dutch, marked as an example, to try and to measure the site with many."""

import datetime
import random
from pathlib import Path

from django.db import transaction

from networks.loading import network_index
from networks.models import NetworkMember, NetworkPage
from portal.loading import Report, read_json
from portal.organisations.models import Municipality
from portal.pages.starter import load_page

WORDS = Path(__file__).parent / "data" / "words.json"
KEY = "gegenereerd-"
"""How the starter id of every generated network begins: this is what is removed, and nothing else."""
FIRST_NEWS = datetime.date(2026, 1, 5)


@transaction.atomic
def generate_networks(number: int, *, remove: bool = False) -> str:
    """Generate networks until there are `number`, or remove all that were generated; say what was done."""
    generated = NetworkPage.objects.filter(starter_id__startswith=KEY)
    before = generated.count()
    if remove:
        generated.delete()
        return f"generated networks: {before} removed"
    words, report, index = read_json(WORDS), Report("generated networks"), network_index()
    municipalities = list(Municipality.objects.flemish().select_related("organisation"))
    for place in range(before, number):
        dice = random.Random(place)  # noqa: S311  nothing secret
        members = dice.sample(municipalities, k=min(len(municipalities), dice.randint(4, 20)))
        subject = words["subjects"][place % len(words["subjects"])]
        load_page(
            report,
            NetworkPage,
            index,
            comes_back=True,
            starter_id=f"{KEY}{place}",
            values={
                "title": f"Voorbeeld: lerend netwerk {subject} {place + 1}",
                "slug": f"{KEY}{place + 1}",
                "summary": f"Gemeenten die van elkaar leren over {subject}. Verzonnen om het platform te proberen.",
                "works_on": "\n".join(dice.sample(words["works_on"], k=3)),
                "coordinating_organisation": getattr(members[0], "organisation", None),
                "contact_service": "Coördinatie van het netwerk",
                "news": [
                    ("item", {"date": FIRST_NEWS + datetime.timedelta(days=dice.randrange(300)), **item})
                    for item in words["news"]
                ],
            },
            children={
                "members": [NetworkMember(municipality=member, since=dice.randint(2019, 2026)) for member in members]
            },
        )
    return f"generated networks: {report.created} new, {before} there already"

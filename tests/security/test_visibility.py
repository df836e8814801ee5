"""What the public may not see changes nothing on the site: not a title, not a count, not a link.

A site with public content is read once. Then a page of each type appears beside it, on the same themes, of the same
municipality and organisation, put forward by public pages; it is public for a moment and then hidden in each of the
ways there are. Afterwards every address must read as if it had never been there.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from networks.models import SharedPractice
from portal.pages.models import BasePage
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.pages import (
    PAGE_FACTORIES,
    EventPageFactory,
    GuidelinePageFactory,
    NetworkPageFactory,
    PracticePageFactory,
)
from tests.factories.reference import ActionFactory, TargetGroupFactory, ThemeFactory
from tests.factories.states import FORBIDDEN_STATES, specific
from tests.following import forget_this_test
from tests.security.addresses import public_addresses

pytestmark = pytest.mark.django_db

WORD = "Zonderlingwoord"
"""Stands in every hidden page, and is what the walk searches for; results repeat it, so it proves nothing."""
OF_NETWORK = "verborgenvanhetnetwerk"
"""An event below the hidden network: public itself, unless its network is behind a door."""
OF_ITS_PARENT = "below_a_private_parent"
"""Hides everything of its section."""
RESTRICTED = ["private_by_password", "for_signed_in_people", "for_a_group"]
OTHERS = [name for name in FORBIDDEN_STATES if name not in {*RESTRICTED, OF_ITS_PARENT}]
TOGETHER = ([*RESTRICTED, *OTHERS], [OF_ITS_PARENT])
"""Restrictions first: they bring in step more than the others, and would repair what those leave behind."""
CHANGING = [re.compile(p) for p in (r'nonce="[^"]*"', r'name="csrfmiddlewaretoken" value="[^"]*"', r"UID:[0-9a-f-]+\s")]


@dataclass
class Ground:
    """A public site, what hidden pages will have in common with it, and how it reads."""

    common: dict[str, Any]
    guideline: Any
    network: Any
    addresses: list[str]
    reads: dict[str, str]

    @property
    def shared(self):
        """Return the addresses of what names hidden pages while they are public."""
        own = [self.guideline.get_url(), self.network.get_url()]
        return ["/", *own, "/themas/buurt/", "/gemeenten/tongeren-borgloon/"]


@pytest.fixture(scope="module")
def ground(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield lay_ground()
        transaction.set_rollback(True)


def lay_ground():
    """Make the public site and read it."""
    municipality = MunicipalityFactory(nis="73111", name="Tongeren-Borgloon")
    theme, action = ThemeFactory(code="buurt"), ActionFactory(code="pmi-14")
    common = {
        "themes": [theme],
        "target_groups": [TargetGroupFactory(code="buren")],
        "municipalities": [municipality],
        "municipality": municipality,
        "members": [municipality, MunicipalityFactory(nis="71001")],
        "owner_organisation": OrganisationFactory(code="vzw-voorbeeld"),
        "coordinating_organisation": OrganisationFactory(code="vzw-voorbeeld"),
        "actions": [action],
    }
    guideline, network = GuidelinePageFactory(of_another=True, themes=[theme]), NetworkPageFactory(themes=[theme])
    for factory in PAGE_FACTORIES:
        factory(**fitting(factory, common))
    searches = [
        f"q={WORD}",
        "thema=buurt",
        "doelgroep=buren",
        "actie=pmi-14",
        "gemeente=73111",
        "archief=1",
        "voorbij=1",
    ]
    listings = ["/zoeken/", "/praktijken/", "/richtlijnen/", "/aanbod/", "/netwerken/", "/evenementen/"]
    plain = [path for path in public_addresses() if not path.startswith("/_util/")]  # asks for a password, by number
    plain += [page.get_url() for page in (guideline, network)]
    addresses = plain + [f"{path}?{query}" for path in listings for query in searches]
    return Ground(common, guideline, network, addresses, read(addresses))


def fitting(factory, values):
    """Return those values that the factory's model has a field for."""
    names = {field.name for field in factory._meta.model._meta.get_fields()}
    fit = {name: value for name, value in values.items() if name in names}
    return fit | {"municipalities": fit.pop("members")} if "members" in fit else fit


def read(addresses):
    """Return what an anonymous visitor reads at each address, without what differs each time."""
    visitor = Client(headers={"cookie": "gemeente=73111"})
    pages = {address: visitor.get(address).content.decode(errors="replace") for address in addresses}
    for changing in CHANGING:
        pages = {address: changing.sub("", page) for address, page in pages.items()}
    return pages


def appear(ground, state=""):
    """Publish a page of each type that has everything in common with the ground; return marks with their pages."""
    pages = {}
    for number, factory in enumerate(PAGE_FACTORIES):
        mark = f"verborgen{factory._meta.model.__name__.lower()}{state}"
        texts = {
            "title": f"{WORD} {mark}",
            "slug": f"zonder-{number}-{state}",
            "summary": f"{WORD}: {mark} in een zin.",
        }
        pages[mark] = factory(**fitting(factory, ground.common), **texts)
    practice, network = pages[f"verborgenpracticepage{state}"], pages[f"verborgennetworkpage{state}"]
    pages[f"{OF_NETWORK}{state}"] = EventPageFactory(
        parent=network,
        slug=f"zonder-6-{state}",
        title=f"{WORD} {OF_NETWORK}{state}",
        **fitting(EventPageFactory, ground.common),
    )
    guideline = specific(ground.guideline)
    guideline.practices.add(practice)
    guideline.save()
    SharedPractice.objects.create(network=ground.network, practice=practice)
    return pages


def where(mark, reads):
    return sorted(address for address, page in reads.items() if mark in page.lower())


def test_public_pages_are_found_in_many_places(ground):
    pages = appear(ground)
    reads = read([*ground.addresses, *(page.get_url() for page in pages.values())])
    for mark, page in pages.items():
        places = where(mark, reads)
        assert page.get_url() in places
        assert "/sitemap.xml" in where(page.slug, reads)
        assert f"/zoeken/?q={WORD}" in places, f"{mark} stands only in {places}"
    practice = where("verborgenpracticepage", reads)
    for place in ("/praktijken/", "/themas/buurt/", "/menukaart/pmi-14/", "/gemeenten/tongeren-borgloon/"):
        assert place in practice
    assert ground.guideline.get_url() in practice
    assert ground.network.get_url() in practice


@pytest.mark.parametrize("states", TOGETHER, ids=["of their own", "of their parent"])
def test_hidden_pages_leave_no_trace(ground, states):
    """In all states at once, because reading every address takes longest; what shows then is looked for one by one."""
    if found := traces(ground, states):
        cache.clear()
        forget_this_test()
        pytest.fail("\n".join(found + [f"{state}: {traces(ground, [state])}" for state in states]))


def traces(ground, states):
    """Let pages appear, be read and then be hidden in these ways; return, in words, what still shows of them."""
    with transaction.atomic():
        pages = {state: appear(ground, state) for state in states}
        own = {page.get_url(): mark for made in pages.values() for mark, page in made.items()}
        read(ground.addresses)  # whatever is kept in caches is now of the time that they were public
        found, hidden = [], []
        for state, made in pages.items():
            marks = [mark for mark in made if not mark.startswith(OF_NETWORK)]
            for mark in marks:
                made[mark] = FORBIDDEN_STATES[state](made[mark])
            found += anywhere(marks, read(ground.shared))
            hidden += marks
        found += [*at_their_own_addresses(own), *anywhere(hidden, read(ground.addresses))]
        if OF_ITS_PARENT not in states:
            SharedPractice.objects.filter(network=ground.network).delete()
            for state, made in pages.items():
                withdraw(made[f"{OF_NETWORK}{state}"])
            now = read(ground.addresses)
            found += [first_difference(path, ground.reads, now) for path in now if now[path] != ground.reads[path]]
        transaction.set_rollback(True)
    return found


def at_their_own_addresses(own):
    """Yield the addresses of hidden pages that show them, or name the hidden network."""
    visitor = Client()
    for address, mark in own.items():
        response = visitor.get(address)
        text = response.content.decode().lower()
        if not mark.startswith(OF_NETWORK):
            if not (response.status_code in {302, 404, 410} or "password" in text):
                yield f"{address} answers {response.status_code}"
            if mark in text:
                yield f"{address} shows {mark}"
        if "verborgennetworkpage" in text:
            yield f"{address} names its hidden network"


def anywhere(marks, reads):
    """Yield the pages that stand somewhere."""
    yield from (f"{mark} stands in {places}" for mark in marks if (places := where(mark, reads)))


def withdraw(page):
    page.refresh_from_db()
    if page.live:
        page.unpublish()


def first_difference(address, before, after):
    """Show where two readings of an address part."""
    lines = zip(before[address].splitlines(), after[address].splitlines(), strict=False)
    old, new = next(((old, new) for old, new in lines if old != new), ("", "(longer or shorter)"))
    return f"{address} read {old.strip()!r} and now reads {new.strip()!r}"


def test_a_list_asks_the_one_door_only():
    """`.live()` alone shows what is behind a password; nobody writes it by hand."""
    root = Path(__file__).resolve().parents[2]
    found = [
        f"{file.relative_to(root)}:{number}"
        for room in ("platform/portal", "practices", "networks", "search")
        for file in (root / room).rglob("*.py")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if re.search(r"\.(live|not_live|private)\(\)|(objects|all\(\)|pages)\.public\(\)", line)
    ]
    assert found == []


def test_every_page_type_reads_through_the_door():
    for model in apps.get_models():
        if issubclass(model, BasePage):
            assert hasattr(model.objects, "visible_to_public"), model


def test_linked_data_is_readable_and_of_public_pages(ground):
    for address, page in ground.reads.items():
        for text in re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, flags=re.DOTALL):
            assert json.loads(text), address


def test_a_practice_that_was_never_public_is_not_counted(ground):
    PracticePageFactory(draft=True, **fitting(PracticePageFactory, ground.common))
    assert read(ground.addresses) == ground.reads

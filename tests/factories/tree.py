"""The tree of the site, for tests: home with its section indexes, at the addresses of the real site."""

from dataclasses import dataclass
from typing import Any

from wagtail.models import Page, Site

from networks.events.models import EventIndexPage
from networks.models import NetworkIndexPage
from portal.pages.models import HomePage
from practices.guidelines.models import GuidelineIndexPage
from practices.models import PracticeIndexPage
from practices.offers.models import OfferIndexPage


@dataclass(frozen=True)
class SiteTree:
    """Home and the index of each section."""

    home: HomePage
    practices: PracticeIndexPage
    guidelines: GuidelineIndexPage
    offers: OfferIndexPage
    networks: NetworkIndexPage
    events: EventIndexPage


SECTIONS: dict[str, tuple[type[Page], str, str]] = {
    "practices": (PracticeIndexPage, "Praktijken", "praktijken"),
    "guidelines": (GuidelineIndexPage, "Richtlijnen", "richtlijnen"),
    "offers": (OfferIndexPage, "Aanbod", "aanbod"),
    "networks": (NetworkIndexPage, "Netwerken", "netwerken"),
    "events": (EventIndexPage, "Evenementen", "evenementen"),
}


def ensure_site_tree() -> SiteTree:
    """Return the tree of the site, made where it is not there yet."""
    home = HomePage.objects.first() or _make_home()
    sections: dict[str, Any] = {
        name: model.objects.first()
        or home.add_child(instance=model(title=title, slug=slug, summary=f"Alle {title.lower()} op een rij."))
        for name, (model, title, slug) in SECTIONS.items()
    }
    return SiteTree(home=home, **sections)


def _make_home() -> HomePage:
    root = Page.get_first_root_node()
    for page in root.get_children():  # the welcome page of a new Wagtail
        page.delete()
    root.refresh_from_db()
    home: HomePage = root.add_child(instance=HomePage(title="Samenwijs", slug="home", summary="Leer van elkaar."))
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page": home, "site_name": "Samenwijs"},
    )
    Site.clear_site_root_paths_cache()
    return home

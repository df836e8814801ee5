"""Pages of every type, for tests: valid and public by default, below the tree of the site.

    PracticePageFactory()                               a public practice of its owner
    PracticePageFactory(from_source=True)               summarised from a public source
    PracticePageFactory(draft=True, summary="")         a draft, which may be incomplete
    PracticePageFactory(themes=[theme], municipalities=[genk])
    EventPageFactory(parent=network)                    an event of a network

States that keep a page from the public (expired, private, …) stand in tests/factories/states.py.
"""

import datetime
from decimal import Decimal
from typing import Any

import factory
import wagtail_factories
from django.utils import timezone
from django.utils.text import slugify
from modelcluster.fields import ParentalManyToManyField

from networks.events.models import EventPage
from networks.models import NetworkMember, NetworkPage
from portal.pages.models import Origin, StandardPage
from practices.guidelines.models import GuidelinePage
from practices.models import PracticePage
from practices.offers.models import OfferPage
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.reference import (
    EventKindFactory,
    GuidelineKindFactory,
    OfferStatusFactory,
    PracticeStatusFactory,
    QualityLevelFactory,
    TargetGroupFactory,
    ThemeFactory,
)
from tests.factories.tree import ensure_site_tree


def in_section(name: str) -> Any:
    """Return the default parent of a factory: the section of that name (practices, guidelines, …) in the site tree."""
    return factory.LazyFunction(lambda: getattr(ensure_site_tree(), name))


class BasePageFactory(wagtail_factories.PageFactory):
    """Any page of the site; many-to-many values are given before the page is saved, since publishing asks for them."""

    class Meta:
        abstract = True

    class Params:
        draft = factory.Trait(live=False, first_published_at=None)

    title = factory.Sequence(lambda number: f"Pagina nummer {number}")
    slug = factory.LazyAttribute(lambda page: slugify(page.title))
    first_published_at = factory.LazyFunction(timezone.now)
    last_published_at = factory.SelfAttribute("first_published_at")
    summary = factory.LazyAttribute(lambda page: f"Waar {page.title} over gaat, in een zin.")

    @classmethod
    def _create_instance(cls, model_class: Any, parent: Any, kwargs: dict[str, Any]) -> Any:
        relations = {
            field.name: kwargs.pop(field.name)
            for field in model_class._meta.get_fields()
            if isinstance(field, ParentalManyToManyField) and field.name in kwargs
        }
        children = {name: kwargs.pop(name) for name in cls.child_relations() if name in kwargs}
        page = model_class(**kwargs)
        for name, values in {**relations, **children}.items():
            setattr(page, name, values)
        parent.refresh_from_db()
        parent.add_child(instance=page)
        return page

    @classmethod
    def build_parent(cls) -> Any:
        """Return the page below which the factory makes its pages."""
        return cls.parent.evaluate(None, None, {})

    @classmethod
    def child_relations(cls) -> tuple[str, ...]:
        """Names of the inline children (ParentalKey) that the factory takes as lists of unsaved objects."""
        return ()


class StandardPageFactory(BasePageFactory):
    class Meta:
        model = StandardPage

    parent = in_section("home")
    title = factory.Sequence(lambda number: f"Over nummer {number}")


class KnowledgePageFactory(BasePageFactory):
    """An item of its owner; `from_source=True` for one that is summarised from a public source."""

    class Meta:
        abstract = True

    class Params:
        from_source = factory.Trait(
            origin=Origin.SOURCE,
            owner_organisation=None,
            contact_service="",
            source_url="https://www.voorbeeld.be/bron",
            source_title="Een openbare bron",
            source_date="2024-05",
        )

    owner_organisation = factory.SubFactory(OrganisationFactory)
    contact_service = "Dienst Samenleven"
    themes = factory.LazyFunction(lambda: [ThemeFactory()])
    target_groups = factory.LazyFunction(lambda: [TargetGroupFactory()])


class PracticePageFactory(KnowledgePageFactory):
    class Meta:
        model = PracticePage

    parent = in_section("practices")
    title = factory.Sequence(lambda number: f"Praktijk nummer {number}")
    municipalities = factory.LazyFunction(lambda: [MunicipalityFactory()])
    what = "Buren koken elke maand samen in het buurthuis."
    result = "Meer buren kennen elkaar bij naam."
    difficulties = "Het duurde een jaar voor de groep gemengd was."
    cost = "€ 4.000 per jaar"
    cost_amount = Decimal(4000)
    fte = "0,3 VTE brugfiguur"
    fte_amount = Decimal("0.3")
    status = factory.SubFactory(PracticeStatusFactory)
    quality_level = factory.SubFactory(QualityLevelFactory)


class GuidelinePageFactory(KnowledgePageFactory):
    """A guideline of AgII; `of_another=True` for one of another publisher, from a public source."""

    class Meta:
        model = GuidelinePage

    class Params:
        of_another = factory.Trait(
            from_source=True,
            issued_by=GuidelinePage.IssuedBy.OTHER,
            publisher="Een kenniscentrum",
            year=2023,
            version=None,
            valid_from=None,
            chapters=[],
        )

    parent = in_section("guidelines")
    title = factory.Sequence(lambda number: f"Richtlijn nummer {number}")
    guideline_kind = factory.SubFactory(GuidelineKindFactory)
    version = 1
    valid_from = datetime.date(2026, 1, 1)
    chapters = factory.LazyFunction(
        lambda: [("chapter", {"title": "Waarom", "text": [("text", "<p>Omdat buren elkaar kennen.</p>")]})]
    )


class OfferPageFactory(KnowledgePageFactory):
    class Meta:
        model = OfferPage

    parent = in_section("offers")
    title = factory.Sequence(lambda number: f"Aanbod nummer {number}")
    description = "Een vorming van een halve dag."
    status = factory.SubFactory(OfferStatusFactory)
    how_to_apply = "Stuur een aanvraag met je vraag en je gemeente."


class NetworkPageFactory(BasePageFactory):
    """A network; `municipalities=[…]` are its members."""

    class Meta:
        model = NetworkPage

    class Params:
        municipalities = factory.LazyFunction(lambda: [MunicipalityFactory(), MunicipalityFactory()])

    parent = in_section("networks")
    title = factory.Sequence(lambda number: f"Netwerk nummer {number}")
    coordinating_organisation = factory.SubFactory(OrganisationFactory)
    contact_service = "Netwerkcoördinatie"
    themes = factory.LazyFunction(lambda: [ThemeFactory()])
    members = factory.LazyAttribute(
        lambda network: [NetworkMember(municipality=municipality) for municipality in network.municipalities]
    )

    @classmethod
    def child_relations(cls) -> tuple[str, ...]:
        return ("members",)


class EventPageFactory(KnowledgePageFactory):
    """An event that is still to come; `past=True` for one that is over, `parent=network` for one of a network."""

    class Meta:
        model = EventPage

    class Params:
        past = factory.Trait(
            start=factory.LazyFunction(lambda: timezone.now() - datetime.timedelta(days=30)),
        )

    parent = in_section("events")
    title = factory.Sequence(lambda number: f"Evenement nummer {number}")
    event_kind = factory.SubFactory(EventKindFactory)
    start = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(days=30))
    end = factory.LazyAttribute(lambda event: event.start and event.start + datetime.timedelta(hours=4))
    place = "Buurthuis De Brug"


PAGE_FACTORIES = (
    StandardPageFactory,
    PracticePageFactory,
    GuidelinePageFactory,
    OfferPageFactory,
    NetworkPageFactory,
    EventPageFactory,
)
"""One factory for each page type that editors make; a test compares it with the page types that exist."""

"""Images and documents, for tests."""

import factory
import wagtail_factories
from wagtail.models import Collection

from portal.media.models import SiteDocument, SiteImage


class ImageFactory(wagtail_factories.ImageFactory):
    """An image with its text alternative, maker and consent."""

    class Meta:
        model = SiteImage

    title = factory.Sequence(lambda number: f"Beeld {number}")
    description = "Buren aan een lange tafel op een plein"
    maker = "Gemeente Voorbeeld"
    has_consent = True
    collection = factory.LazyFunction(Collection.get_first_root_node)


class DocumentFactory(wagtail_factories.DocumentFactory):
    """A file to download."""

    class Meta:
        model = SiteDocument

    title = factory.Sequence(lambda number: f"Sjabloon {number}")
    file = factory.django.FileField(filename="sjabloon.txt", data=b"Een sjabloon.")
    collection = factory.LazyFunction(Collection.get_first_root_node)

"""Images and documents, with the rights to show them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from portal.media.choices import Licence


class SiteImage(AbstractImage):
    """An image: its description is the text alternative, and it says who made it and what may be done with it."""

    maker = models.CharField(_("maker"), max_length=200, help_text=_("Wie het beeld maakte, bijvoorbeeld *Stad Genk*."))
    licence = models.CharField(_("licentie"), max_length=20, choices=Licence.choices, default=Licence.FREE_REUSE)
    has_consent = models.BooleanField(
        _("iedereen op het beeld gaf toestemming"),
        default=False,
        help_text=_("Vink aan als wie herkenbaar is toestemming gaf, of als niemand herkenbaar is."),
    )

    admin_form_fields = ("title", "file", "description", "maker", "licence", "has_consent", "collection", "tags")

    class Meta(AbstractImage.Meta):
        verbose_name = _("beeld")
        verbose_name_plural = _("beelden")
        constraints = [
            models.CheckConstraint(condition=~Q(description=""), name="media_image_has_alternative"),
            models.CheckConstraint(condition=~Q(maker=""), name="media_image_has_maker"),
            models.CheckConstraint(condition=Q(has_consent=True), name="media_image_has_consent"),
        ]

    @property
    def default_alt_text(self) -> str:
        """The text alternative: the description that the uploader must give (Wagtail falls back to the title)."""
        return str(self.description)


class Rendition(AbstractRendition):
    """A scaled version of an image."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="media_rendition_once")
        ]


class SiteDocument(AbstractDocument):
    """A file to download, with its licence."""

    licence = models.CharField(_("licentie"), max_length=20, choices=Licence.choices, default=Licence.FREE_REUSE)

    admin_form_fields = ("title", "file", "licence", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documenten")

"""Images and documents, with the rights to show them, and the text of documents."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from portal.media.choices import Licence, TextState
from portal.media.explanations import Explanation, explanation_of


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


class DocumentText(models.Model):
    """The text of a document's file, as the worker read it, or why there is none.

    Beside the document and not in it: a list of documents should not read their texts. What is waited for, read or
    failed is always about one file; another file begins anew.
    """

    document = models.OneToOneField(SiteDocument, on_delete=models.CASCADE, primary_key=True, related_name="extracted")
    state = models.CharField(max_length=10, choices=TextState.choices, default=TextState.WAITING)
    reason = models.CharField(max_length=20, blank=True)
    """A `portal.media.extraction.results.Reason`, when there is no text."""
    text = models.TextField(blank=True)
    pages = models.PositiveIntegerField(null=True)
    is_partial = models.BooleanField(default=False)
    """The file holds more than was read."""
    file_name = models.CharField(max_length=255)
    file_hash = models.CharField(max_length=40, blank=True)
    """As Wagtail computed it when an editor brought the file; empty for files that came another way."""
    asked_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("tekst van een document")
        verbose_name_plural = _("teksten van documenten")
        constraints = [
            models.CheckConstraint(condition=Q(text="") | Q(state=TextState.READ), name="media_text_is_read"),
            models.CheckConstraint(
                condition=Q(state=TextState.FAILED, reason__gt="") | (~Q(state=TextState.FAILED) & Q(reason="")),
                name="media_text_failed_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["asked_at"], condition=Q(state=TextState.WAITING), name="media_text_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.state}"

    def is_about(self, document: SiteDocument) -> bool:
        """Tell whether it is about the file that the document has now."""
        hashes = {self.file_hash, document.file_hash} - {""}
        return self.file_name == document.file.name and len(hashes) < 2

    @property
    def explanation(self) -> Explanation:
        """How it stands, in words for editors."""
        return explanation_of(self)

    @property
    def may_be_asked_again(self) -> bool:
        """Tell whether trying once more makes sense: it failed, or nothing came."""
        return self.state == TextState.FAILED

"""Guidelines: AgII's own, with version and validity, and those of others, summarised from a public source."""

import re
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import F, Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import ObjectList, TabbedInterface
from wagtail.models import Revision
from wagtail.url_routing import RouteResult

from portal.blocks.fields import LeanStreamField
from portal.finding.listings import ListingDefinition
from portal.pages.constraints import required_when_public
from portal.pages.models import KnowledgePage, ListingIndexPage
from portal.pages.publication import Fault
from portal.reference.models import AgiiRole, Audience, GuidelineKind, SupportLevel, SupportType
from practices.guidelines import second_editor, versions
from practices.guidelines.blocks import AttachmentsBlock, ChaptersBlock
from practices.guidelines.detail import shown_context
from practices.guidelines.facets import GUIDELINES
from practices.guidelines.forms import GuidelineForm
from practices.guidelines.overview import index_context
from practices.guidelines.panels import GUIDELINE_TABS
from practices.guidelines.permissions import GuidelineIndexPermissionTester, GuidelinePermissionTester
from practices.guidelines.querysets import GuidelineManager
from practices.guidelines.version_page import serve_version
from practices.models import PracticePage

VERSION_ADDRESS = re.compile(r"versie-([1-9][0-9]{0,3})")


class GuidelineIndexPage(ListingIndexPage):
    """The listing of all guidelines, at /richtlijnen/."""

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["guidelines.GuidelinePage"]

    class Meta:
        verbose_name = _("overzicht van richtlijnen")

    def permissions_for_user(self, user: Any) -> GuidelineIndexPermissionTester:
        """Return what `user` may do here and below."""
        return GuidelineIndexPermissionTester(user, self)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a guideline as what it is, in one query where Wagtail takes two."""
        if path_components:
            below = GuidelinePage.objects.child_of(self).filter(slug=path_components[0])
            if found := below.first():
                return found.route(request, path_components[1:])
        return super().route(request, path_components)

    def listing_definition(self, request: HttpRequest) -> ListingDefinition:
        """Return what the listing holds."""
        return GUIDELINES

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the listing as asked for in the address."""
        return {**super().get_context(request, *args, **kwargs), **index_context(self, request)}


class GuidelinePage(KnowledgePage):
    """A guideline (richtlijn) with its publisher.

    One *van AgII* has a version and a validity, and takes a second editor to publish. One *van een ander* is summarised
    from a public source: it keeps publisher, kind, year and source, has neither version nor validity, and is never
    counted or labelled as AgII's.
    """

    class IssuedBy(models.TextChoices):
        """Whose guideline it is."""

        AGII = "agii", _("Van AgII")
        OTHER = "ander", _("Van een ander")

    kind = "richtlijn"
    kind_label = _("Richtlijn")
    unchecked_by = _("de uitgever")

    issued_by = models.CharField(_("van wie"), max_length=10, choices=IssuedBy.choices, default=IssuedBy.AGII)
    publisher = models.CharField(
        _("uitgever"), max_length=200, blank=True, help_text=_("Zoals de bron ze noemt. Bij AgII leeg laten.")
    )
    guideline_kind = models.ForeignKey(
        GuidelineKind, verbose_name=_("soort"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    year = models.PositiveSmallIntegerField(_("jaar"), null=True, blank=True)
    version = models.PositiveSmallIntegerField(_("versie"), null=True, blank=True)
    valid_from = models.DateField(_("geldig vanaf"), null=True, blank=True)
    valid_to = models.DateField(_("geldig tot en met"), null=True, blank=True)
    replaces = models.ForeignKey(
        "self",
        verbose_name=_("vervangt"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="replaced_by",
        help_text=_("Een andere richtlijn die met deze vervalt. Een nieuwe versie van deze zelf hoort hier niet."),
    )
    what_changed = models.TextField(_("wat er nieuw is"), blank=True, help_text=_("Vanaf versie 2: wat veranderde er?"))
    audiences = ParentalManyToManyField(Audience, verbose_name=_("voor wie"), blank=True)
    support_types = ParentalManyToManyField(SupportType, verbose_name=_("soort steun"), blank=True)
    support_level = models.ForeignKey(
        SupportLevel,
        verbose_name=_("niveau van steun"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    agii_roles = ParentalManyToManyField(AgiiRole, verbose_name=_("rol van AgII"), blank=True)
    chapters = LeanStreamField(ChaptersBlock(), verbose_name=_("hoofdstukken"), blank=True)
    attachments = LeanStreamField(AttachmentsBlock(), verbose_name=_("bijlagen"), blank=True)
    practices = ParentalManyToManyField(
        PracticePage, verbose_name=_("praktijken die dit tonen"), blank=True, related_name="guidelines"
    )

    objects = GuidelineManager()

    parent_page_types: ClassVar[list[str]] = ["guidelines.GuidelineIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "guidelines/guideline.html"
    base_form_class = GuidelineForm
    edit_handler = TabbedInterface([ObjectList(panels, heading=heading) for heading, panels in GUIDELINE_TABS])

    class Meta:
        verbose_name = _("richtlijn")
        verbose_name_plural = _("richtlijnen")
        constraints = [
            *KnowledgePage.Meta.constraints,
            required_when_public(
                "guidelines_agii_has_version",
                Q(issued_by="ander") | Q(version__isnull=False, version__gte=1, valid_from__isnull=False),
            ),
            required_when_public(
                "guidelines_new_version_says_what_changed",
                Q(issued_by="ander") | Q(version__lte=1) | ~Q(what_changed=""),
            ),
            required_when_public(
                "guidelines_other_has_publisher", Q(issued_by="agii") | (~Q(publisher="") & Q(origin="bron"))
            ),
            models.CheckConstraint(
                condition=Q(issued_by="agii") | Q(version=None, valid_from=None, valid_to=None),
                name="guidelines_other_has_no_version",
                violation_error_message=_("Een richtlijn van een ander heeft hier geen versie en geen geldigheid."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
                name="guidelines_validity_in_order",
                violation_error_message=_("De richtlijn vervalt vóór ze geldig wordt."),
            ),
        ]

    @property
    def is_of_agii(self) -> bool:
        """Whether AgII stands behind it."""
        return self.issued_by == self.IssuedBy.AGII

    @property
    def is_expired(self) -> bool:
        """Whether its validity has passed."""
        return self.valid_to is not None and self.valid_to < localdate()

    def permissions_for_user(self, user: Any) -> GuidelinePermissionTester:
        """Return what `user` may do with it: nobody publishes one of AgII alone."""
        return GuidelinePermissionTester(user, self)

    def publish(self, revision: Revision, *args: Any, skip_permission_checks: bool = False, **kwargs: Any) -> Any:
        """Publish as Wagtail does; the approval of a second editor is the permission that nobody has alone."""
        is_allowed = skip_permission_checks or second_editor.approval_of(revision) is not None
        return super().publish(revision, *args, skip_permission_checks=is_allowed, **kwargs)

    def save_revision(self, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any) -> Revision:
        """Save as Wagtail does; autosave makes a new revision rather than change one that was submitted."""
        if overwrite_revision and overwrite_revision.task_states.exists():
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    @transaction.atomic
    def save(self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any) -> Any:
        """Save; what becomes public of AgII was approved by a second editor, and its version is kept."""
        becomes_public = clean and self.live and kwargs.get("update_fields") is None
        if becomes_public:
            second_editor.require(self)
        saved = super().save(clean=clean, user=user, log_action=log_action, **kwargs)
        if becomes_public and self.is_of_agii:
            versions.keep(self)
        return saved

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Lead `versie-<n>/` to a version, under the same visibility as the page itself."""
        asked = VERSION_ADDRESS.fullmatch(path_components[0]) if len(path_components) == 1 else None
        if asked and self.live:
            return RouteResult(self, kwargs={"version_number": int(asked[1])})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Render the valid version, or the one that the address names."""
        if number := kwargs.pop("version_number", None):
            return serve_version(self, request, number)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the page shows, read at once."""
        return {**super().get_context(request, *args, **kwargs), **shown_context(self, request)}

    def publication_faults(self) -> list[Fault]:
        """Ask version, validity and chapters of AgII's own; publisher and source of another's."""
        faults = super().publication_faults()
        if self.is_of_agii:
            if not self.version:
                faults.append(Fault("version", str(_("Geef het nummer van de versie: 1 voor een nieuwe richtlijn."))))
            if not self.valid_from:
                faults.append(Fault("valid_from", str(_("Zeg vanaf wanneer de richtlijn geldt."))))
            if self.version and self.version > 1 and not self.what_changed.strip():
                faults.append(Fault("what_changed", str(_("Zeg wat er nieuw is tegenover de vorige versie."))))
            if not self.chapters:
                faults.append(Fault("chapters", str(_("Schrijf minstens één hoofdstuk."))))
        else:
            if not self.publisher.strip():
                faults.append(Fault("publisher", str(_("Noem de uitgever."))))
            if not self.is_from_source:
                faults.append(
                    Fault(
                        "origin", str(_("Een richtlijn van een ander is samengevat uit een openbare bron: kies dat."))
                    )
                )
        return [*faults, *versions.faults(self)]

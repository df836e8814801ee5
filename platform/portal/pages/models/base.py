"""What every page of the site is."""

from typing import Any, ClassVar

from django.db import models, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel, PublishingPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from portal.cards import Card
from portal.pages.forms import CompleteWhenPublicForm
from portal.pages.permissions import FixedPlacePermissionTester
from portal.pages.publication import Fault, PublicationRefused
from portal.pages.querysets import BasePageManager
from portal.searchable import SearchDocument, content_saved, headings_of, plain_text


class BasePage(Page):
    """The base of all pages: a summary, and one door to being public.

    A page type is composed: it inherits `BasePage` (or `KnowledgePage` for an item of knowledge), adds its fields and
    its own panels, and says in `publication_faults()` what it needs before it may be public. `save()` asks them of
    every page that is live, whichever way it became so: the admin's button, a workflow, a schedule, a copy, a loader.
    A database CHECK stands behind each (portal.pages.constraints), on the page's own column `is_public`.

    A concrete page type
    - lists its CHECKs in `Meta.constraints`, and adds `GuardPublicFlag("<table>")` to its migration;
    - sets `kind`, the word of its type in templates, search and facets;
    - offers its `search_document()` and registers itself (portal.searchable), and never asks search anything.
    """

    summary = models.CharField(
        _("samenvatting"),
        max_length=280,
        help_text=_("In hoogstens 280 tekens: wat is het, voor wie, en wat maakt het bruikbaar?"),
    )
    is_public = models.BooleanField(default=False, editable=False)

    is_being_saved = False
    """True inside a `save()` that ends with `content_saved`: what waits for that need not follow each relation."""

    objects = BasePageManager()

    base_form_class = CompleteWhenPublicForm
    show_in_menus_default = False
    kind: ClassVar[str] = "pagina"
    kind_label: ClassVar[Any] = _("Pagina")

    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, FieldPanel("summary")]
    promote_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel([FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")], _("Vinden"))
    ]
    settings_panels: ClassVar[list[Panel]] = [PublishingPanel()]

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page for an address; one that was withdrawn answers 410 with a sentence instead of 404."""
        if not path_components and not self.live and self.first_published_at is not None:
            return RouteResult(self, kwargs={"is_gone": True})
        if path_components and (child := self._only_kind_of_child(path_components[0])):
            return child.route(request, path_components[1:])
        return super().route(request, path_components)

    def _only_kind_of_child(self, slug: str) -> Any:
        """Return the child of that name in one query, where all children are of one type; Wagtail's way takes two."""
        models = self.allowed_subpage_models()
        return models[0].objects.child_of(self).filter(slug=slug).first() if len(models) == 1 else None

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Render the page, or say that it was withdrawn."""
        if kwargs.pop("is_gone", False):
            return TemplateResponse(request, "410.html", status=410)
        answer: HttpResponseBase = super().serve(request, *args, **kwargs)
        return answer

    def publication_faults(self) -> list[Fault]:
        """Return what is missing before this page may be public, in the order of its form."""
        if not self.summary.strip():
            return [Fault("summary", str(_("Schrijf een samenvatting van hoogstens 280 tekens.")))]
        return []

    def set_relations(self) -> None:
        """Set the relations that follow from what the page holds; a part of its saving."""

    @transaction.atomic
    def save(self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any) -> Any:
        """Save; a page that is live must be complete, or `PublicationRefused` says what is missing.

        With `update_fields` Wagtail touches metadata only (latest revision, workflow state), with the draft in memory:
        then nothing of the content is written and nothing is asked. `clean=False` writes all and asks nothing.
        """
        self.is_public = self.live
        update_fields = kwargs.get("update_fields")
        if update_fields is not None and "live" in update_fields:
            kwargs["update_fields"] = [*update_fields, "is_public"]
        if clean and self.live and update_fields is None and (faults := self.publication_faults()):
            raise PublicationRefused(faults)
        is_whole = update_fields is None or "live" in update_fields
        self.is_being_saved, is_new = is_whole, self.pk is None
        try:
            saved = super().save(clean=clean, user=user, log_action=log_action, **kwargs)
            if update_fields is None:
                self.set_relations()
        finally:
            self.is_being_saved = False
        if is_whole:
            content_saved.send(sender=type(self), instance=self, created=is_new)
        return saved

    def search_document(self) -> SearchDocument:
        """Return what can be found of the page: title, summary and the text of its StreamFields.

        A page type extends it with `dataclasses.replace(super().search_document(), …)`.
        """
        streams = [getattr(self, field.name) for field in self._meta.get_fields() if isinstance(field, StreamField)]
        first_published = self.first_published_at
        return SearchDocument(
            card=Card(
                kind="page", kind_label=str(self.kind_label), url=self.url or "", title=self.title, text=self.summary
            ),
            summary=self.summary,
            headings=headings_of(*streams),
            text=plain_text(*streams),
            published=localdate(first_published) if first_published else None,
        )


class StarterContent(BasePage):
    """A page that may come from starter content (portal.pages.starter)."""

    starter_id = models.SlugField(max_length=80, blank=True, editable=False, db_index=True)
    """Key of the item in the starter content; empty for everything else."""
    starter_digest = models.CharField(max_length=64, blank=True, editable=False)
    """Digest of the values it was loaded with."""

    exclude_fields_in_copy: ClassVar[list[str]] = ["starter_id", "starter_digest"]

    class Meta:
        abstract = True


class SectionIndexPage(BasePage):
    """The one listing page of a section; its place, name and address are part of the site and stay."""

    max_count = 1
    content_panels: ClassVar[list[Panel]] = [FieldPanel("title", read_only=True), FieldPanel("summary")]
    promote_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel([FieldPanel("seo_title"), FieldPanel("search_description")], _("Vinden"))
    ]
    settings_panels: ClassVar[list[Panel]] = []

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> FixedPlacePermissionTester:
        """Return what `user` may do here; nobody moves, withdraws or deletes it."""
        return FixedPlacePermissionTester(user, self)

"""Bringing starter content in as pages, by the verbs that an editor's action uses: a draft, a revision, published."""

from collections.abc import Mapping
from typing import Any

from modelcluster.fields import ParentalKey
from wagtail.models import Page, Site

from portal.loading import Report, digest_of
from portal.pages.models import BasePage, HomePage, SectionIndexPage, StarterRecord


def home_page() -> HomePage:
    """Return the home page of the site, made with its site record when there is none yet."""
    home: HomePage | None = HomePage.objects.first()
    if home:
        return home
    root = Page.get_first_root_node()
    made: HomePage = root.add_child(
        instance=HomePage(
            title="Samenwijs",
            slug="start",
            summary="Van gemeente tot gemeente: wat werkt, wat het kost en wat moeilijk was.",
            locale=root.locale,
        )
    )
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "site_name": "Samenwijs", "root_page": made},
    )
    # Wagtail's own first migration leaves a welcome page.
    for page in root.get_children().not_exact_type(HomePage).filter(depth=2, slug="home"):
        page.delete()
    made.refresh_from_db()
    return made


def section(model: type[SectionIndexPage], *, title: str, slug: str, summary: str) -> SectionIndexPage:
    """Return the one index page of a section, made below home when there is none yet."""
    index: SectionIndexPage | None = model.objects.first()
    if index is None:
        index = home_page().add_child(instance=model(title=title, slug=slug, summary=summary))
    return index


def load_page(
    report: Report,
    model: type[BasePage],
    parent: Page,
    *,
    starter_id: str,
    values: Mapping[str, Any],
    relations: Mapping[str, list[Any]] | None = None,
    children: Mapping[str, list[Any]] | None = None,
    comes_back: bool = False,
) -> None:
    """Create and publish the page that `starter_id` names, or leave it when somebody edited, withdrew or deleted it.

    `values` are fields, `relations` many-to-many relations, `children` rows of child relations (unsaved instances).
    A page that exists follows the file only when the file changed and every revision of it was made by a loader (a
    revision of a person names its user). What was deleted stays away, unless it `comes_back` (generated content).
    """
    relations, children = relations or {}, children or {}
    rows = {name: [_plain(row) for row in instances] for name, instances in children.items()}
    digest = digest_of({**values, **relations, **rows})
    page: Any = model.objects.filter(starter_id=starter_id).first()
    if page is None and (_is_first(model, starter_id) or comes_back):
        page = model(starter_id=starter_id, live=False, **values)
        parent.add_child(instance=page)
        report.created += 1
    elif page is None:
        report.kept.append(f"{starter_id} (deleted)")
        return
    elif page.starter_digest == digest:
        report.unchanged += 1
        return
    elif page.revisions.exclude(user=None).exists() or not page.live:
        report.kept.append(starter_id)
        return
    else:
        report.updated += 1
    _set(page, values, relations, children, digest)
    page.save_revision(log_action=False, clean=False).publish(log_action=False)


def _is_first(model: type[BasePage], starter_id: str) -> bool:
    """Tell whether an item was never brought in before, and remember that it is now."""
    _record, is_new = StarterRecord.objects.get_or_create(kind=model._meta.label_lower, starter_id=starter_id)
    return is_new


def _set(
    page: Any,
    values: Mapping[str, Any],
    relations: Mapping[str, list[Any]],
    children: Mapping[str, list[Any]],
    digest: str,
) -> None:
    for name, value in values.items():
        setattr(page, name, value)
    for name, related in relations.items():
        getattr(page, name).set(related)
    for name, instances in children.items():
        setattr(page, name, instances)
    page.starter_digest = digest


def _plain(row: Any) -> dict[str, Any]:
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.attname != "sort_order" and not isinstance(field, ParentalKey)
    }

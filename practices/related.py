"""Practices like another: on the same themes, for a municipality as large."""

from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q

from portal.organisations.models import Municipality
from portal.reference.models import Theme

if TYPE_CHECKING:
    from practices.models import PracticePage

MOST_RELATED = 3


def related_practices(
    practice: "PracticePage", themes: list[Theme], municipalities: list[Municipality]
) -> list["PracticePage"]:
    """Return up to three public practices with a theme in common: most themes first, then of a place as large."""
    if not themes:
        return []
    sizes = {municipality.size_class_id for municipality in municipalities}
    as_large = Municipality.objects.filter(practices=OuterRef("pk"), size_class__in=sizes)
    found = (
        type(practice)
        .objects.visible_to_public()
        .exclude(pk=practice.pk)
        .filter(themes__in=themes)
        .annotate(shared=Count("themes", filter=Q(themes__in=themes), distinct=True), is_as_large=Exists(as_large))
        .order_by("-shared", "-is_as_large", "-first_published_at", "pk")
    )
    return list(found.select_related("quality_level", "status", "owner_organisation")[:MOST_RELATED])

"""What an item has besides the codes that its document names: the crosswalk of actions, and what its places tell."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Q

from portal.finding.likeness import ONE_SIZE
from portal.reference.models import Action, Crosswalk

NOWHERE = "plaats:geen"
"""What an item without a municipality has, so that a map can say how many it leaves out."""


def related_actions(codes: Iterable[str]) -> Mapping[str, set[str]]:
    """Return, per action, the actions that it continues or that continue it, and the programmes of all of them.

    So an ended programme stays a way to what follows on it, and a running one to what came before. Two queries.
    """
    asked = set(codes)
    if not asked:
        return {}
    related: dict[str, set[str]] = defaultdict(set)
    pairs = Crosswalk.objects.filter(Q(old__code__in=asked) | Q(new__code__in=asked))
    for old, new in pairs.values_list("old__code", "new__code"):
        related[old].add(new)
        related[new].add(old)
    everything = asked.union(*related.values()) if related else asked
    programmes = dict(Action.objects.filter(code__in=everything).values_list("code", "programme__code"))
    return {
        code: related[code] | {programmes[action] for action in (code, *related[code]) if action in programmes}
        for code in asked
    }


def of_places(facets: Mapping[str, set[str]]) -> set[str]:
    """Return what the municipalities of an item tell together: that there are none, or that all are of one size."""
    sizes = facets.get("grootte", set())
    found = {f"{ONE_SIZE}:{size}" for size in sizes} if len(sizes) == 1 else set()
    return found if facets.get("gemeente") else found | {NOWHERE}

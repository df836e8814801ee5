"""The vocabulary terms of one practice, read in one query instead of one for each list."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet, Value

from portal.reference.models import AnchoringFactor, QualityLevel, Term

if TYPE_CHECKING:
    from practices.models import PracticePage

LISTS = ("themes", "target_groups", "policy_domains", "barriers", "evidence_kinds", "agii_roles")
COLUMNS = ("pk", "code", "label", "sort")


@dataclass(frozen=True)
class Scales:
    """The scales that a practice is placed on, each from its first rung or factor."""

    levels: tuple[Term, ...]
    factors: tuple[Term, ...]


def read_terms(practice: "PracticePage") -> Scales:
    """Fill the prefetch cache of the relations in `LISTS`, and return the scales.

    What an editor changed in a draft goes before what is fetched here, so that a preview shows it.
    """
    models: dict[str, Any] = {name: type(practice)._meta.get_field(name).related_model for name in LISTS}
    queries = [_terms(name, model.objects.filter(practicepage=practice.pk)) for name, model in models.items()]
    scales: dict[str, Any] = {"levels": QualityLevel, "factors": AnchoringFactor}
    queries += [_terms(name, model.objects.all()) for name, model in scales.items()]
    found: dict[str, list[Term]] = {name: [] for name in (*models, *scales)}
    for name, *values in queries[0].union(*queries[1:], all=True):
        model = {**models, **scales}[name]
        found[name].append(model(**dict(zip(COLUMNS, values, strict=True))))
    for terms in found.values():
        terms.sort(key=lambda term: (term.sort, term.label))
    cache = practice.__dict__.setdefault("_prefetched_objects_cache", {})
    for name, model in models.items():
        cache[name] = _already_read(model, found[name])
    return Scales(levels=tuple(found["levels"]), factors=tuple(found["factors"]))


def _terms(name: str, terms: QuerySet[Any]) -> QuerySet[Any, tuple[Any, ...]]:
    return terms.order_by().values_list(Value(name), *COLUMNS)


def _already_read(model: Any, terms: list[Term]) -> QuerySet[Any]:
    """Return a queryset that was read already, as Django's own prefetch leaves it."""
    queryset: QuerySet[Any] = model.objects.all()
    queryset._result_cache = terms
    queryset._prefetch_done = True  # type: ignore[attr-defined]
    return queryset

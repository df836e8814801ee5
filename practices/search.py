"""How a practice is found."""

from django.db.models import QuerySet

from portal.finding.vocabularies import UNKNOWN
from portal.pages.search import PREFETCHED, code, codes, knowledge_document
from portal.searchable import SearchDocument, headings_of, plain_text
from practices.cards import card
from practices.models import PracticePage


def findable_practices() -> QuerySet[PracticePage]:
    """Return the public practices with what their documents need."""
    found: QuerySet[PracticePage] = (
        PracticePage.objects.visible_to_public()
        .with_cards()
        .select_related("after_subsidy_status")
        .prefetch_related(*PREFETCHED, "policy_domains", "agii_roles", "actions__successors__new")
    )
    return found


def practice_document(practice: PracticePage) -> SearchDocument:
    """Return what can be found of a practice; figures only with their story, lessons for members never."""
    actions = list(practice.actions.all())
    continued = sorted({successor.new.label for action in actions for successor in action.successors.all()})
    return knowledge_document(
        practice,
        card(practice),
        headings=headings_of(practice.body),
        text=plain_text(
            practice.what,
            practice.result,
            practice.difficulties,
            practice.cause,
            practice.context,
            practice.steps,
            practice.core,
            practice.adaptable,
            practice.preconditions,
            practice.not_suited,
            practice.partners,
            practice.figures_story,
            practice.figures_limits,
            practice.voices,
            practice.unexpected,
            practice.handover_plan,
            practice.body,
        ),
        tags=(*(action.label for action in actions), *continued),
        facets={
            "domein": codes(practice.policy_domains),
            "actie": codes(practice.actions),
            "gemeente": tuple(place.nis for place in practice.municipalities.all()),
            "kwaliteit": code(practice.quality_level),
            "kost": (practice.cost_class or UNKNOWN,),
            "inspanning": (practice.effort_class or UNKNOWN,),
            "verankering": code(practice.after_subsidy_status),
            "status": code(practice.status),
            "rol": codes(practice.agii_roles),
        },
        quality=practice.quality_level.value if practice.quality_level else 0,
    )

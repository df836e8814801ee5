"""How themes and actions are found."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.cards import Card, Tag
from portal.reference.menu import programme_state
from portal.reference.models import Action, Theme
from portal.searchable import SearchDocument


def findable_themes() -> QuerySet[Theme]:
    """Return all themes; an ended one stays findable and says that it ended."""
    return Theme.objects.select_related("parent")


def theme_document(theme: Theme) -> SearchDocument:
    """Return what can be found of a theme: asked for one of its synonyms, it comes first."""
    card = Card(
        kind="theme",
        kind_label=_("Thema"),
        url=theme.get_absolute_url(),
        title=theme.label,
        text=theme.description,
        tags=(Tag(_("Beëindigd")),) if theme.is_ended else (),
        foot=(_("Onder %(theme)s") % {"theme": theme.parent.label},) if theme.parent else (),
    )
    return SearchDocument(
        card=card, names=tuple(theme.synonyms), summary=theme.description, facets={"thema": (theme.code,)}
    )


def findable_actions() -> QuerySet[Action]:
    """Return all actions; those of an ended programme say so."""
    return Action.objects.select_related("programme", "objective").prefetch_related("themes", "target_groups")


def action_document(action: Action) -> SearchDocument:
    """Return what can be found of an action, under the name of its programme too."""
    state = programme_state(action.programme)
    card = Card(
        kind="action",
        kind_label=_("Actie"),
        url=action.get_absolute_url(),
        title=action.label,
        text=action.description,
        foot=tuple(fact for fact in (action.programme.label, state) if fact),
    )
    return SearchDocument(
        card=card,
        summary=action.description,
        tags=(
            action.programme.label,
            _("actie %(number)s") % {"number": action.number} if action.number else "",
            action.objective.label if action.objective else "",
            *(group.label for group in action.target_groups.all()),
        ),
        facets={
            "actie": (action.code,),
            "thema": tuple(theme.code for theme in action.themes.all()),
            "doelgroep": tuple(group.code for group in action.target_groups.all()),
        },
    )

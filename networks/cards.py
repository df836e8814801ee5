"""A network outside its own page: the card that listings, slots and search draw."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.cards import Card
from portal.organisations.places import silhouettes
from portal.wording import counted

if TYPE_CHECKING:
    from networks.models import NetworkPage

MOST_SILHOUETTES = 5


Facts = Callable[[Sequence["NetworkPage"]], Mapping[int, str]]
"""From networks to a short fact of each that has one, by its key; asked once for a whole list."""

_facts: dict[str, Facts] = {}


def add_facts(name: str, facts: Facts) -> None:
    """Register what a feature says on cards of networks; a second registration of that name replaces the first."""
    _facts[name] = facts


def card(network: "NetworkPage", request: HttpRequest | None = None, *, facts: Sequence[str] = ()) -> Card:
    """Return the card of a network, read with `NetworkQuerySet.with_cards()`; `facts` are added to its own."""
    members = [member.municipality for member in network.members.all() if member.is_current]
    largest = sorted(members, key=lambda municipality: -municipality.population)[:MOST_SILHOUETTES]
    return Card(
        kind="network",
        kind_label=str(network.kind_label),
        url=network.get_url(request) or "",
        title=network.title,
        text=network.summary,
        silhouettes=silhouettes(largest),
        foot=(counted(len(members), _("gemeente"), _("gemeenten")), *facts),
    )


def cards(networks: Iterable["NetworkPage"], request: HttpRequest | None = None) -> list[Card]:
    """Return the cards of `networks`, with what features add to them: when they meet next."""
    networks = list(networks)
    added = [facts(networks) for facts in _facts.values()] if networks else []
    return [
        card(network, request, facts=[facts[network.pk] for facts in added if network.pk in facts])
        for network in networks
    ]

"""Who fills which place on a shared page, and who brings starter content: one registry for what features add.

A page that shows several features has named slots (`home`, `municipality`, `organisation`, `theme`, `action`,
`practice.aside`, …). A feature fills a slot by one registration in its `AppConfig.ready()`; the portal names none.
Starter loaders and generators of content register here too, each app its own. How many items stand behind a
municipality, theme or action is registered in portal.counting.

Contexts: `municipality`, `municipality.aside`, `organisation`, `organisation.aside`, `theme` and `action` get `request`
and the thing itself under the name of its slot (`municipality`, …); a filling gives a `portal.cards.Section` for the
template `components/section.html` (in an aside `components/panel.html`), or nothing. `similar`, at the end of the page
of an item, gets `request`, `item`, and `shown`: addresses that stand on that page already.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True, order=True)
class Filling:
    """One feature's part of a slot."""

    order: int
    name: str
    """Name of the feature's part, for people who ask who fills what."""
    items: Callable[[dict[str, Any]], Any]
    """From the slot's context to what the template shows as `items`; nothing (None, empty) leaves the part out."""
    template: str


@dataclass(frozen=True, order=True)
class Loader:
    """A step of `load_reference` or `load_starter`, or a generator of content."""

    order: int
    name: str
    run: Callable[..., Any]


_fillings: dict[str, list[Filling]] = defaultdict(list)
_loaders: dict[str, list[Loader]] = defaultdict(list)


def fill(slot: str, *, order: int, name: str, items: Callable[[dict[str, Any]], Any], template: str) -> None:
    """Register a part of `slot`; a second registration under the same name replaces the first."""
    _fillings[slot] = sorted(
        [f for f in _fillings[slot] if f.name != name] + [Filling(order, name, items, template)],
        key=lambda filling: (filling.order, filling.name),
    )


def fillings(slot: str) -> list[Filling]:
    """Return the parts of `slot` in order."""
    return list(_fillings[slot])


def all_slots() -> dict[str, list[str]]:
    """Return which features fill which slot, for documentation and for the test that prints it."""
    return {slot: [filling.name for filling in parts] for slot, parts in sorted(_fillings.items()) if parts}


def render(slot: str, context: dict[str, Any]) -> SafeString:
    """Render all parts of `slot` that have something to show."""
    parts = []
    for filling in fillings(slot):
        if items := filling.items(context):
            inside = {**context, "items": items, "section": items}  # what the template of a Section calls it
            parts.append(render_to_string(filling.template, inside, request=context.get("request")))
    return mark_safe("".join(parts))  # noqa: S308  rendered by our own templates, which escape


def register_loader(purpose: str, *, order: int, name: str, run: Callable[..., Any]) -> None:
    """Register a loader for `purpose`: `reference`, `starter`, or `generate`."""
    _loaders[purpose] = sorted(
        [x for x in _loaders[purpose] if x.name != name] + [Loader(order, name, run)],
        key=lambda loader: (loader.order, loader.name),
    )


def loaders(purpose: str) -> list[Loader]:
    """Return the loaders for `purpose` in the order in which they must run."""
    return list(_loaders[purpose])

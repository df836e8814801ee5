"""The newest results of a list as a feed to follow (Atom, RFC 4287)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time
from typing import Any
from urllib.parse import urlsplit

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from portal.navigation.context import identity
from search.engines import engine
from search.engines.protocol import NoTimeError, Order
from search.entries import Entry
from search.lists import facets
from search.lists.asking import Asked
from search.lists.exports.items import absolute, entries
from search.parameters import FEED, State

ENTRIES = 30
SINCE = 2026
"""The year from which the name of the site was ours, for the identities in a feed (RFC 4151)."""
NOT_XML = dict.fromkeys((0xFFFE, 0xFFFF))


def feed(asked: Asked, request: HttpRequest) -> HttpResponseBase:
    """Answer with the newest results; what has no day is never new, and is left out."""
    newest = replace(asked.request, order=Order.NEWEST, first="", near=(), limit=ENTRIES, offset=0, with_counts=False)
    try:
        found = entries(engine.keys(newest))
    except NoTimeError:
        found = iter(())  # a reader keeps what it had, and asks again
    answer: HttpResponseBase = ResultsFeed(asked, [entry for entry in found if entry.published])(request)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def feed_state(asked: Asked) -> State | None:
    """Return the state that a feed of this list has; nothing when it depends on *mijn gemeente*, which no reader knows.

    One way of being alike is the same as a filter: *zelfde regio* is a region.
    """
    state, alike = asked.state, asked.state.values.get(facets.LIKE_MINE, ())
    if not alike:
        return state
    stored, _choices = facets.like_mine(asked.mine)
    name, _sep, value = stored[alike[0]].partition(":")
    if len(alike) > 1 or state.values.get(name, (value,)):
        return None
    return replace(state, values={**state.values, facets.LIKE_MINE: (), name: (value,)})


def feed_address(asked: Asked) -> str:
    """Return where a list can be followed, or nothing."""
    state = feed_state(asked)
    return state.exported_as(FEED) if state else ""


def feed_title(asked: Asked) -> str:
    """Return a question in words: *Samenwijs: praktijken voor “taal”, Genk*."""
    state, noun = asked.state, str(asked.definition.noun[1])
    filters = [link.text for link in facets.chips(asked.definition, replace(state, q=""), asked.choices)]
    words = [_("“%(words)s”") % {"words": state.q}] if state.q else []
    parts = {"site": identity().name, "things": noun, "question": ", ".join([*words, *filters])}
    if not parts["question"]:
        return _("%(site)s: %(things)s") % parts
    return _("%(site)s: %(things)s voor %(question)s") % parts


class ResultsFeed(Feed):  # type: ignore[type-arg]
    """The feed of one list."""

    feed_type = Atom1Feed

    def __init__(self, asked: Asked, found: Iterable[Entry]) -> None:
        self.asked, self.found = asked, found

    def title(self) -> str:
        """Say what is followed."""
        return feed_title(self.asked).translate(NOT_XML)

    def link(self) -> str:
        """Lead to the page with the same results."""
        return absolute(replace(self.asked.state, sort="", page=1).address)

    def feed_url(self) -> str:
        """Say where the feed itself stands."""
        return absolute(self.asked.state.exported_as(FEED))

    def feed_guid(self) -> str:
        """Identify the feed by its address."""
        return self.feed_url()

    def author_name(self) -> str:
        """Name the site, for entries that name no author (required)."""
        return identity().name

    def items(self) -> Iterable[Entry]:
        """Give what was found."""
        return self.found

    def item_title(self, item: Any) -> str:
        """Say of an example that it is one."""
        title = item.title.translate(NOT_XML)
        return _("Voorbeeld: %(title)s") % {"title": title} if item.is_example else title

    def item_description(self, item: Entry) -> str:
        """Give the summary: Django writes it as HTML."""
        return escape((item.summary or item.card["text"]).translate(NOT_XML))

    def item_link(self, item: Entry) -> str:
        """Lead to the item."""
        return absolute(item.url)

    def item_guid(self, item: Entry) -> str:
        """Identify the item, also when it is renamed and has another address."""
        return f"tag:{urlsplit(identity().base).hostname},{SINCE}:{item.kind}/{item.object_id}"

    def item_updateddate(self, item: Entry) -> datetime:
        """Tell since when it can be read."""
        assert item.published is not None  # noqa: S101  others are left out
        return make_aware(datetime.combine(item.published, time()))

    def item_pubdate(self, item: Entry) -> datetime:
        """Tell since when it can be read."""
        return self.item_updateddate(item)

    def item_categories(self, item: Entry) -> list[str]:
        """Name its kind."""
        return [item.card["kind_label"]]

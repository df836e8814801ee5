"""Lists of what can be found: the page of results and the listing of each kind, by the same functions."""

from collections.abc import Iterator
from dataclasses import replace

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.cards import Link
from portal.facets import Option
from portal.finding.likeness import likeness_in_words
from portal.finding.listings import ARCHIVE_SWITCH, PAST_SWITCH, Listing, ListingDefinition, Row
from portal.finding.maps import place_map
from portal.navigation.trails import pages
from portal.wording import counted, dutch_number, sentence
from search.derived import NOWHERE
from search.engines import engine
from search.engines.protocol import MOST_COUNTED, Hit, Results
from search.lists import facets
from search.lists.asking import Asked, Reading, ask
from search.lists.exports.feeds import feed_address, feed_title
from search.lists.exports.files import MOST_ROWS
from search.lists.nearby import near_matches
from search.lists.notices import notices
from search.parameters import FILE, LAST_PAGE, MAP, State
from search.query.meant import did_you_mean


def read(definition: ListingDefinition, request: HttpRequest, path: str) -> Reading:
    """Read a list: what its address asks, and what is found."""
    asked = ask(definition, request, path)
    results, state = engine.search(asked.request), asked.state
    state = replace(state, page=results.offset // definition.page_size + 1) if not state.view else state
    return Reading(
        definition, state, asked.plan, asked.choices, asked.sorts, asked.mine, results, _meant(asked, results)
    )


def _meant(asked: Asked, results: Results) -> str:
    """Return the question that was perhaps meant; filters make few results of good words, so not with them."""
    if asked.state.is_filtered or not results.is_complete:
        return ""
    return did_you_mean(asked.plan, results.total)


def draw(reading: Reading, promoted: tuple[Hit, ...] = ()) -> Listing:
    """Return a list ready to draw; `promoted` stand before all others, and once."""
    definition, state, results, choices = reading.definition, reading.state, reading.results, reading.choices
    drawn = facets.drawn(definition, state, choices, results, reading.mine)
    switches = facets.switches(definition, state, results)
    in_form = {facet.name for facet in (*drawn, *switches)} | {day.name for facet in drawn for day in facet.days}
    first = replace(state, page=1)
    current = reading.sort
    size, is_map = definition.page_size, bool(state.view)
    last = min(max(1, -(-results.total // size)), LAST_PAGE)
    return Listing(
        path=state.path,
        q=state.q,
        total=results.total,
        title=in_words(results, definition),
        rows=tuple(_rows(reading, promoted)),
        facets=drawn,
        switches=switches,
        chips=facets.chips(definition, state, choices),
        clear=Link(_("Wis alles"), _cleared(definition, state).address),
        sort_options=tuple(Option(sort.name, str(sort.label), is_checked=sort is current) for sort in reading.sorts),
        sort=current.name,
        pages=pages(state.page, last, lambda number: replace(state, page=number).address),
        hidden_in_filters=tuple(pair for pair in first.pairs() if pair[0] not in in_form),
        hidden_in_sort=replace(first, sort="").pairs(),
        hidden_in_words=replace(first, q="").pairs(),
        list_url=replace(first, view="").address,
        map_url=replace(first, view=MAP).address,
        is_plain=state.pairs() == state.fixed,
        is_map=is_map,
        **(_map(reading) if is_map and results.total else {}),  # type: ignore[arg-type]
        counts=results.counts,
        is_estimate=results.is_estimate,
        is_complete=results.is_complete,
        notices=tuple(notices(state, results, reading.plan, reading.meant)),
        past=_past(reading),
        archived=_archived(reading),
        near=near_matches(reading),
        file=_file(reading),
        feed=_feed(reading),
    )


def _cleared(definition: ListingDefinition, state: State) -> State:
    """Return the list without filters; where words are a chip, without words too."""
    cleared = state.without_filters()
    return replace(cleared, q="") if definition.kind else cleared


def in_words(results: Results, definition: ListingDefinition) -> str:
    """Return how many there are of what: *38 resultaten*; *meer dan 20.000 resultaten* when they were not counted.

    Without a number when there was no time to count any.
    """
    singular, plural = (str(word) for word in definition.noun)
    if not results.is_complete:
        return sentence(plural)
    if results.total > MOST_COUNTED:
        return _("Meer dan %(number)s %(things)s") % {"number": dutch_number(MOST_COUNTED), "things": plural}
    return counted(results.total, singular, plural)


def _rows(reading: Reading, promoted: tuple[Hit, ...]) -> Iterator[Row]:
    first = {hit.item for hit in promoted}
    for hit in promoted:
        yield replace(_row(hit, reading), is_promoted=True)
    for hit in reading.results.hits:
        if hit.item not in first:
            yield _row(hit, reading)


def _row(hit: Hit, reading: Reading) -> Row:
    card = hit.card
    if reading.mine and (reason := likeness_in_words(hit.facets, reading.mine)):
        card = replace(card, foot=(*card.foot, reason))
    row = Row(card, values=hit.facets)
    return replace(row, title=hit.excerpts.title, excerpts=hit.excerpts.excerpts) if hit.excerpts else row


def _map(reading: Reading) -> dict[str, object]:
    """Return the map of the results, the same places as a list, and how many have no place."""
    state, noun = reading.state, reading.definition.noun
    facet = next(facet for facet in reading.definition.facets if facet.name == "gemeente")
    found = reading.results.counts
    counts = {
        choice.value: found[facet.stored(choice.value)]
        for choice in reading.choices["gemeente"]
        if found.get(facet.stored(choice.value))
    }
    nowhere = found.get(NOWHERE, 0)
    words = ngettext("%(things)s hoort niet bij een gemeente.", "%(things)s horen niet bij een gemeente.", nowhere)
    as_rows = replace(state, view="", page=1)
    return {
        "map": place_map(counts, noun),
        "places": tuple(
            Link(
                choice.label,
                as_rows.with_values("gemeente", [choice.value]).address,
                dutch_number(counts[choice.value]),
            )
            for choice in reading.choices["gemeente"]
            if choice.value in counts
        ),
        "without_place": words % {"things": counted(nowhere, *map(str, noun))} if nowhere else "",
    }


def _past(reading: Reading) -> Link | None:
    """Return the link to the same results with what is over, where a switch can add that."""
    state, number = reading.state, reading.results.past
    if PAST_SWITCH not in reading.definition.switches or PAST_SWITCH in state.switches or not number:
        return None
    words = ngettext("Toon ook %(number)s voorbij evenement", "Toon ook %(number)s voorbije evenementen", number)
    return Link(words % {"number": dutch_number(number)}, _switched(state, PAST_SWITCH))


def _archived(reading: Reading) -> Link | None:
    """Return the link to the same results with the archive, where a switch can add that."""
    state, number = reading.state, reading.results.archived
    if ARCHIVE_SWITCH not in reading.definition.switches or ARCHIVE_SWITCH in state.switches or not number:
        return None
    words = ngettext("Toon ook %(number)s uit het archief", "Toon ook %(number)s uit het archief", number)
    return Link(words % {"number": dutch_number(number)}, _switched(state, ARCHIVE_SWITCH))


def _switched(state: State, name: str) -> str:
    return replace(state, switches=(name, *state.switches), page=1).address


def _file(reading: Reading) -> Link | None:
    """Return the link to all results as a file."""
    if not (reading.results.total and reading.results.is_complete):
        return None
    is_cut = reading.results.total > MOST_ROWS
    note = _("de eerste %(number)s") % {"number": dutch_number(MOST_ROWS)} if is_cut else ""
    return Link(_("Download als CSV"), reading.state.exported_as(FILE), note)


def _feed(reading: Reading) -> Link | None:
    """Return the link to the newest results as a feed; also of what finds nothing yet."""
    address = feed_address(reading)
    return Link(feed_title(reading), address) if address else None

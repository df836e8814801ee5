"""How a search ended, for the report of editors: of every list with words, whole, in its first page."""

from django.http import HttpRequest

from search.editors.log import Outcome, log_search
from search.lists.asking import Reading
from search.parameters import TYPED, read_words
from search.query.plan import Rung


def outcome(reading: Reading) -> Outcome:
    """Return how a search ended."""
    results = reading.results
    if not results.total:
        return Outcome.EMPTY
    if any(group.correction for group in reading.plan.groups):
        return Outcome.CORRECTED
    return Outcome.LOOSEST if results.rung is Rung.ANY and not results.strict else Outcome.FOUND


def count_search(reading: Reading, request: HttpRequest) -> None:
    """Count a search; what filters narrow, and what there was no time for, says nothing of the words.

    Who follows *bedoelde je* had typed something else: that is what editors can make a synonym of.
    """
    state = reading.state
    if not state.q or state.is_filtered or not reading.results.is_complete:
        return
    typed = read_words(request.GET, TYPED)
    agent = request.headers.get("User-Agent", "")
    log_search(typed or state.q, Outcome.CORRECTED if typed else outcome(reading), user_agent=agent, page=state.page)

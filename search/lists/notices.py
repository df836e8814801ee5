"""What is said above the results of how they came about, each with a way back to exactly what was typed."""

import re
from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.cards import Link
from portal.finding.listings import Notice
from portal.wording import dutch_number
from search.engines.protocol import Results
from search.parameters import TYPED, State
from search.query.plan import Plan, Rung


def notices(state: State, results: Results, plan: Plan, meant: str = "") -> Iterator[Notice]:
    """Yield what the reader must know: no time, no words, other words than were typed, fewer of them.

    `meant` is the question that was perhaps meant: offered first, because who mistyped need not read the rest.
    """
    if meant:
        yield _meant(state, meant)
    if not results.is_complete:
        yield Notice(_no_time(results))
    if state.q and not (plan.groups or plan.excluded):
        yield Notice(_("Typ minstens één woord of getal om op te zoeken."))
    if results.total:
        yield from _corrections(state, plan)
        yield from _synonyms(state, plan)
        if results.rung is not Rung.ALL:
            yield Notice(_few(results))


def _meant(state: State, meant: str) -> Notice:
    """Return the question that was perhaps meant; its address tells the log what was typed instead."""
    address = replace(state, q=meant, page=1).address_with((TYPED, state.q))
    return Notice(_("Bedoelde je"), Link(meant, address), "?", is_offer=True)


def _corrections(state: State, plan: Plan) -> Iterator[Notice]:
    for group in plan.groups:
        if group.correction:
            words = _("Niets heeft het woord “%(typed)s”. We zochten op %(meant)s.")
            yield Notice(words % {"typed": group.text, "meant": group.correction})


def _synonyms(state: State, plan: Plan) -> Iterator[Notice]:
    if not plan.synonyms:
        return
    others = dict.fromkeys(other for use in plan.synonyms for other in use.others)
    exactly = state.q
    for use in plan.synonyms:
        exactly = re.sub(rf'(?<!["\w]){re.escape(use.text)}(?!["\w])', f'"{use.text}"', exactly, flags=re.I)
    link = Link(_("Zoek alleen op deze woorden"), replace(state, q=exactly, page=1).address)
    text = _("We zochten ook op: %(others)s.") % {"others": ", ".join(others)}
    yield Notice(text, link if exactly != state.q else None)


def _no_time(results: Results) -> str:
    """Return that there was no time, and whether what is shown is all that there is."""
    if results.hits:
        return _(
            "Zoeken duurde te lang: je ziet alleen wat precies zo heet, zonder aantallen. "
            "Probeer het met minder woorden, of kies een thema."
        )
    return _("Zoeken duurde te lang. Probeer het met minder woorden, of kies een thema.")


def _few(results: Results) -> str:
    """Return that not all words stand together in enough results, and what was taken then."""
    least = _("met de meeste ervan") if results.rung is Rung.MOST else _("met minstens één ervan")
    if not results.strict:
        return _("We vonden niet al deze woorden samen. Dit zijn resultaten %(least)s.") % {"least": least}
    words = ngettext(
        "%(strict)s resultaat heeft al deze woorden. Daarna komen resultaten %(least)s.",
        "%(strict)s resultaten hebben al deze woorden. Daarna komen resultaten %(least)s.",
        results.strict,
    )
    return words % {"strict": dutch_number(results.strict), "least": least}

"""Invents a practice from word lists: pure values, the same for the same number each time."""

import random
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Words = dict[str, Any]

PREFIX = "Voorbeeld: "
STATUSES = ("lopend", "lopend", "lopend", "aangekondigd", "afgelopen", "stopgezet")
QUALITY = ("ingediend",) * 5 + ("goed-beschreven",) * 3 + ("onderbouwd", "beproefd-elders")
STRENGTHS = ("", "beperkt", "beperkt", "redelijk", "sterk")
EVIDENCE = ("eigen-ervaring", "bevraging", "focusgroep", "evaluatie")
FIRST_YEAR, LAST_YEAR = 2016, 2026


@dataclass(frozen=True)
class Invention:
    """A practice that nobody does."""

    title: str
    values: dict[str, Any]
    """Fields of the practice."""
    codes: dict[str, list[str]]
    """Codes for its relations to vocabularies."""
    status: str
    quality: str
    place: int
    """Which municipality, counted through all of them again and again."""
    scores: tuple[tuple[int, str], ...]
    """Value and sentence for each factor of anchoring; empty for most."""


def invent(number: int, words: Words) -> Invention:
    """Return the practice of that number."""
    dice = random.Random(number)  # noqa: S311  nothing secret
    form, group = dice.choice(words["forms"]), dice.choice(words["groups"])
    name = f"{form['name'][0].lower()}{form['name'][1:]} {group['name']} {dice.choice(words['places'])}"
    start = dice.randint(FIRST_YEAR, LAST_YEAR)
    status = dice.choice(STATUSES)
    strength = dice.choice(STRENGTHS)
    values = {
        "summary": f"{form['what'].split('. ', maxsplit=1)[0].rstrip('.')}. Verzonnen om het platform te proberen.",
        "what": form["what"],
        "result": dice.choice(words["results"]),
        "difficulties": dice.choice(words["difficulties"]),
        "start_year": start,
        "end_year": min(start + dice.randint(1, 4), LAST_YEAR) if status in {"afgelopen", "stopgezet"} else None,
        "contact_service": dice.choice(words["services"]),
        "evidence_strength": strength,
        **_cost(dice),
        **_effort(dice),
        **(_figures(dice, words) if strength else {}),
        **(_transfer(dice, words) if dice.random() < 0.4 else {}),
    }
    return Invention(
        title=PREFIX + name,
        values=values,
        codes={
            "themes": form["themes"],
            "target_groups": [group["code"]],
            "policy_domains": form["domains"],
            "evidence_kinds": [dice.choice(EVIDENCE)] if strength else [],
        },
        status=status,
        quality=dice.choice(QUALITY),
        place=dice.randrange(10**6),
        scores=tuple((dice.randint(1, 4), sentence) for sentence in words["sentences"]) if dice.random() < 0.2 else (),
    )


def _cost(dice: random.Random) -> dict[str, Any]:
    if dice.random() < 0.25:
        return {"cost": "", "cost_unknown": True}
    amount = round(dice.lognormvariate(9, 1.2) / 100 + 1) * 100
    return {"cost": f"€ {amount:,} per jaar".replace(",", "."), "cost_amount": Decimal(amount)}


def _effort(dice: random.Random) -> dict[str, Any]:
    if dice.random() < 0.25:
        return {"fte": "", "fte_unknown": True}
    share = dice.choice((5, 10, 15, 20, 30, 40, 50, 60, 80, 100, 150))
    words = f"{share / 100:g}".replace(".", ",")
    return {"fte": f"{words} VTE", "fte_amount": Decimal(share) / 100}


def _figures(dice: random.Random, words: Words) -> dict[str, Any]:
    goal = dice.randint(10, 200)
    kpi = {
        "name": dice.choice(words["counted"]),
        "realised": str(round(goal * dice.uniform(0.5, 1.3))),
        "target": str(goal),
        "period": "één werkjaar",
    }
    return {
        "figures": [("kpi", kpi)],
        "figures_story": dice.choice(words["stories"]),
        "figures_limits": dice.choice(words["limits"]),
    }


def _transfer(dice: random.Random, words: Words) -> dict[str, Any]:
    return {
        "cause": dice.choice(words["causes"]),
        "steps": [("step", step) for step in words["steps"]],
        "core": "\n".join(words["core"]),
        "adaptable": "\n".join(words["adaptable"]),
        "not_suited": words["not_suited"],
        "voices": [("quote", dice.choice(words["voices"]))],
        "wants_to_help": dice.random() < 0.3,
    }

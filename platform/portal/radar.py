"""The shape of four scores on four axes, as SVG paths: top, right, bottom, left."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.cards import Score

CENTRE_X, CENTRE_Y = 100, 90
STEP = 17
"""Distance between two rungs of the web, in units of the canvas of 200 by 184."""
RUNGS = 4
DIRECTIONS = ((0, -1), (1, 0), (0, 1), (-1, 0))
AXES = (
    f"M{CENTRE_X} {CENTRE_Y - RUNGS * STEP}V{CENTRE_Y + RUNGS * STEP}"
    f"M{CENTRE_X - RUNGS * STEP} {CENTRE_Y}H{CENTRE_X + RUNGS * STEP}"
)
WORDS = ((100, 14, "middle"), (172, 84, "start"), (100, 174, "middle"), (28, 84, "end"))


@dataclass(frozen=True)
class Corner:
    """Where a score stands, and where its word is written."""

    x: int
    y: int
    word: str
    word_x: int
    word_y: int
    anchor: str


@dataclass(frozen=True)
class Radar:
    """What the template draws."""

    web: tuple[str, ...]
    area: str
    corners: tuple[Corner, ...]
    label: str
    """All scores in words: the picture is never the only way to read them."""


def _diamond(values: Sequence[int]) -> str:
    points = [
        f"{CENTRE_X + x * value * STEP} {CENTRE_Y + y * value * STEP}"
        for (x, y), value in zip(DIRECTIONS, values, strict=True)
    ]
    return f"M{'L'.join(points)}z"


def radar(scores: Sequence[Score]) -> Radar | None:
    """Return the drawing of `scores`, or None unless there are exactly four and all are filled in."""
    values = [score.value for score in scores if score.value is not None]
    if len(scores) != len(DIRECTIONS) or len(values) != len(scores):
        return None
    corners = tuple(
        Corner(CENTRE_X + x * value * STEP, CENTRE_Y + y * value * STEP, score.short, *word)
        for score, value, (x, y), word in zip(scores, values, DIRECTIONS, WORDS, strict=True)
    )
    web = (*(_diamond([rung] * len(DIRECTIONS)) for rung in range(1, RUNGS + 1)), AXES)
    label = ", ".join(f"{score.label} {score.value}" for score in scores)
    return Radar(web=web, area=_diamond(values), corners=corners, label=label)

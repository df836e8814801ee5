"""The drawing of four scores."""

from portal.cards import Score
from portal.radar import radar


def scores(*values: int | None) -> list[Score]:
    names = ["Politiek draagvlak", "Aansluiting bij regulier beleid", "Interne expertise", "Maturiteit"]
    return [Score(name, name.split()[0], value) for name, value in zip(names, values, strict=False)]


def test_a_score_stands_as_far_from_the_centre_as_it_is_high() -> None:
    drawing = radar(scores(3, 2, 4, 1))
    assert drawing is not None
    assert drawing.area == "M100 39L134 90L100 158L83 90z"
    assert [(corner.x, corner.y) for corner in drawing.corners] == [(100, 39), (134, 90), (100, 158), (83, 90)]


def test_the_web_has_four_rungs_and_the_axes() -> None:
    drawing = radar(scores(1, 1, 1, 1))
    assert drawing is not None
    assert drawing.web[0] == drawing.area
    assert drawing.web[3:] == ("M100 22L168 90L100 158L32 90z", "M100 22V158M32 90H168")


def test_the_label_holds_all_scores() -> None:
    drawing = radar(scores(3, 2, 4, 1))
    assert drawing is not None
    assert drawing.label == (
        "Politiek draagvlak 3, Aansluiting bij regulier beleid 2, Interne expertise 4, Maturiteit 1"
    )


def test_there_is_no_radar_unless_all_four_are_filled_in() -> None:
    assert radar(scores(3, 2, None, 1)) is None
    assert radar(scores(3, 2, 4)) is None

"""Who fills which place on a shared page."""

import pytest
from django.template.loader import get_template

from portal import slots


def test_print_who_fills_what(capsys: pytest.CaptureFixture[str]) -> None:
    """Shown with `pytest -rP tests/architecture/test_slots.py`."""
    filled = slots.all_slots()
    for slot, names in filled.items():
        print(f"{slot}: {', '.join(names)}")
    for purpose in ("reference", "starter", "generate"):
        print(f"{purpose}: {', '.join(loader.name for loader in slots.loaders(purpose))}")
    assert capsys.readouterr().out
    assert "home.new" in filled


def test_every_filling_has_a_template() -> None:
    for slot in slots.all_slots():
        for filling in slots.fillings(slot):
            assert get_template(filling.template)


def test_fillings_stand_in_order() -> None:
    for slot in slots.all_slots():
        orders = [filling.order for filling in slots.fillings(slot)]
        assert orders == sorted(orders)

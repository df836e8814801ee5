"""Migrations are complete and small."""

import re
from io import StringIO

import pytest
from django.core.management import call_command

from tests.architecture.sources import ROOMS, ROOT, short


@pytest.mark.django_db
def test_the_models_have_their_migrations() -> None:
    answer = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=answer)
    assert answer.getvalue().strip() == "No changes detected"


def test_block_definitions_stay_out_of_migrations() -> None:
    """Wagtail would write every block with its help texts into each of them (decision 6)."""
    blocks = re.compile(r"wagtail\.(\w+\.)?blocks|block_lookup|\w+\.blocks\.(?!fields)|Block\(")
    files = [
        file for room in ROOMS for file in (ROOT / room).rglob("migrations/*.py") if blocks.search(file.read_text())
    ]
    assert short(files) == []

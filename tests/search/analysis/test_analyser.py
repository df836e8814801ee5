"""Texts to tokens, as the engines get them."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import Analyser, Token, shared_analyser
from search.analysis.lexicon import shipped_lexicon

ANALYSER = shared_analyser()


def test_a_compound_is_found_by_its_form_its_stem_and_its_parts() -> None:
    (token,) = ANALYSER.analyse("Taaloefenkansen")

    assert token.exact == "taaloefenkansen"
    assert token.stem == ANALYSER.analyse("taaloefenkans")[0].stem
    assert set(token.parts) == {ANALYSER.analyse(part)[0].stem for part in ("taal", "oefen", "kansen")}


@pytest.mark.parametrize("forms", ["taalcafé taalcafés", "oefenkans oefenkansen", "buurtfeest buurtfeesten"])
def test_forms_of_a_compound_that_no_dictionary_knows_have_one_stem(forms: str) -> None:
    assert len({ANALYSER.analyse(form)[0].stem for form in forms.split()}) == 1


def test_stop_words_keep_their_place_and_find_nothing() -> None:
    tokens = ANALYSER.analyse("de taal van het plein")

    assert [(token.position, token.exact, bool(token.stem)) for token in tokens] == [
        (0, "de", False),
        (1, "taal", True),
        (2, "van", False),
        (3, "het", False),
        (4, "plein", True),
    ]


@pytest.mark.parametrize("word", ["niet", "geen", "zonder", "tegen"])
def test_words_that_turn_the_meaning_are_kept(word: str) -> None:
    assert ANALYSER.analyse(word)[0].stem


def test_question_words_find_nothing_in_a_question_only() -> None:
    question = "Hoe vind ik vrijwilligers?"

    assert [token.stem != "" for token in ANALYSER.analyse(question)] == [False, True, False, True]
    assert [token.stem != "" for token in ANALYSER.analyse(question, is_question=True)] == [False, False, False, True]


def test_a_hyphenated_word_is_found_whole_joined_and_by_its_parts() -> None:
    assert ANALYSER.analyse("NT-2") == [
        Token(0, "nt-2"),
        Token(0, "nt2", "nt2"),
        Token(0, "nt", "nt"),
        Token(1, "2", "2"),
    ]
    assert ANALYSER.analyse("nt2")[0].stem == "nt2"


def test_accents_stand_in_the_exact_form_and_not_in_the_stem() -> None:
    (with_accent,) = ANALYSER.analyse("coördinatie")
    (without,) = ANALYSER.analyse("coordinatie")

    assert with_accent.exact == "coördinatie"
    assert with_accent.stem == without.stem


def test_the_version_changes_with_the_lexicon() -> None:
    other = Analyser(shipped_lexicon().with_words_of_editors(parts=["blob"]))

    assert other.version != ANALYSER.version == Analyser().version


@given(st.text())
def test_every_text_is_analysed_into_what_can_be_stored(text: str) -> None:
    for token in ANALYSER.analyse(text):
        assert token.exact
        "".join((token.exact, token.stem, *token.parts)).encode()
        assert "\x00" not in token.exact + token.stem


def test_the_command_writes_a_line_of_json_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Brugfiguren\n\nde \xff school\n".encode("latin-1"))))

    call_command("analyse_text", json=True, stdout=out)

    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [line["text"] for line in lines] == ["Brugfiguren", "", "de \N{REPLACEMENT CHARACTER} school"]
    assert set(lines[0]["tokens"][0]) == {"position", "exact", "stem", "parts"}
    assert len(lines[0]["tokens"][0]["parts"]) == 2
    assert lines[1]["tokens"] == []


def test_word_lists_are_files_that_processes_share(settings: LazySettings, tmp_path: Path) -> None:
    code = (
        "from search.analysis import shared_analyser; from pathlib import Path;"
        "assert len(shared_analyser().analyse('brugfiguren')[0].parts) == 2;"
        "maps = Path('/proc/self/maps');"
        "mapped = maps.read_text() if maps.exists() else 'words/parts- words/lemmas-';"
        "assert 'words/parts-' in mapped and 'words/lemmas-' in mapped"
    )
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": ":".join(sys.path), "VAR_DIR": str(tmp_path)}
    for _ in range(2):
        subprocess.run(
            [sys.executable, "-c", code],
            env=environment | {"DJANGO_SETTINGS_MODULE": "config.settings.test", "DATABASE_URL": "postgresql://x@x/x"},
            check=True,
            timeout=60,
        )

    assert len(list((tmp_path / "words").iterdir())) == 2

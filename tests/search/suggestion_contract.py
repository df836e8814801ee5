"""What every engine must suggest while somebody types: a part of its contract (engine_contract)."""

import datetime
from typing import ClassVar

import pytest
from django.utils import timezone

from search.engines.protocol import Engine
from tests.factories.search import document, fill, values

TOMORROW = datetime.timedelta(days=1)


@pytest.mark.django_db
class SuggestionContract:
    """The part of the suite that asks for suggestions."""

    engine: ClassVar[Engine]

    def suggested(self, typed: str, limit: int = 8) -> list[str]:
        """Return the texts suggested, in order."""
        return [suggestion.text for suggestion in self.engine.suggest(typed, limit)]

    def test_suggestions_are_what_is_called_so_then_begins_so_then_has_a_word_that_does(self) -> None:
        fill(
            document("Samen naar de brug", quality=4),
            document("Bruggenbouwers"),
            document("Bruggen bouwen", quality=2),
            ("thema", document("Brug")),
            document("Ophaalbrug"),
            by=self.engine,
        )

        assert self.suggested("brug") == ["Brug", "Bruggen bouwen", "Bruggenbouwers", "Samen naar de brug"]
        assert self.suggested("brug", limit=2) == ["Brug", "Bruggen bouwen"]

    def test_no_kind_takes_all_the_places(self) -> None:
        practices = (document(f"Genkse tuin {number}") for number in range(8))
        fill(("gemeente", document("Genk")), *practices, ("netwerk", document("Genk en Hasselt")), by=self.engine)

        assert self.suggested("gen")[:5] == [
            "Genkse tuin 0",
            "Genkse tuin 1",
            "Genkse tuin 2",
            "Genk en Hasselt",
            "Genk",
        ]

    def test_a_suggestion_leads_to_its_entry_and_says_why(self) -> None:
        borgloon = document("Tongeren-Borgloon", names=("Tongeren", "Borgloon"), url="/gemeenten/tongeren-borgloon/")
        fill(("gemeente", borgloon), ("praktijk", document("Tonnen", is_example=True)), by=self.engine)

        (old,) = self.engine.suggest("borgl", 8)
        new, example = sorted(self.engine.suggest("ton", 8), key=lambda found: len(found.text), reverse=True)

        assert (old.text, old.url, old.note) == ("Tongeren-Borgloon", "/gemeenten/tongeren-borgloon/", "ook: Borgloon")
        assert (new.text, new.kind_label, new.note) == ("Tongeren-Borgloon", "Pagina", "")
        assert (example.text, example.note) == ("Tonnen", "Voorbeeld")

    @pytest.mark.parametrize(
        "typed", ["Café", "CAFE", "praat-ca", "praatca", "cafe v", "praat cafe voor b", "o.c.m", "OCMW", " buren "]
    )
    def test_accents_hyphens_dots_and_capitals_make_no_difference_while_typing(self, typed: str) -> None:
        fill(document("Praat-café voor buren van het O.C.M.W."), by=self.engine)

        assert self.suggested(typed) == ["Praat-café voor buren van het O.C.M.W."]

    def test_what_is_past_archived_or_withdrawn_is_not_suggested(self) -> None:
        now = timezone.now()
        fill(
            ("evenement", document("Lezing straks", starts=now + TOMORROW)),
            ("evenement", document("Lezing ooit", starts=now - 9 * TOMORROW)),
            document("Lezing weg", is_archived=True),
            document("Lezing ingetrokken"),
            by=self.engine,
        )
        assert self.suggested("lezing") == ["Lezing ingetrokken", "Lezing straks"]

        self.engine.withdraw("praktijk", ["4"])
        self.engine.apply([values("evenement", "1", document("Voordracht straks", starts=now + TOMORROW))])

        assert self.suggested("lezing") == []
        assert self.suggested("straks") == ["Voordracht straks"]

    def test_words_complete_a_question_the_most_frequent_first(self) -> None:
        texts = ["taaloefening", "taaloefening", "taaloefening taaloefenkansen", "taaloefenkansen taaloever"]
        fill(*(document(f"Titel {number}", text=text) for number, text in enumerate(texts)), by=self.engine)
        self.engine.rebuild()

        assert self.suggested("Samen taaloe") == ["Samen taaloefening", "Samen taaloefenkansen"]
        assert self.suggested("taaloefening") == []
        assert self.suggested("taaloefening ") == []
        assert self.suggested('"samen taaloe') == []

    def test_words_are_suggested_as_they_are_written_most(self) -> None:
        fill(*(document(f"Titel {number}", text="privécoach in een cafe") for number in range(3)), by=self.engine)
        self.engine.apply([values("praktijk", "1", document("Titel 0", text="privecoach in een café"))])
        self.engine.rebuild()

        assert self.suggested("prive") == ["privécoach"]
        assert self.suggested("caf") == ["cafe"]

    def test_words_of_what_was_withdrawn_are_not_suggested(self) -> None:
        fill(*(document(f"Titel {number}", text="geheimschrift") for number in range(3)), by=self.engine)
        self.engine.rebuild()
        assert self.suggested("geheim") == ["geheimschrift"]

        self.engine.withdraw("praktijk", ["1", "2"])

        assert self.suggested("geheim") == []

    def test_entries_leave_room_for_words(self) -> None:
        words = "tuinders tuinieren tuinman"
        fill(*(document(f"Tuinfeest {number}", text=words) for number in range(9)), by=self.engine)
        self.engine.rebuild()

        found = self.engine.suggest("tuin", 8)

        assert [bool(suggestion.url) for suggestion in found] == [True] * 5 + [False] * 3

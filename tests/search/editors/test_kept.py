"""What is made of rows is made once, and anew as soon as one of them changes."""

import pytest
from django.db import transaction

from search.editors.kept import together
from search.editors.overrides import WordOverride
from search.editors.synonyms import Synonym, synonym_rules
from search.query.vocabulary import current_analyser

pytestmark = pytest.mark.django_db


def test_several_are_asked_for_in_one_query_and_only_what_changed_is_made_anew(django_assert_num_queries):
    rules, analyser = together(synonym_rules, current_analyser)
    with django_assert_num_queries(1):
        again = together(synonym_rules, current_analyser)
    assert again[0] is rules
    assert again[1] is analyser
    Synonym.objects.create(words=["a", "b"], reason="Proef")
    rules, same = together(synonym_rules, current_analyser)
    assert [rule.words for rule in rules] == ["a", "b"]
    assert same is analyser
    WordOverride.objects.create(kind="part", word="zwirrel", reason="Proef")
    assert "zwirrel" in together(synonym_rules, current_analyser)[1].lexicon.parts


def test_what_was_taken_back_does_not_stay():
    with transaction.atomic():
        Synonym.objects.create(words=["a", "b"], reason="Proef")
        assert synonym_rules()
        transaction.set_rollback(True)
    assert synonym_rules() == ()

"""What the database itself refuses of a practice, whichever road it came by."""

import pytest
from django.db import IntegrityError, transaction

from portal.pages.publication import PublicationRefused
from practices.models import AnchoringScore, PracticePage
from tests.factories.pages import PracticePageFactory
from tests.factories.reference import AnchoringFactorFactory, AnchoringScaleFactory, QualityLevelFactory

pytestmark = pytest.mark.django_db

KPI = [("kpi", {"name": "Gezinnen", "realised": "64"})]

REFUSED = {
    "practicepage_has_summary": {"summary": ""},
    "practicepage_has_source": {"origin": "bron", "source_url": ""},
    "practicepage_has_owner": {"contact_service": ""},
    "practices_has_what": {"what": ""},
    "practices_result_answered": {"result": "", "result_unknown": True},  # an owner may not say onbekend here
    "practices_difficulties_answered": {"difficulties": "", "difficulties_unknown": True},
    "practices_cost_answered": {"cost": ""},
    "practices_fte_answered": {"fte": ""},
    "practices_figures_have_story": {"figures": KPI, "figures_story": ""},
    "practices_period_in_order": {"start_year": 2024, "end_year": 2020},
}


@pytest.mark.parametrize("constraint", REFUSED)
def test_the_database_refuses(constraint):
    practice = PracticePageFactory()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        PracticePage.objects.filter(pk=practice.pk).update(**REFUSED[constraint])


ASKED = {name: values for name, values in REFUSED.items() if name != "practices_period_in_order"}


@pytest.mark.parametrize("values", ASKED.values(), ids=ASKED)
def test_publishing_says_in_a_sentence_what_is_missing(values):
    practice = PracticePageFactory(draft=True, **values)
    practice.live = True
    with pytest.raises(PublicationRefused) as refused:
        practice.save()
    assert all(sentence.endswith(".") for sentence in refused.value.messages)


def test_a_draft_may_be_empty():
    PracticePageFactory(draft=True, **{key: value for values in ASKED.values() for key, value in values.items()})


@pytest.mark.parametrize("field", ["result", "difficulties", "cost", "fte"])
def test_an_item_from_a_source_may_say_onbekend(field):
    PracticePageFactory(from_source=True, **{field: "", f"{field}_unknown": True})


def test_an_item_from_a_source_stays_on_the_first_rung():
    level = QualityLevelFactory(code="onderbouwd", value=3)
    practice = PracticePageFactory(draft=True, from_source=True, quality_level=level)
    assert [fault.field for fault in practice.publication_faults()] == ["origin"]


def test_a_factor_of_anchoring_has_one_score_with_a_sentence():
    practice, factor, scale = PracticePageFactory(), AnchoringFactorFactory(), AnchoringScaleFactory()
    AnchoringScore.objects.create(practice=practice, factor=factor, score=scale, sentence="Staat in het plan.")
    with pytest.raises(IntegrityError, match="factor_once"), transaction.atomic():
        AnchoringScore.objects.create(practice=practice, factor=factor, score=scale, sentence="Nog eens.")
    with pytest.raises(IntegrityError, match="has_sentence"), transaction.atomic():
        AnchoringScore.objects.create(practice=practice, factor=AnchoringFactorFactory(), score=scale, sentence="")


@pytest.mark.parametrize(
    ("amount", "expected"), [(None, ""), (0, "laag"), (4_999, "laag"), (5_000, "midden"), (50_000, "hoog")]
)
def test_the_class_of_cost_follows_the_amount(amount, expected):
    assert PracticePageFactory(cost_amount=amount).cost_class == expected

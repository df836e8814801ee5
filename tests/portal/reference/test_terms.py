"""Terms: used ones stay, ended ones are no longer offered but kept where they are."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from portal.reference.models import Theme
from portal.reference.usage import usage_by_kind, usage_counts
from practices.models import PracticePage
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.pages import PracticePageFactory
from tests.factories.reference import ActionFactory, PracticeStatusFactory, ProgrammeFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def test_usage_counts_every_kind_of_item_published_or_not():
    theme = ThemeFactory()
    other = ThemeFactory()
    PracticePageFactory(themes=[theme])
    PracticePageFactory(themes=[theme], draft=True)
    ActionFactory(themes=[theme])
    assert theme.usage_count() == 3
    assert {usage.kind: usage.count for usage in usage_by_kind(theme)} == {"Praktijken": 2, "Acties": 1}
    assert usage_counts(Theme, [theme.pk, other.pk]) == {theme.pk: 3, other.pk: 0}


def test_usage_sees_relations_without_a_way_back():
    status = PracticeStatusFactory(code="lopend")
    PracticePageFactory(status=status)
    assert status.usage_count() == 1


def test_usage_of_many_terms_takes_the_same_queries(django_assert_max_num_queries):
    few, many = [ThemeFactory().pk for _ in range(2)], [ThemeFactory().pk for _ in range(20)]
    with django_assert_max_num_queries(20) as captured:
        usage_counts(Theme, few)
    with django_assert_max_num_queries(len(captured)):
        usage_counts(Theme, many)


@pytest.mark.parametrize("delete", [lambda term: term.delete(), lambda term: type(term).objects.all().delete()])
def test_a_used_term_cannot_be_deleted(delete):
    theme = ThemeFactory(label="Samen werken")
    PracticePageFactory(themes=[theme])
    with pytest.raises(ValidationError, match=r"“Samen werken” wordt 1 keer gebruikt.*Beëindig"):
        delete(theme)
    assert Theme.objects.filter(pk=theme.pk).exists()


def test_an_unused_term_can_be_deleted():
    theme = ThemeFactory()
    theme.delete()
    assert not Theme.objects.exists()


def delete_in_sql(table, key):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE id = %s", [key])  # noqa: S608  names of the test itself
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_database_refuses_too():
    theme, status = ThemeFactory(), PracticeStatusFactory(code="lopend")
    PracticePageFactory(themes=[theme], status=status)
    for table, key in (("reference_theme", theme.pk), ("reference_practicestatus", status.pk)):
        with pytest.raises(IntegrityError):
            delete_in_sql(table, key)


def test_a_used_organisation_cannot_be_deleted():
    organisation = OrganisationFactory(name="De Brug")
    PracticePageFactory(owner_organisation=organisation)
    with pytest.raises(ValidationError, match="“De Brug” wordt 1 keer gebruikt"):
        organisation.delete()


def test_what_belongs_to_a_row_is_no_use_of_it():
    organisation = OrganisationFactory(municipality=MunicipalityFactory())
    assert usage_counts(type(organisation.municipality), [organisation.municipality.pk]) == {
        organisation.municipality.pk: 0
    }


def test_the_code_of_a_used_term_stays():
    theme = ThemeFactory(code="werk")
    theme.code = "arbeid"
    theme.full_clean()
    PracticePageFactory(themes=[theme])
    with pytest.raises(ValidationError, match="de code blijft werk"):
        theme.full_clean()


def test_the_tree_is_two_levels_deep():
    main = ThemeFactory()
    sub = ThemeFactory(parent=main)
    with pytest.raises(ValidationError, match="subthema kan zelf geen hoofdthema zijn"):
        ThemeFactory.build(code="derde", label="Derde", parent=sub).full_clean()
    main.parent = ThemeFactory()
    with pytest.raises(ValidationError, match="blijft dus een hoofdthema"):
        main.full_clean()


def form_for(page):
    """The editing form of a practice as the admin makes it."""
    form_class = PracticePage.get_edit_handler().get_form_class()
    return form_class(instance=page)


def test_an_ended_term_is_offered_only_where_it_is_already():
    ended = ThemeFactory(label="Oud thema", ended=True)
    current = ThemeFactory(label="Nieuw thema")
    has, has_not = PracticePageFactory(themes=[ended, current]), PracticePageFactory(themes=[current])
    assert ended in form_for(has).fields["themes"].queryset
    assert ended not in form_for(has_not).fields["themes"].queryset
    assert ("Oud thema (beëindigd)") in [label for _, label in form_for(has).fields["themes"].choices]


def test_an_ended_status_stays_on_the_page_that_has_it():
    ended = PracticeStatusFactory(code="vroeger", ended=True)
    assert ended in form_for(PracticePageFactory(status=ended)).fields["status"].queryset
    assert ended not in form_for(PracticePageFactory()).fields["status"].queryset


def test_themes_are_offered_in_their_tree():
    second = ThemeFactory(label="Wonen", sort=20)
    first = ThemeFactory(label="Werk", sort=10)
    ThemeFactory(label="Huren", parent=second, sort=5)
    ThemeFactory(label="Mentoring", parent=first, sort=30)
    labels = [label for _, label in form_for(PracticePageFactory(themes=[first])).fields["themes"].choices]
    assert labels[-4:] == ["Werk", "Werk › Mentoring", "Wonen", "Wonen › Huren"]


def test_an_action_of_an_ended_programme_says_so_in_the_form():
    ActionFactory(label="Zomerscholen aanbieden", programme=ProgrammeFactory(over=True))
    labels = [label for _, label in form_for(PracticePageFactory()).fields["actions"].choices]
    assert labels == ["Zomerscholen aanbieden (afgelopen)"]

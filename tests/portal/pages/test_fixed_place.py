"""Home and the listings of sections stay where they are, for administrators too."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.factories.tree import SiteTree

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(UserFactory(administrator=True))
    return client


@pytest.mark.parametrize("name", ["home", "practices", "guidelines", "offers", "networks", "events"])
@pytest.mark.parametrize("view", ["delete", "unpublish", "move", "copy"])
def test_a_section_is_never_deleted_withdrawn_moved_or_copied(
    admin: Client, site_tree: SiteTree, name: str, view: str
) -> None:
    page = getattr(site_tree, name)
    for answer in (
        admin.get(reverse(f"wagtailadmin_pages:{view}", args=[page.pk])),
        admin.post(reverse(f"wagtailadmin_pages:{view}", args=[page.pk]), {}),
    ):
        assert answer.status_code in {302, 403}
    page.refresh_from_db()
    assert page.live


@pytest.mark.parametrize("name", ["home", "practices"])
def test_its_form_offers_neither_title_nor_slug(admin: Client, site_tree: SiteTree, name: str) -> None:
    page = getattr(site_tree, name)
    form = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]
    assert "slug" not in form.fields
    assert "title" not in form.fields

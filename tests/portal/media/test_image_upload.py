"""An editor adds an image: it needs a text alternative, its maker and consent, and must be what it says it is."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from PIL import Image

from portal.media.models import SiteImage
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def picture(image_format: str = "PNG", name: str = "plein.png") -> SimpleUploadedFile:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "yellow").save(buffer, image_format)
    return SimpleUploadedFile(name, buffer.getvalue())


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(UserFactory(administrator=True))
    return client


def add(client: Client, **changed: object) -> tuple[int, str]:
    data = {
        "title": "Plein",
        "file": picture(),
        "description": "Buren aan een lange tafel op het plein.",
        "maker": "Stad Voorbeeld",
        "licence": "gratis-hergebruik",
        "has_consent": "on",
    }
    answer = client.post(reverse("wagtailimages:add"), {k: v for k, v in {**data, **changed}.items() if v is not None})
    return answer.status_code, answer.content.decode()


def test_a_complete_image_is_added(admin: Client) -> None:
    status, _page = add(admin)
    assert status == 302
    assert SiteImage.objects.get().default_alt_text == "Buren aan een lange tafel op het plein."


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"description": ""}, "Beschrijf het beeld voor wie het niet ziet."),
        ({"maker": ""}, "Noem wie het beeld maakte."),
        ({"has_consent": None}, "kan alleen met hun toestemming"),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(admin: Client, missing: dict[str, object], sentence: str) -> None:
    status, page = add(admin, **missing)
    assert status == 200
    assert sentence in page
    assert not SiteImage.objects.exists()


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("script.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        SimpleUploadedFile("script.png", b"<svg><script>alert(1)</script></svg>"),
        SimpleUploadedFile("tekst.jpg", b"geen beeld"),
        SimpleUploadedFile("groot.png", b"\x89PNG\r\n\x1a\n" + b"0" * 30 * 1024 * 1024),
    ],
    ids=["svg with script", "svg named png", "text named jpg", "30 MB"],
)
def test_a_lying_or_huge_file_is_refused_with_a_sentence(admin: Client, file: SimpleUploadedFile) -> None:
    status, page = add(admin, file=file)
    assert status == 200
    assert "error-message" in page
    assert not SiteImage.objects.exists()


def test_a_picture_with_another_extension_is_refused(admin: Client) -> None:
    status, page = add(admin, file=picture("JPEG", "plein.png"))
    assert status == 200
    assert "error-message" in page


def test_several_images_at_once_ask_for_what_is_missing_too(admin: Client) -> None:
    answer = admin.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "Plein", "files[]": picture(), "collection": 1},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert answer.status_code == 200
    assert answer.json()["success"]
    assert not SiteImage.objects.exists(), "an upload waits for its text before it becomes an image"


@pytest.mark.parametrize("lacking", [{"description": ""}, {"maker": ""}, {"has_consent": False}])
def test_the_database_refuses_an_image_without_its_rights(lacking: dict[str, object]) -> None:
    values = {"title": "Plein", "file": "x.png", "width": 1, "height": 1, "description": "x", "maker": "y"}
    with pytest.raises(IntegrityError), transaction.atomic():
        SiteImage.objects.bulk_create([SiteImage(**{**values, "has_consent": True, **lacking})])

"""What templates know of the site itself."""

from django.conf import LazySettings
from django.test import RequestFactory
from django.urls import set_script_prefix

from portal.navigation.context import site_identity


def test_the_canonical_address_has_no_parameters_and_no_foreign_host(
    rf: RequestFactory, settings: LazySettings
) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://samenwijs.example/pad"
    site = site_identity(rf.get("/praktijken/?pagina=2", headers={"host": "evil.example"}))["site"]
    assert site.here == "https://samenwijs.example/pad/praktijken/"
    assert site.base == "https://samenwijs.example/pad"


def test_odd_signs_in_the_address_are_encoded(rf: RequestFactory) -> None:
    assert site_identity(rf.get('/é"<x>/'))["site"].here.endswith("/%C3%A9%22%3Cx%3E/")


def test_the_root_follows_the_base_path(rf: RequestFactory) -> None:
    set_script_prefix("/samenwijs/")
    try:
        assert site_identity(rf.get("/"))["site"].root == "/samenwijs/"
    finally:
        set_script_prefix("/")

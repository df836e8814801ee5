"""What every page makes a browser fetch: one sprite with every icon, and little of the rest."""

import gzip
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "platform/portal/static/portal"
ROOMS = ("platform", "practices", "networks", "search")
SVG = "{http://www.w3.org/2000/svg}"


def symbols() -> dict[str, ElementTree.Element]:
    root = ElementTree.parse(STATIC / "icons.svg").getroot()  # noqa: S314  our own file
    return {symbol.attrib["id"]: symbol for symbol in root}


def templates() -> list[Path]:
    return [path for room in ROOMS for path in (Path(settings.BASE_DIR) / room).rglob("*.html")]


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    named = {
        f"i-{name}"
        for path in templates()
        for name in re.findall(r"""{% icon ["']([a-z-]+)["'] %}""", path.read_text())
    }
    assert named
    assert named - symbols().keys() == set()


def test_every_kind_has_an_icon() -> None:
    styles = (STATIC / "css/components.css").read_text()
    kinds = {f"i-{name}" for name in re.findall(r"\.kind--([a-z]+)", styles)}
    assert kinds - symbols().keys() == set()


def test_icons_carry_their_own_fills_because_no_style_reaches_an_outside_sprite() -> None:
    for name, symbol in symbols().items():
        assert symbol.attrib["viewBox"] == "0 0 24 24", name
        assert not symbol.findall(".//*[@class]"), name


@pytest.mark.parametrize(("folder", "limit"), [("css", 12_000), ("js", 10_000)])
def test_styles_and_scripts_stay_small(folder: str, limit: int) -> None:
    assert sum(len(gzip.compress(path.read_bytes())) for path in (STATIC / folder).iterdir()) <= limit


def test_no_template_of_the_site_has_inline_style_or_script_or_another_host() -> None:
    forbidden = re.compile(
        r"""\sstyle=|<style|\son[a-z]+=["']|<script(?![^>]*\ssrc=)(?![^>]*ld\+json)|(?:src|href)=["']//"""
    )
    for path in templates():
        if "portal/templates" in str(path):
            assert not forbidden.search(path.read_text()), path

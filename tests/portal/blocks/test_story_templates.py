"""A running text as readers meet it."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from portal.blocks.story import StoryBlock
from tests.factories.media import DocumentFactory, ImageFactory


def draw(*blocks: tuple[str, Any], **context: Any) -> BeautifulSoup:
    story = StoryBlock()
    value = story.to_python([{"type": name, "value": content} for name, content in blocks])
    return BeautifulSoup(story.render(value, context), "html.parser")


def test_a_heading_can_be_linked_to_and_follows_the_level_of_its_page() -> None:
    heading = draw(("heading", "Waarom het begon")).h2
    assert heading
    assert (heading["id"], heading.text) == ("waarom-het-begon", "Waarom het begon")
    assert draw(("heading", "Dieper"), heading_level=3).h3


def test_a_quote_is_attributed_by_role() -> None:
    figure = draw(("quote", {"quote": "Nu heb ik <de> sleutel.", "role": "Moeder van twee"})).figure
    assert figure
    assert figure.blockquote
    assert figure.blockquote.text == "Nu heb ik <de> sleutel."
    assert figure.figcaption
    assert figure.figcaption.text == "Moeder van twee"


def test_a_callout_has_icon_title_and_paragraphs() -> None:
    soup = draw(("callout", {"title": "Let op", "text": "Regel de sleutels.\n\nEn de verzekering."}))
    assert soup.select_one(".notice--warn svg.icon")
    assert soup.select_one(".notice h2")
    assert [p.text for p in soup.select(".notice p")] == ["Regel de sleutels.", "En de verzekering."]


def test_rich_text_keeps_its_lists() -> None:
    assert draw(("text", "<p>Zo:</p><ul><li>Eén vast gezicht</li></ul>")).select("ul li")


@pytest.mark.django_db
def test_an_image_has_its_alternative_its_maker_and_a_choice_of_sizes() -> None:
    image = ImageFactory()
    soup = draw(("image", {"image": image.pk, "alt_text": "Een speelplaats met banken", "decorative": False}))
    assert soup.img
    assert soup.img["alt"] == "Een speelplaats met banken"
    assert soup.img["loading"] == "lazy"
    assert "srcset" in soup.img.attrs
    assert soup.figcaption
    assert image.maker in soup.figcaption.text


@pytest.mark.django_db
def test_a_file_says_its_type_and_size() -> None:
    document = DocumentFactory(title="Sjabloon afsprakennota", file_size=38_400)
    link = draw(("file", document.pk)).a
    assert link
    assert link["href"] == document.url
    assert link.text == "Sjabloon afsprakennota (txt, 38\N{NO-BREAK SPACE}kB)"

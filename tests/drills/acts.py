"""What editors do, in a process of its own; what it prints is acknowledged (`write`), or there now (`look`)."""

import json
import random
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.db import DatabaseError, InterfaceError, connections, transaction  # noqa: E402
from wagtail.models import PageViewRestriction  # noqa: E402

from portal.pages.models import HomePage, StandardPage  # noqa: E402
from search.engines.elastic.comparing import compare  # noqa: E402
from search.engines.elastic.connection import cluster_of_settings  # noqa: E402
from search.entries import Entry  # noqa: E402
from search.outbox import Outbox  # noqa: E402
from tests.factories.tree import ensure_site_tree  # noqa: E402
from tests.search.in_step import what_differs  # noqa: E402

LETTERS = "bcdfghjklmnpqrstvwxz"

PAUSE = 0.4
"""Seconds at most between two acts, so that every part is killed while they go on."""


def word(writer: int, number: int) -> str:
    """Return the word by which a page is found, and no other."""
    return "qx" + "".join(LETTERS[int(digit)] for digit in f"{writer}{number:04}") + "u"


def say(**values: object) -> None:
    """Tell the drill what was acknowledged."""
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


def until_done(act: Callable[[], object]) -> None:
    """Do an act in one transaction, and again when the database was away, also if it may have been done."""
    while True:
        try:
            with transaction.atomic():
                act()
            return
        except (DatabaseError, InterfaceError):
            connections.close_all()
            time.sleep(0.2)


def place(writer: int) -> StandardPage:
    """Return the page below which a writer makes its pages."""
    slug = f"plaats{writer}"
    found: StandardPage | None = StandardPage.objects.filter(slug=slug).first()
    if found:
        return found
    home = HomePage.objects.get()
    page = StandardPage(title=f"Plaats {writer}", slug=slug, summary="Proef.")
    home.add_child(instance=page)
    return page


def publish(writer: int, number: int, title: str) -> None:
    """Make a page or change it, and publish it."""
    slug = f"p{writer}x{number}"
    page = StandardPage.objects.filter(slug=slug).first()
    if page is None:
        page = place(writer).add_child(instance=StandardPage(title=title, slug=slug, summary="Proef.", live=False))
    page.title = title
    page.save_revision().publish()


def withdraw(how: str, slug: str) -> None:
    """Take a page from the public."""
    page = StandardPage.objects.filter(slug=slug).first()
    if page is None:
        return
    if how == "delete":
        page.delete()
    elif how == "unpublish":
        page.unpublish()
    else:
        PageViewRestriction.objects.get_or_create(page=page, restriction_type="login")


def draft(writer: int, number: int, title: str) -> None:
    """Keep a draft of a page, of one that is public too."""
    slug = f"p{writer}x{number}"
    page = StandardPage.objects.filter(slug=slug).first()
    if page is None:
        page = place(writer).add_child(instance=StandardPage(title=title, slug=slug, summary="Proef.", live=False))
    page.title = title
    page.save_revision()


ACTS = [*["publish"] * 6, *["change"] * 3, "unpublish", "delete", "private", "draft", "new draft"]
"""From which each is drawn: more appears than goes."""


def write(writer: int, acts: int, seed: int) -> None:
    """Do so many acts, drawn by lot."""
    lots, live, number = random.Random(seed), list[int](), 0
    stopped = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    until_done(lambda: place(writer))
    for act in range(acts):
        if stopped.is_set():
            break
        time.sleep(lots.uniform(0, PAUSE))
        how = lots.choice(ACTS)
        is_new = how in ("publish", "new draft") or len(live) < 5
        number += is_new
        how = "draft" if how == "new draft" else "publish" if is_new else how
        page = number if is_new else lots.choice(live)
        its_word = word(writer, page)
        title = {"publish": f"Proef {its_word}", "draft": f"Geheim {its_word}"}.get(how, f"Proef {its_word} {act}")
        until_done(lambda how=how, page=page, title=title: do(how, writer, page, title))  # type: ignore[misc]
        if how == "publish":
            live.append(page)
        elif how in ("unpublish", "delete", "private"):
            live.remove(page)
        say(act=how, slug=f"p{writer}x{page}", word=its_word, title=title, at=time.time())


def do(how: str, writer: int, number: int, title: str) -> None:
    """Do one act."""
    if how in ("publish", "change"):
        publish(writer, number, title)
    elif how == "draft":
        draft(writer, number, title)
    else:
        withdraw(how, f"p{writer}x{number}")


def publish_steadily(writer: int, pages: int) -> None:
    """Publish pages with a pause between them, as on a busy day."""
    for number in range(1, pages + 1):
        until_done(lambda number=number: publish(writer, number, f"Proef {word(writer, number)}"))  # type: ignore[misc]
        say(act="publish", slug=f"p{writer}x{number}", word=word(writer, number), title="", at=time.time())
        time.sleep(0.3)


def look() -> None:
    """Say what entries and index hold."""
    cluster = cluster_of_settings()
    cluster.client.indices.refresh(index=cluster.alias)
    pages = {str(page.pk): page.slug for page in StandardPage.objects.all()}
    titles: dict[str, Any] = {pages.get(e.object_id, "?"): e.title for e in Entry.objects.filter(kind="pagina")}
    say(
        titles=titles,
        entries=Entry.objects.count(),
        documents=cluster.client.count(index=cluster.alias)["count"],
        index_differs=compare(cluster).names,
        entries_differ=what_differs(),
        waiting=Outbox.objects.count(),
        aside=Outbox.objects.filter(is_aside=True).count(),
    )


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(*map(int, sys.argv[2:]))
    elif sys.argv[1] == "steady":
        publish_steadily(*map(int, sys.argv[2:]))
    elif sys.argv[1] == "begin":
        ensure_site_tree()
    else:
        look()

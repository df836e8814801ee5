"""An editor's desk in a process of its own, which does one act after another as the drill asks, and answers each."""

import json
import os
import subprocess
import sys
from typing import Any

import django

from tests.drills.parts import Parts
from tests.servers import ROOT

OF_FAULTS, OF_PAIR = 8, 9
"""By which the pages of a desk are named: two desks with one number would have the same pages."""


class Desk:
    """Asks the process."""

    def __init__(self, parts: Parts, writer: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.drills.desk", str(writer)],
            cwd=ROOT,
            env={**os.environ, **parts.variables},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self._number = 0

    def ask(self, act: str, **values: object) -> Any:
        """Have an act done, and return what it gives."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"act": act, **values}) + "\n")
        self._process.stdin.flush()
        if not (line := self._process.stdout.readline()):
            raise SystemExit(f"The desk ended at {act}.")
        return json.loads(line)

    def publish(self, pages: int = 1, **values: object) -> list[dict[str, Any]]:
        """Publish so many new pages; return what each is called."""
        first, self._number = self._number + 1, self._number + pages
        return [self.ask("publish", number=number, **values) for number in range(first, self._number + 1)]

    def end(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()


def _serve() -> None:
    django.setup()
    from django.contrib.auth import get_user_model  # noqa: PLC0415
    from django.db import transaction  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from portal.pages.models import StandardPage  # noqa: PLC0415
    from search import outbox  # noqa: PLC0415
    from search.entries import Entry  # noqa: PLC0415
    from tests.drills import acts  # noqa: PLC0415

    writer = int(sys.argv[1])

    def publish(number: int, name_bytes: int = 0, text_bytes: int = 0, days: int = 0) -> dict[str, object]:
        """Publish a page; what no form lets through is put into its entry in the same transaction."""
        word = acts.word(writer, number)
        with transaction.atomic():
            acts.publish(writer, number, f"Proef {word}")
            page = StandardPage.objects.get(slug=f"p{writer}x{number}")
            item = ("pagina", str(page.pk))
            entry = Entry.objects.filter(kind=item[0], object_id=item[1])
            if name_bytes:
                entry.update(names=["w" * name_bytes])
            if text_bytes:
                entry.update(text="woord " * (text_bytes // 6))
            if name_bytes or text_bytes:
                outbox.changed([item])
            if days:
                with acts.connections["default"].cursor() as cursor:
                    cursor.execute("UPDATE search_outbox SET due = due + %s * interval '1 day'", [days])
        return {"word": word, "slug": page.slug, "item": ":".join(item)}

    def administrator() -> str:
        """Return the key of a session of an administrator."""
        users = get_user_model().objects
        user = users.filter(is_superuser=True).first() or users.create_superuser(email="drill@example.org")
        client = Client()
        client.force_login(user)
        return client.cookies["sessionid"].value

    does = {"publish": publish, "administrator": administrator, "look": acts.look}
    for line in sys.stdin:
        asked = json.loads(line)
        answer = does[asked.pop("act")](**asked)  # type: ignore[operator]
        if answer is not None:  # what looks has said it
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    _serve()

"""Publications by several writers, each in a process of its own, while readers search for what they may not see."""

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.drills.parts import Parts
from tests.servers import ROOT

Said = dict[str, Any]
SHOWN = ("publish", "change")
"""Acts behind which a page is public under the title that was said."""


class Writers:
    """Writers that are at work, and what was acknowledged to them so far."""

    def __init__(self, parts: Parts, *, number: int, acts: int, seed: int, first: int = 1) -> None:
        self.said: list[Said] = []
        self.processes = [_python(parts, "write", str(first + n), str(acts), str(seed + n)) for n in range(number)]
        self.threads = [threading.Thread(target=self._listen, args=[each], daemon=True) for each in self.processes]
        for thread in self.threads:
            thread.start()

    @property
    def at_work(self) -> bool:
        """Tell whether one of them goes on."""
        return any(thread.is_alive() for thread in self.threads)

    def finish(self, seconds: float = 30) -> None:
        """Let each end its act, so that whatever was done was acknowledged too."""
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(seconds)

    def kill(self) -> None:
        """End those that are still at work, at once."""
        for process in self.processes:
            process.kill()
            process.wait()
        for thread in self.threads:
            thread.join()

    def expected(self) -> tuple[dict[str, str], set[str]]:
        """Return the titles of what must be public, by slug, and the slugs of what may not be."""
        public: dict[str, str] = {}
        for said in self.said:
            if said["act"] == "draft":
                public.setdefault(said["slug"], "")
            else:
                public[said["slug"]] = said["title"] if said["act"] in SHOWN else ""
        return {slug: title for slug, title in public.items() if title}, {s for s, title in public.items() if not title}

    def _listen(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout
        for line in process.stdout:
            self.said.append(json.loads(line))


@dataclass(frozen=True)
class Answer:
    """What a reader got."""

    path: str
    began: float
    ended: float
    status: int


class Readers:
    """Readers who ask on and on, on pages and in feeds, for what was withdrawn and for drafts."""

    def __init__(self, parts: Parts, said: list[Said], *, number: int, seed: int) -> None:
        self.parts, self.said, self.stopped = parts, said, threading.Event()
        self.answers: list[Answer] = []
        self.leaks: list[Said] = []
        self.threads = [threading.Thread(target=self._read, args=[seed + n], daemon=True) for n in range(number)]
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        """Let them finish their last page."""
        self.stopped.set()
        for thread in self.threads:
            thread.join(35)

    def _read(self, seed: int) -> None:
        lots = random.Random(seed)
        while not self.stopped.wait(0.05):
            hidden = [said for said in list(self.said) if said["act"] not in SHOWN][-50:]
            said = lots.choice(hidden) if hidden else {"act": "", "word": "samen", "slug": "nothing", "title": ""}
            path = f"/zoeken/?q={said['word']}{lots.choice(['', '&weergave=atom'])}"
            began = time.monotonic()
            status, text = self.parts.get(path)
            self.answers.append(Answer(path, began, time.monotonic(), status))
            # A draft of what is public hides its title, anything else the whole page.
            sign = said["title"] if said["act"] == "draft" else f"/{said['slug']}/"
            if sign and sign in text:
                self.leaks.append(said)


def publish_steadily(parts: Parts, pages: int) -> Iterator[Said]:
    """Publish so many pages, and yield each when it was acknowledged."""
    process = _python(parts, "steady", "9", str(pages))
    try:
        assert process.stdout
        for line in process.stdout:
            yield json.loads(line)
    finally:
        process.kill()
        process.wait()


def look(parts: Parts) -> Said:
    """Return what entries and index hold now."""
    process = _python(parts, "look")
    said, _ = process.communicate()
    if process.returncode:
        raise SystemExit("The look at entries and index failed.")
    found: Said = json.loads(said)
    return found


def _python(parts: Parts, *arguments: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.drills.acts", *arguments]
    variables = {**os.environ, **parts.variables}
    return subprocess.Popen(command, cwd=ROOT, env=variables, stdout=subprocess.PIPE, text=True, start_new_session=True)

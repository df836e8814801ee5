"""What readers and operators see of a site: pages, the engine that answers, log lines, /readyz, /metrics, the admin."""

import html
import json
import re
import statistics
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.drills.parts import Parts

TOKEN = "only-for-a-drill"
CSRF = "d" * 32
OF_SEARCH = re.compile(r"^\S+ \[(?:warning|error) *\] (.*?) *\[search\.", re.MULTILINE)
ANSWERED = re.compile(r'^samenwijs_search_seconds_count\{engine="(\w+)",outcome="answered"\} (\S+)$', re.MULTILINE)


@dataclass
class Pages:
    """What readers saw."""

    milliseconds: list[float] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)
    engines: dict[str, int] = field(default_factory=dict)
    """How many searches each engine answered."""

    def __str__(self) -> str:
        by = ", ".join(f"{name} {number}" for name, number in sorted(self.engines.items()) if number) or "nobody"
        p50, most = statistics.median(self.milliseconds), max(self.milliseconds)
        return f"{p50:.0f} / {most:.0f} ms, {sorted(self.statuses)}, {by}"


class Observer:
    """Looks at a site from outside."""

    def __init__(self, parts: Parts, session: str) -> None:
        self.parts = parts
        self.session = session
        self._read = {log: log.stat().st_size for log in (parts.web.log, parts.worker.log)}

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """Ask for a page with headers of our own; status 0 when nothing answers."""
        request = urllib.request.Request(self.parts.url + path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            return error.code, ""
        except OSError:
            return 0, ""

    def pages(self, question: str, number: int) -> Pages:
        """Search so often."""
        seen, before = Pages(), self.engines()
        for _page in range(number):
            began = time.monotonic()
            seen.statuses.add(self.get(f"/zoeken/?q={question}")[0])
            seen.milliseconds.append(1000 * (time.monotonic() - began))
        seen.engines = {name: int(many - before.get(name, 0)) for name, many in self.engines().items()}
        return seen

    def found(self, pages: list[dict[str, Any]]) -> int:
        """Return how many of these published pages are found by their word."""
        return sum(f"/{page['slug']}/" in self.get(f"/zoeken/?q={page['word']}")[1] for page in pages)

    def metrics(self) -> str:
        """Return what Prometheus reads."""
        return self.get("/metrics", Authorization=f"Bearer {TOKEN}")[1]

    def engines(self) -> dict[str, float]:
        """Return how many searches each engine answered so far."""
        return {name: float(number) for name, number in ANSWERED.findall(self.metrics())}

    def figure(self, name: str) -> float:
        """Return one figure of the metrics."""
        found = re.search(rf"^samenwijs_search_{name}(?:\{{.*\}})? (\S+)$", self.metrics(), re.MULTILINE)
        return float(found[1]) if found else -1

    def readyz(self) -> str:
        """Return which engine answers, as /readyz says it."""
        return str(json.loads(self.get("/readyz")[1] or "{}").get("search", "nothing"))

    def admin(self) -> str:
        """Return the sentences of the page of the engine in the admin."""
        status, page = self.get("/beheer/zoeken/zoekmachine/", Cookie=f"sessionid={self.session}")
        if status != 200:
            return f"status {status}"
        texts = re.findall(r"<section[^>]*>(.*?)</section>", page, re.DOTALL)
        return " ".join(html.unescape(re.sub(r"<[^>]+>|\s+", " ", " ".join(texts))).split())

    def send_again(self) -> None:
        """Press the button of an administrator that has sent again what was set aside."""
        address = self.parts.url + "/beheer/zoeken/zoekmachine/"
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={CSRF}", "X-CSRFToken": CSRF, "Referer": address}
        urllib.request.urlopen(urllib.request.Request(address, b"", headers), timeout=30).close()

    def logged(self) -> list[str]:
        """Return what the log of web server and worker has of search since the last time, each line once."""
        lines: dict[str, None] = {}
        for log, start in self._read.items():
            lines |= dict.fromkeys(OF_SEARCH.findall(_since(log, start)))
            self._read[log] = log.stat().st_size
        return list(lines)


def _since(log: Path, start: int) -> str:
    with log.open("rb") as file:
        file.seek(start)
        return file.read().decode("utf-8", "replace")

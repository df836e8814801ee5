"""Makes each fault in turn on a site that reaches its node through a proxy, and tells what was seen."""

import contextlib
import time
from collections.abc import Callable, Iterator

from tests.drills.desk import OF_FAULTS, Desk
from tests.drills.faults import FAULTS, Fault, Scene
from tests.drills.observing import TOKEN, Observer
from tests.drills.parts import Parts
from tests.drills.proxy import Proxy

COLUMNS = ("fault", "readers: page p50 / max, status, who answered; found meanwhile", "operators", "again", "lost")
PAGES = 24
PUBLISHED = 3
QUESTION = "proef"
SECONDS_TO_RECOVER = 60
SECONDS_TO_SET_ASIDE = 60


@contextlib.contextmanager
def proxied(parts: Parts) -> Iterator[Proxy]:
    """Let web server and worker reach the node through a proxy for the block."""
    before = dict(parts.variables)
    with Proxy(parts.node.port).running() as proxy:
        parts.variables.update(ELASTICSEARCH_URL=proxy.url, METRICS_TOKEN=TOKEN)
        restart(parts)
        try:
            yield proxy
        finally:
            parts.variables.clear()
            parts.variables.update(before)
    restart(parts)


def restart(parts: Parts) -> None:
    """Start web server and worker anew, with the variables of now."""
    for part in (parts.web, parts.worker):
        part.kill()
        part.start()
    parts.wait_for_web()


def faulty(parts: Parts, until: float) -> Iterator[str]:
    """Yield the rows of the table, while there is time."""
    with proxied(parts) as proxy:
        desk = Desk(parts, OF_FAULTS)
        try:
            observer = Observer(parts, desk.ask("administrator"))
            old = desk.publish(20)[:PUBLISHED]
            _wait(lambda: _is_well(observer) and _is_sent(observer))
            yield f"| normal | {observer.pages(QUESTION, PAGES)} | {observer.readyz()}; {observer.admin()} | | |"
            for name, fault in FAULTS.items():
                if time.monotonic() > until:
                    yield f"| {name} | not done: no time left | | | |"
                    continue
                yield f"| {name} | {_seen(Scene(parts, proxy, old), observer, desk, fault)} |".replace("\n", " ")
            yield f"| in the end | | | | {differs(desk)} |"
        finally:
            desk.end()


def _seen(scene: Scene, observer: Observer, desk: Desk, fault: Fault) -> str:
    observer.logged()
    fault.cause(scene)
    pages = desk.publish(PUBLISHED, **fault.published)
    time.sleep(fault.seconds)
    readers = observer.pages(QUESTION, PAGES)
    found = f"{observer.found(pages)} of {PUBLISHED} new, {observer.found(scene.old)} of {len(scene.old)} old"
    aside = (
        _wait(lambda: observer.figure("queue_aside") >= PUBLISHED, SECONDS_TO_SET_ASIDE) if fault.is_refused else None
    )
    operators = f"/readyz: {observer.readyz()}; {_figures(observer)}; admin: {observer.admin()[:400]}"
    fault.end(scene)
    if fault.is_refused:
        observer.send_again()
    began = time.monotonic()
    well = _wait(lambda: _answers(observer), SECONDS_TO_RECOVER)
    sent = _wait(lambda: _is_sent(observer), max(1.0, began + SECONDS_TO_RECOVER - time.monotonic()))
    sent = None if sent is None or well is None else sent + well
    operators += f"; log: {' / '.join(observer.logged()[:4])[:500] or 'nothing'}"
    again = f"Elasticsearch after {_told(well)}, caught up after {_told(sent)}"
    if fault.is_refused:
        again = f"set aside after {aside}; sent again by hand; {again}"
    lost = PUBLISHED + len(scene.old) - observer.found([*pages, *scene.old])
    cells = [f"{readers}; {found}", operators, again, str(lost)]
    return " | ".join(cell.replace("|", "/") for cell in cells)


def differs(desk: Desk) -> str:
    """Say what differs between items, entries and index."""
    found = desk.ask("look")
    index, entries = len(found["index_differs"]), len(found["entries_differ"])
    return f"index differs {index}, entries differ {entries}, waiting {found['waiting']}"


def _figures(observer: Observer) -> str:
    names = ("breaker_state", "queue", "queue_aside")
    return ", ".join(f"{name} {observer.figure(name):.0f}" for name in names)


def _answers(observer: Observer) -> bool:
    """Ask for a page, and tell whether Elasticsearch answered it; both processes are asked in the end."""
    asked = [observer.pages(QUESTION, 1).engines for _ in range(3)]
    return all(engines.get("elasticsearch") and not engines.get("postgresql") for engines in asked)


def _is_well(observer: Observer) -> bool:
    return observer.readyz() == "elasticsearch"


def _is_sent(observer: Observer) -> bool:
    return observer.figure("queue") == 0 and observer.figure("queue_aside") == 0


def _wait(holds: Callable[[], bool], seconds: float = 60) -> float | None:
    """Wait until it holds; return the seconds, or nothing when it does not."""
    began = time.monotonic()
    while not holds():
        if time.monotonic() > began + seconds:
            return None
        time.sleep(0.1)
    return time.monotonic() - began


def waited(holds: Callable[[], bool], seconds: float) -> str:
    """Wait until it holds, and say how long that took."""
    return _told(_wait(holds, seconds))


def _told(seconds: float | None) -> str:
    return "no time that was waited for" if seconds is None else f"{seconds:.1f} s"

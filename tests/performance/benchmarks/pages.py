"""`make bench`: what each page costs beside the bare home page of `wagtail start`, in the same run on this machine.

Prints for 87 practices and with 2,000 generated ones: queries, processor time per request beside the bare page, size
of the HTML; then sizes of styles and scripts, and the memory of web server and worker after 1,000 requests. Ratios
hold on a shared machine where seconds do not: pages and the bare page are asked in turn, and the median counts.
"""

import argparse
import gzip
import json
import os
import re
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

import psutil

from tests.servers import ROOT, Served, bare_site, free_port, our_site

ROUNDS = 7
REQUESTS = 30
WARM_UP = 20


@dataclass(frozen=True)
class Page:
    """A page with its budgets: queries, and processor time as a multiple of the bare page."""

    name: str
    section: str
    """Address of the page; of a detail page the section whose first item is asked."""
    queries: int
    ratio: float
    is_detail: bool = False
    kilobytes: int = 70


PAGES = (
    Page("home", "/", 12, 4, kilobytes=120),
    Page("listing of practices", "/praktijken/", 15, 4, kilobytes=120),
    Page("practice", "/praktijken/", 12, 3, is_detail=True),
    Page("guideline", "/richtlijnen/", 12, 3, is_detail=True),
    Page("event", "/evenementen/", 12, 3, is_detail=True),
    Page("network", "/netwerken/", 12, 3, is_detail=True, kilobytes=120),
    Page("municipality", "/gemeenten/tongeren-borgloon/", 12, 3, kilobytes=120),
    Page("search", "/zoeken/?q=brugfiguren", 12, 4),
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--practices", type=int, nargs="*", default=[0, 2000], help="generated practices, per table")
    server = database_server()
    with bare_site(server) as bare:
        for number in parser.parse_args().practices:
            with our_site(server, generated=number) as (site, variables):
                table(site, bare, variables, number)
                if not number:
                    assets(site)
                    memory([address_of(site, page) for page in PAGES], variables)


def database_server() -> str:
    """Return the address of the database server to measure on: DATABASE_URL, or the embedded one, held till the end."""
    if url := os.environ.get("DATABASE_URL"):
        return url
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    # The environment is read at import, so the settings must be named first.
    from config.embedded_postgresql import embedded_url  # noqa: PLC0415
    from config.environment import ENVIRONMENT  # noqa: PLC0415

    return embedded_url(ENVIRONMENT.var_dir / "postgres")


def table(site: Served, bare: Served, variables: dict[str, str], generated: int) -> None:
    """Print the table of all pages."""
    print(f"\n87 practices{f' and {generated} generated' if generated else ''}")
    print(f"{'page':24}{'queries':>14}{'CPU/bare':>16}{'ms CPU':>9}{'HTML kB':>14}")
    addresses = [address_of(site, page) for page in PAGES]
    queries = count_queries(addresses, variables)
    for page, address in zip(PAGES, addresses, strict=True):
        status, headers, body = site.get(address)
        html = gzip.decompress(body) if headers.get("Content-Encoding") == "gzip" else body
        if status != 200:
            raise SystemExit(f"{address} answers {status}")
        ratio, milliseconds = compare(site, bare, address)
        print(
            f"{page.name:24}{queries[address]:>6} (≤ {page.queries:>2}){ratio:>8.2f} (≤ {page.ratio:g})"
            f"{milliseconds:>9.1f}{len(html) / 1000:>7.1f} (≤ {page.kilobytes})"
        )


def address_of(site: Served, page: Page) -> str:
    """Return the address to ask: the section, or its first item."""
    if not page.is_detail:
        return page.section
    _status, headers, body = site.get(page.section)
    html = (gzip.decompress(body) if headers.get("Content-Encoding") == "gzip" else body).decode()
    main = html[html.index('id="inhoud"') :]
    pattern = r'<h[23][^>]*><a href="((?:https?://[^/"]+)?/(?:netwerken|praktijken|richtlijnen|evenementen)/[^"?#]+)"'
    if not (found := re.search(pattern, main)):
        raise SystemExit(f"{page.section} lists no item")
    return re.sub(r"^https?://[^/]+", "", found[1])


def count_queries(addresses: list[str], variables: dict[str, str]) -> dict[str, int]:
    """Return the queries of one warm request per address, counted in a process of its own."""
    code = (
        "import json,sys,django; django.setup()\n"
        "from django.db import connection\nfrom django.test import Client\n"
        "from django.test.utils import CaptureQueriesContext\n"
        "client, found = Client(headers={'host': 'localhost'}), {}\n"
        "for address in json.loads(sys.argv[1]):\n"
        "    client.get(address)\n"
        "    with CaptureQueriesContext(connection) as captured: client.get(address)\n"
        "    found[address] = len([q for q in captured if 'SAVEPOINT' not in q['sql']])\n"
        "print(json.dumps(found))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, json.dumps(addresses)],
        cwd=ROOT, env={**os.environ, **variables}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return found


def compare(site: Served, bare: Served, address: str) -> tuple[float, float]:
    """Return the median ratio of processor time to the bare page, and the site's own median in milliseconds."""
    for _request in range(WARM_UP):
        site.get(address), bare.get("/")
    ratios, own = [], []
    for _round in range(ROUNDS):
        ours, theirs = cpu_of(site, address), cpu_of(bare, "/")
        ratios.append(ours / theirs)
        own.append(ours / REQUESTS * 1000)
    return statistics.median(ratios), statistics.median(own)


def cpu_of(served: Served, address: str) -> float:
    """Return the processor seconds of `REQUESTS` requests."""
    before = served.cpu()
    for _request in range(REQUESTS):
        served.get(address)
    return served.cpu() - before or 0.01


def assets(site: Served) -> None:
    """Print the compressed size of styles and scripts that the home page asks, and how they are cached."""
    _status, headers, body = site.get("/")
    html = (gzip.decompress(body) if headers.get("Content-Encoding") == "gzip" else body).decode()
    for kind, budget in (("css", 12), ("js", 10)):
        files = sorted(set(re.findall(rf'(?:href|src)="([^"]+\.{kind})"', html)))
        answers = [site.get(file) for file in files]
        size = sum(len(gzip.compress(a[2]) if a[1].get("Content-Encoding") != "gzip" else a[2]) for a in answers)
        caching = {answer[1].get("Cache-Control", "none") for answer in answers}
        print(f"{kind}: {len(files)} files, {size / 1000:.1f} kB compressed (≤ {budget}); cache: {', '.join(caching)}")


def memory(addresses: list[str], variables: dict[str, str]) -> None:
    """Print the memory (PSS) of the web server as `make run` starts it, and the worker, after 1,000 requests."""
    port = free_port()
    web = [sys.executable, "-m", "gunicorn", "--config=platform/config/web_server.py", f"--bind=127.0.0.1:{port}"]
    environment = {**os.environ, **variables}
    started = [
        subprocess.Popen([*web, "config.wsgi"], cwd=ROOT, env=environment),
        subprocess.Popen([sys.executable, "manage.py", "work"], cwd=ROOT, env=environment),
    ]
    try:
        time.sleep(6)
        real = Served("memory", f"http://127.0.0.1:{port}", psutil.Process(started[0].pid))
        for number in range(1000):
            real.get(addresses[number % len(addresses)])
        processes = [
            p for s in started for p in (psutil.Process(s.pid), *psutil.Process(s.pid).children(recursive=True))
        ]
        used = sum(p.memory_full_info().pss for p in processes) / 1e6
        print(f"memory: {used:.0f} MB PSS in {len(processes)} processes after 1,000 requests (≤ 450)")
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(20)


if __name__ == "__main__":
    main()

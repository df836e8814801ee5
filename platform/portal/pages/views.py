"""What machines ask first: the sitemap and the rules for robots."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix, reverse

from portal.navigation.context import identity
from portal.pages.sitemaps import all_addresses


def sitemap(request: HttpRequest) -> HttpResponse:
    """/sitemap.xml: every address that an anonymous visitor may read (https://www.sitemaps.org/protocol.html)."""
    places = [(_absolute(address.path), address.changed) for address in all_addresses()]
    return render(request, "pages/sitemap.xml", {"places": places}, content_type="application/xml")


def robots(request: HttpRequest) -> HttpResponse:
    """/robots.txt: everything may be visited but the admin and the results of searching (RFC 9309)."""
    closed = [reverse("wagtailadmin_home"), f"{get_script_prefix()}zoeken/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), f"Sitemap: {_absolute(reverse('sitemap'))}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _absolute(path: str) -> str:
    return f"{identity().base}/{path.removeprefix(get_script_prefix())}"

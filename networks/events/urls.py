"""Addresses of networks.events: the file of an event, whose name has a dot that Wagtail's own pattern does not take."""

from django.urls import URLPattern, URLResolver, re_path
from wagtail.views import serve

from networks.events.calendars import CALENDAR_FILE

urlpatterns: list[URLPattern | URLResolver] = [
    re_path(rf"^((?:[\w\-]+/)+{CALENDAR_FILE.replace('.', '[.]')})$", serve, name="event_calendar"),
]

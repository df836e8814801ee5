"""Addresses of portal.health: for whoever runs the site, not for its visitors."""

from django.urls import URLPattern, URLResolver, path

from portal.health import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.metrics, name="metrics"),
]

"""Addresses of portal.pages."""

from django.urls import URLPattern, URLResolver, path
from django.views.generic import RedirectView

from portal.pages import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    # A page for people who signed in leads here; there is one way to sign in, and it is the admin's.
    path("_util/login/", RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True)),
]

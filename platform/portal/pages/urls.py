"""Addresses of portal.pages."""

from django.urls import URLPattern, URLResolver, path

from portal.pages import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
]

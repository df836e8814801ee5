"""Addresses of portal.reference."""

from django.urls import URLPattern, URLResolver, path

from portal.reference import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("themas/", views.themes, name="themes"),
    path("themas/<slug:code>/", views.theme, name="theme"),
    path("menukaart/", views.menu_card, name="menu"),
    path("menukaart/<slug:code>/", views.action, name="action"),
]

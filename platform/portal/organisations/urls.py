"""Addresses of portal.organisations."""

from django.urls import URLPattern, URLResolver, path

from portal.organisations import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("gemeenten/", views.municipalities, name="municipalities"),
    path("gemeenten/kies/", views.choose_municipality, name="choose_municipality"),
    path("gemeenten/<slug:slug>/", views.municipality, name="municipality"),
    path("organisaties/", views.organisations, name="organisations"),
    path("organisaties/<slug:code>/", views.organisation, name="organisation"),
]

"""Which address leads where; features bring their own list, Wagtail's pages come last."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("", include("portal.health.urls")),
    path("beheer/", include("portal.pages.admin_urls")),
    path("beheer/", include(wagtailadmin_urls)),
    path("bestanden/", include(wagtaildocs_urls)),
    path("", include("portal.organisations.urls")),
    path("", include("portal.reference.urls")),
    path("", include("portal.pages.urls")),
    path("", include("networks.events.urls")),
    path("", include("search.urls")),
    path("media/", include("portal.media.urls")),
    path("", include(wagtail_urls)),
]

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.permission_denied"
handler404 = "portal.errors.page_not_found"
handler500 = "portal.errors.server_error"

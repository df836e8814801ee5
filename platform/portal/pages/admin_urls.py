"""Addresses of the admin where Wagtail's own view tells anybody with access the titles of drafts.

They stand before Wagtail's own, below the same prefix and under the same addresses.
"""

from django.urls import URLPattern, path
from wagtail.admin.auth import require_admin_access

from portal.pages.admin_views import ChosenPagesView, PageTypesReportView

urlpatterns: list[URLPattern] = [
    path("choose-page/chosen-multiple/", require_admin_access(ChosenPagesView.as_view())),
    path("reports/page-types-usage/", require_admin_access(PageTypesReportView.as_view())),
    path("reports/page-types-usage/results/", require_admin_access(PageTypesReportView.as_view(results_only=True))),
]

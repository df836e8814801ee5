"""Headers of every answer: the content security policy, of the site and of the admin, and what browsers may do."""

from csp.constants import SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.cache import patch_cache_control

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "payment",
        "usb",
    )
)
"""Nothing of the device is asked for; https://www.w3.org/TR/permissions-policy/."""


class ContentSecurityPolicy(CSPMiddleware):
    """The strict policy everywhere, the admin's own policy on the admin's prefix only.

    It stands first in `MIDDLEWARE`, so that static files, redirects and refusals have the headers too. An answer that
    brings a policy keeps it: files to download have none of their own rights, and Wagtail's preview is a page of the
    public site that is drawn below the admin's address, with the public policy and its own nonce.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Take the admin's directives for the admin's addresses, and let the admin frame a preview."""
        parts = super().get_policy_parts(request, response, report_only)
        if report_only:
            return parts
        if getattr(request, "is_preview", False):
            parts.replace = {"frame-ancestors": [SELF]}
        elif request.path.startswith(reverse("wagtailadmin_home")):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add the policy, and ask browsers to ask again for a page that they have."""
        answer: HttpResponseBase = super().process_response(request, response)
        answer.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if answer.headers.get("Content-Type", "").startswith("text/html") and "Cache-Control" not in answer.headers:
            patch_cache_control(answer, no_cache=True)
        return answer

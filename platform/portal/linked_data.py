"""Linked data inside a page: JSON that cannot end the element that holds it."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
"""As Django's `json_script` does: none of these signs means anything in JSON outside a string."""


def safe_json(data: Any) -> SafeString:
    """Return `data` as JSON for `<script type="application/ld+json">`, whatever texts it holds."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))  # noqa: S308  escaped here

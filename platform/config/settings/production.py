"""Settings for the real site; refuses to start without secret, hosts and database (config/environment.py)."""

from config.settings.base import *  # noqa: F403
from config.settings.logs import logging_settings

LOGGING = logging_settings(as_json=True)

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

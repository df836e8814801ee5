"""The WSGI entry point of the site; without DJANGO_SETTINGS_MODULE it serves with the production settings."""

from django.core.wsgi import get_wsgi_application

import config.environment  # noqa: F401  names the settings, so before Django asks for them

application = get_wsgi_application()

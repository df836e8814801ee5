"""The WSGI entry point of the site; without DJANGO_SETTINGS_MODULE it serves with the production settings."""

from django.core.wsgi import get_wsgi_application
from django.db.backends.signals import connection_created

import config.environment  # noqa: F401  names the settings, so before Django asks for them
from config.database import limit_statements
from portal.hostile_input import readable_content_type

connection_created.connect(limit_statements, dispatch_uid="config.wsgi")  # for pages only, not for commands
application = readable_content_type(get_wsgi_application())

"""Settings for the tests: a real PostgreSQL, real files in a folder of their own, fast passwords."""

from config.environment import set_for_this_process
from config.settings.base import *  # noqa: F403
from config.settings.base import DATABASES, VAR_DIR

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A crash may lose the last rows of a database that is thrown away; waiting for the disk takes half of the time.
DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"
MEDIA_ROOT = VAR_DIR / "test-media"
METRICS_DIR = VAR_DIR / "test-metrics"
set_for_this_process(PROMETHEUS_MULTIPROC_DIR=str(METRICS_DIR))
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
# Tests render pages without collecting static files first; the names with hashes are tested as served.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

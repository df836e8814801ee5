"""The settings of the real site: complete they pass every check, incomplete they do not start."""

import secrets
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "samenwijs.example",
    "BASE_URL": "https://samenwijs.example",
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
}


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run a short program with the production settings."""

    def run(*arguments, without=(), **variables):
        for name, value in {**COMPLETE, "VAR_DIR": str(tmp_path), **variables}.items():
            monkeypatch.setenv(name, value)
        for name in without:
            monkeypatch.delenv(name)
        return subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
        )

    return run


def shown(run, *names, **variables):
    """Return production settings as the program sees them."""
    program = "import sys; sys.path.insert(0, 'platform'); import config.settings.production as s; print([%s])"
    done = run("-c", program % ", ".join(f"s.{name}" for name in names), **variables)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_complete_settings_pass_every_check_for_deployment(run):
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout + done.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
def test_without_one_of_these_nothing_starts(run, name):
    done = run("manage.py", "check", without=[name])
    assert done.returncode != 0
    assert f"{name} is not set" in done.stderr
    assert "Traceback" not in done.stderr


def test_transport_and_cookies(run):
    names = ["SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "DEBUG"]
    assert shown(run, *names) == "[True, 31536000, True, True, False]"


def test_only_a_trusted_proxy_may_say_how_people_came(run):
    names = ["USE_X_FORWARDED_HOST", "SECURE_PROXY_SSL_HEADER"]
    assert shown(run, *names, TRUST_PROXY="yes") == "[True, ('HTTP_X_FORWARDED_PROTO', 'https')]"
    done = run("-c", "import sys; sys.path.insert(0, 'platform'); import config.settings.production as s; "
                     "print(hasattr(s, 'SECURE_PROXY_SSL_HEADER'))", TRUST_PROXY="no")  # fmt: skip
    assert done.stdout.strip() == "False"


def test_below_a_path_of_its_host_cookies_stay_there(run):
    names = ["SESSION_COOKIE_PATH", "CSRF_COOKIE_PATH", "STATIC_URL", "FORCE_SCRIPT_NAME"]
    shown_values = shown(run, *names, BASE_PATH="/samenwijs")
    assert shown_values == "['/samenwijs/', '/samenwijs/', '/samenwijs/static/', '/samenwijs']"


def test_in_production_logs_are_json(run):
    processors = "LOGGING['formatters']['line']['processors'][-1].__class__.__name__"
    assert shown(run, processors) == "['JSONRenderer']"

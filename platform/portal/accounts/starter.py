"""Example accounts of a copy for trying things out, with passwords made for that copy."""

import os
import secrets
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from portal.accounts.groups import editors
from portal.accounts.models import User
from portal.loading import Report


@dataclass(frozen=True)
class ExampleAccount:
    """A role to try, as an account; nobody real."""

    email: str
    role: str
    is_administrator: bool = False
    is_editor: bool = False


ACCOUNTS = (
    ExampleAccount("beheerder@samenwijs.example", "Beheerder", is_administrator=True),
    ExampleAccount("redacteur@samenwijs.example", "Redacteur van AgII", is_editor=True),
    ExampleAccount("tweede.redacteur@samenwijs.example", "Tweede redacteur van AgII", is_editor=True),
    ExampleAccount("coordinator@samenwijs.example", "Netwerkcoördinator"),
)
COORDINATOR = "coordinator@samenwijs.example"
"""The account that the starter content of networks appoints as coordinator."""


def accounts_file() -> Path:
    """Where the passwords of this copy are kept, readable by its owner only."""
    return Path(settings.VAR_DIR) / "accounts.txt"


def load_example_accounts() -> Report:
    """Make the example accounts that do not exist yet, and keep their passwords in `accounts_file()`."""
    report = Report("example accounts")
    editor_group = editors()
    if not settings.EXAMPLE_ACCOUNTS:
        return report
    lines: dict[str, str] = {}
    for account in ACCOUNTS:
        if User.objects.filter(email__iexact=account.email).exists():
            report.unchanged += 1
            continue
        password = secrets.token_urlsafe(12)
        make = User.objects.create_superuser if account.is_administrator else User.objects.create_user
        user = make(account.email, password, first_name="Voorbeeld:", last_name=account.role)
        if account.is_editor:
            user.groups.add(editor_group)
        lines[account.email] = f"{account.role:28}{account.email:38}{password}\n"
        report.created += 1
    if lines:
        # Not before the accounts are there for good: a load that is interrupted makes others next time.
        transaction.on_commit(partial(_keep, lines))
    return report


def _keep(lines: dict[str, str]) -> None:
    """Write the lines of new accounts by address; what stood there of an earlier account of that name goes."""
    file = accounts_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    earlier = file.read_text(encoding="utf-8").splitlines(keepends=True) if file.exists() else []
    kept = [line for line in earlier if not any(f" {email} " in line for email in lines)]
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
        stream.writelines([*kept, *lines.values()])

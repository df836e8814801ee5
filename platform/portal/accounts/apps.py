"""App configuration of portal.accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Wires portal.accounts into the site."""

    name = "portal.accounts"
    label = "accounts"
    verbose_name = "Accounts"

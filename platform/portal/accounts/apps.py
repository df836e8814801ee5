"""App configuration of portal.accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Wires portal.accounts into the site."""

    name = "portal.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        """Register the example accounts."""
        from portal import slots  # noqa: PLC0415  after the app registry is ready
        from portal.accounts.starter import load_example_accounts  # noqa: PLC0415  needs models

        slots.register_loader("starter", order=20, name="example accounts", run=load_example_accounts)

"""Wiring into Wagtail's admin: the menu of networks, made here because it holds events too."""

from wagtail import hooks

from networks.events.viewsets import NetworksGroup


@hooks.register("register_admin_viewset")
def networks_and_events() -> NetworksGroup:
    """Add the menu *Netwerken*."""
    return NetworksGroup()

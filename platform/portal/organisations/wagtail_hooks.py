"""Wiring of municipalities and organisations into Wagtail's admin."""

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from portal.organisations.choosers import municipality_chooser, organisation_chooser
from portal.organisations.viewsets import OrganisationGroup


@hooks.register("register_admin_viewset")
def organisations() -> list[ViewSet | OrganisationGroup]:
    """Add the menu *Organisaties* and the choosers."""
    return [OrganisationGroup(), municipality_chooser, organisation_chooser]

"""App configuration of portal.organisations."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    """Wires portal.organisations into the site."""

    name = "portal.organisations"
    label = "organisations"
    verbose_name = "Organisaties"

    def ready(self) -> None:
        """Register rights, what is found, and the loaders: outlines and organisations need municipalities."""
        # Models can be imported from here on, not earlier.
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415

        from portal import searchable, slots  # noqa: PLC0415
        from portal.accounts.groups import editors_may  # noqa: PLC0415
        from portal.organisations import loading, models, permissions, search  # noqa: PLC0415
        from portal.reference.permissions import EDITOR_PERMISSIONS, KeptRowPolicy  # noqa: PLC0415

        register_permission_policy(
            models.Municipality, permissions.MunicipalityPolicy(models.Municipality), exact_class=True
        )
        register_permission_policy(models.Organisation, KeptRowPolicy(models.Organisation), exact_class=True)
        editors_may("organisations", *permissions.EDITOR_PERMISSIONS)
        editors_may("reference", *EDITOR_PERMISSIONS)  # here, because vocabularies may not know of accounts
        slots.register_loader("reference", order=30, name="municipalities", run=loading.load_municipalities)
        slots.register_loader("reference", order=40, name="outlines", run=loading.load_outlines)
        slots.register_loader("starter", order=10, name="organisations", run=loading.load_organisations)
        searchable.register(
            models.Municipality,
            kind="gemeente",
            label=_("Gemeenten"),
            order=60,
            public=search.findable_municipalities,
            document=search.municipality_document,
        )
        searchable.register(
            models.Organisation,
            kind="organisatie",
            label=_("Organisaties"),
            order=70,
            public=search.findable_organisations,
            document=search.organisation_document,
            weight=0.8,  # who asks for a subject looks for what was done, seldom for a name that has the word
        )

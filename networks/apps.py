"""App configuration of networks."""

import datetime

from django.apps import AppConfig
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _

from portal import searchable, slots
from portal.tasks import registry
from portal.tasks.schedules import Daily


class NetworksConfig(AppConfig):
    """Regional networks and their members."""

    name = "networks"
    label = "networks"
    verbose_name = _("Netwerken")

    def ready(self) -> None:
        """Register loaders, what networks add to other pages, what editors may, and the job that reconciles groups."""
        # Models can be imported from here on, not earlier.
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415

        from networks import fillings, generation, lifecycle, loading, search  # noqa: PLC0415
        from networks.models import Coordinator, NetworkPage, Workspace  # noqa: PLC0415
        from networks.permissions import AppointmentPolicy  # noqa: PLC0415
        from portal.accounts.groups import editors_may  # noqa: PLC0415

        slots.register_loader("starter", order=60, name="networks", run=loading.load_networks)
        slots.register_loader("starter", order=65, name="example coordinator", run=loading.load_example_coordinator)
        slots.register_loader("generate", order=40, name="networks", run=generation.generate_networks)
        for slot, order, items, template in (
            ("municipality.aside", 20, fillings.of_municipality, "components/panel.html"),
            ("practice.aside", 20, fillings.of_practice, "components/panel.html"),
            ("organisation", 30, fillings.of_organisation, "components/section.html"),
        ):
            slots.fill(slot, order=order, name="networks", items=items, template=template)
        searchable.register(
            NetworkPage,
            label=_("Netwerken"),
            order=40,
            public=search.findable_networks,
            document=search.network_document,
            is_suggested=True,
        )
        editors_may("networks", *(f"{action}_coordinator" for action in ("add", "delete", "view")))
        registry.register(
            name="reconcile-coordinators",
            title=_("Rechten van netwerkcoördinatoren gelijktrekken met hun aanstelling"),
            schedule=Daily(at=datetime.time(3, 10)),
            run=lifecycle.reconcile_nightly,
        )
        register_permission_policy(Coordinator, AppointmentPolicy(Coordinator))
        post_delete.connect(lifecycle.after_workspace, sender=Workspace)

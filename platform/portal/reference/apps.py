"""App configuration of portal.reference."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferenceConfig(AppConfig):
    """Wires portal.reference into the site."""

    name = "portal.reference"
    label = "reference"
    verbose_name = "Keuzelijsten"

    def ready(self) -> None:
        """Register what is found, who may change the lists, and the loaders, the lists first: all refers to them."""
        # Models can be imported from here on, not earlier.
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415

        from portal import searchable, slots  # noqa: PLC0415
        from portal.reference import models, search  # noqa: PLC0415
        from portal.reference.loading import load_programmes, load_vocabularies  # noqa: PLC0415
        from portal.reference.permissions import VOCABULARY_MODELS, KeptRowPolicy  # noqa: PLC0415

        for model in VOCABULARY_MODELS:
            register_permission_policy(model, KeptRowPolicy(model), exact_class=True)
        slots.register_loader("reference", order=10, name="vocabularies", run=load_vocabularies)
        slots.register_loader("reference", order=20, name="programmes", run=load_programmes)
        searchable.register(
            models.Theme,
            kind="thema",
            label=_("Thema’s"),
            order=80,
            public=search.findable_themes,
            document=search.theme_document,
        )
        searchable.register(
            models.Action,
            kind="actie",
            label=_("Acties"),
            order=90,
            public=search.findable_actions,
            document=search.action_document,
        )

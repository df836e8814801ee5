"""The forms with which images are added and changed."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm


class SiteImageForm(BaseImageForm):
    """An image needs a text alternative, its maker, and consent of whoever can be recognised."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if description := self.fields.get("description"):
            description.required = True
            description.label = _("Tekst voor wie het beeld niet ziet")
            description.help_text = _("Zeg wat er te zien is en waarom het er staat, in één zin.")
            description.error_messages["required"] = _("Beschrijf het beeld voor wie het niet ziet.")
        if maker := self.fields.get("maker"):
            maker.error_messages["required"] = _("Noem wie het beeld maakte.")
        if consent := self.fields.get("has_consent"):
            consent.required = True
            consent.error_messages["required"] = _(
                "Een beeld met herkenbare mensen kan alleen met hun toestemming. Vink aan dat die er is."
            )

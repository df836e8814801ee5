"""Choosers of municipalities and organisations in the admin: searchable by old names and postcodes too."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet

from portal.organisations.models import Municipality, Organisation


class MunicipalityChooserViewSet(ChooserViewSet):
    """Choose one municipality."""

    model = Municipality
    icon = "site"
    choose_one_text = _("Kies een gemeente")
    choose_another_text = _("Kies een andere gemeente")
    per_page = 20


class OrganisationChooserViewSet(ChooserViewSet):
    """Choose one organisation."""

    model = Organisation
    icon = "group"
    choose_one_text = _("Kies een organisatie")
    choose_another_text = _("Kies een andere organisatie")
    per_page = 20


municipality_chooser = MunicipalityChooserViewSet("municipality_chooser", url_prefix="gemeentekiezer")
organisation_chooser = OrganisationChooserViewSet("organisation_chooser", url_prefix="organisatiekiezer")

MunicipalityChooserBlock = municipality_chooser.get_block_class(
    name="MunicipalityChooserBlock", module_path="portal.organisations.choosers"
)
